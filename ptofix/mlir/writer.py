"""Module → text, as the assembler's own printer writes it, with the value names of the input."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Literal

from xdsl.dialects.builtin import ArrayAttr, FloatAttr, IntegerAttr, ModuleOp, UnknownLoc, UnregisteredOp, f64, i64
from xdsl.dialects.func import FuncOp
from xdsl.ir import Attribute, BlockArgument, Operation, SSAValue
from xdsl.printer import Printer

from ptofix.mlir.operation import PtoOperation, has_custom_form, printer_spec
from ptofix.mlir.reader import Module
from ptofix.mlir.targets import Target

Form = Literal["custom", "generic"]

_LOSES_TEXT = frozenset(("scf.execute_region",))
"""Ops whose custom form xDSL 0.74 prints without the terminator of their region."""


class Writer(Printer):
    """xDSL's printer with fixed value names, MLIR's short op names, and the spelling of one assembler version."""

    def __init__(
        self, stream: StringIO, names: Mapping[SSAValue, str], target: Target, form: Form, as_assembler: bool
    ) -> None:
        super().__init__(stream=stream, print_generic_format=form == "generic")
        self.version = target.version
        self.pointer_spaces = target.pointer_spaces
        self._names = dict(names)
        self._fresh = 0
        self._as_assembler = as_assembler

    def print_ssa_value(self, value: SSAValue) -> str:
        name = self._names.get(value)
        if name is None:
            name = self._names[value] = f"ptofix{self._fresh}"
            self._fresh += 1
        self.print_string(f"%{name}")
        return name

    def print_block_argument(self, arg: BlockArgument, print_type: bool = True) -> None:
        super().print_block_argument(arg, print_type)
        if print_type and not isinstance(arg.location, UnknownLoc):
            self.print_string(" ")
            self.print_attribute(arg.location)

    def print_attribute(self, attribute: Attribute) -> None:
        # MLIR leaves out the default type of numbers in arrays.
        if isinstance(attribute, ArrayAttr):
            with self.in_square_brackets():
                self.print_list(attribute.data, self._print_element)
        else:
            super().print_attribute(attribute)

    def _print_element(self, element: Attribute) -> None:
        if isinstance(element, IntegerAttr) and element.type == i64:
            self.print_string(str(element.value.data))
        elif isinstance(element, FloatAttr) and element.type == f64:
            self.print_float(element.value.data, f64)
        else:
            self.print_attribute(element)

    def print_op(self, op: Operation) -> None:
        # MLIR keeps attributes ordered by name.
        op.properties = dict(sorted(op.properties.items()))
        op.attributes = dict(sorted(op.attributes.items()))
        self._print_bound_results(op)
        if isinstance(op, UnregisteredOp):
            self._print_unregistered(op)
        elif self.print_generic_format or type(op).print is Operation.print or not self._has_custom_form(op):
            self.print_string(f'"{op.name}"')
            self.print_op_with_default_format(op)
        else:
            self.print_string(_short_name(op))
            op.print(self)
        if not isinstance(op.location, UnknownLoc):
            self.print_string(" ")
            self.print_attribute(op.location)

    def _has_custom_form(self, op: Operation) -> bool:
        if not isinstance(op, PtoOperation):
            return op.name not in _LOSES_TEXT
        spec = printer_spec(self, op.name)
        return has_custom_form(op, spec) or (self._as_assembler and spec.asm != "generic")

    def _print_bound_results(self, op: Operation) -> None:
        if not op.results:
            return
        first = self._names.get(op.results[0], "")
        if first.endswith("#0"):
            self.print_string(f"%{first[:-2]}:{len(op.results)}")
        else:
            self.print_list(op.results, self.print_ssa_value)
        self.print_string(" = ")

    def _print_unregistered(self, op: UnregisteredOp) -> None:
        name = op.attributes.pop("op_name__")
        self.print_string(f'"{op_name(name)}"')
        self.print_op_with_default_format(op)
        op.attributes["op_name__"] = name


def op_name(attribute: object) -> str:
    return str(getattr(attribute, "data", ""))


def print_module(module: Module, target: Target, form: Form = "custom", *, as_assembler: bool = False) -> str:
    """The text of `module` for `target`, which must be able to express it (see `targets.fit`).

    Ops whose custom form the assembler would misread are written in generic form; `as_assembler` writes the custom form
    all the same, as the assembler's printer does.
    """
    stream = StringIO()
    Writer(stream, module.names, target, form, as_assembler).print_op(module.op)
    return stream.getvalue() + "\n"


def _short_name(op: Operation) -> str:
    if isinstance(op, ModuleOp):
        return "module"
    if op.name.startswith("func.") and isinstance(op.parent_op(), FuncOp):
        return op.name[len("func.") :]
    return op.name
