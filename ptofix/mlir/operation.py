"""PTO ops as xDSL operations: one class per op of the table, all with the same parser and printer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from xdsl.dialects.builtin import LocationAttr
from xdsl.ir import Attribute, Block, Dialect, Operation, Region, SSAValue
from xdsl.irdl import traits_def
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import NoTerminator
from xdsl.utils.exceptions import ParseError

from ptofix.mlir import handwritten, pto_types, syntax, table
from ptofix.mlir.operands import groups_in
from ptofix.mlir.parsed_op import ParsedOp
from ptofix.text.once import once

_CODE = "code "


class PtoOperation(Operation):
    """Base of all PTO ops. Attributes that belong to the op are its properties, in every input form."""

    spec: ClassVar[table.OpSpec]

    @classmethod
    def parse(cls, parser: Parser) -> Operation:
        """Read the custom form, in the newest version's syntax that fits."""
        specs = list(table.operations()[cls.name].values())
        start, first_error = parser.pos, None
        for spec in specs:
            try:
                return _parse(parser, cls, spec)
            except ParseError as problem:
                first_error = first_error or problem
                parser._resume_from(start)
        assert first_error is not None
        raise first_error

    def print(self, printer: Printer) -> None:
        spec = printer_spec(printer, self.name)
        groups = groups_in(self, spec)
        if spec.asm.startswith(_CODE):
            handwritten.SYNTAXES[spec.asm[len(_CODE) :]].print(printer, self, spec, groups)
        else:
            syntax.print_op(printer, self, spec, groups)

    @classmethod
    def create(
        cls,
        *,
        operands: Sequence[SSAValue] = (),
        result_types: Sequence[Attribute] = (),
        properties: Mapping[str, Attribute] = {},
        attributes: Mapping[str, Attribute] = {},
        location: LocationAttr | None = None,
        successors: Sequence[Block] = (),
        regions: Sequence[Region] = (),
    ) -> PtoOperation:
        inherent = {name for spec in table.operations()[cls.name].values() for name in spec.inherent}
        own = {name: value for name, value in attributes.items() if name in inherent}
        op: PtoOperation = super().create(
            operands=operands,
            result_types=result_types,
            properties={**properties, **own},
            attributes={name: value for name, value in attributes.items() if name not in own},
            location=location,
            successors=successors,
            regions=regions,
        )
        return op


def _parse(parser: Parser, cls: type[PtoOperation], spec: table.OpSpec) -> Operation:
    start = parser.pos
    if spec.asm == "generic":
        parser.raise_error(f"`{spec.name}` has no custom form", start)
    if spec.asm.startswith(_CODE):
        parts = ParsedOp()
        handwritten.SYNTAXES[spec.asm[len(_CODE) :]].parse(parser, spec, parts)
    else:
        parts = syntax.parse_op(parser, spec)
    return syntax.build(parser, cls, spec, parts, start)


def printer_spec(printer: Printer, name: str) -> table.OpSpec:
    """The specification of op `name` in the version that `printer` prints for."""
    by_version = table.operations()[name]
    version = getattr(printer, "version", None)
    known = by_version.get(version) if isinstance(version, str) else None
    return known or next(iter(by_version.values()))


def has_custom_form(op: PtoOperation, spec: table.OpSpec) -> bool:
    """Whether the assembler reads the custom form of `op` back as it was."""
    if spec.asm == "generic":
        return False
    groups = groups_in(op, spec)
    if spec.asm.startswith(_CODE):
        return handwritten.SYNTAXES[spec.asm[len(_CODE) :]].holds(op, groups)
    return syntax.reads_back(op, spec, groups)


@once
def dialect() -> Dialect:
    """The xDSL dialect with every op, attribute and type of the table."""
    ops = [
        type(
            "Op_" + name.replace(".", "_"),
            (PtoOperation,),
            {
                "name": name,
                "spec": spec,
                "traits": traits_def(NoTerminator()) if spec.regions else traits_def(),
            },
        )
        for name in table.operations()
        if (spec := table.newest(name)) is not None
    ]
    return Dialect(
        "pto", ops, [*pto_types.type_classes(), *pto_types.enum_classes().values(), *pto_types.RAW_ATTRIBUTES]
    )
