"""Which operand is which: the groups that an op's definition divides its operands into."""

from __future__ import annotations

from xdsl.dialects.builtin import DenseArrayBase
from xdsl.ir import Operation, SSAValue

from ptofix.mlir import table


class MalformedOp(ValueError):
    """Operands or attributes do not fit the op's definition."""


def operand_groups(op: Operation) -> dict[str, tuple[SSAValue, ...]]:
    """Operand name → values, for the newest version whose definition fits. Raises MalformedOp."""
    fitting: list[dict[str, tuple[SSAValue, ...]]] = []
    problem: MalformedOp | None = None
    for spec in table.operations()[op.name].values():
        try:
            groups = groups_in(op, spec)
        except MalformedOp as mismatch:
            problem = problem or mismatch
            continue
        if len({_element(value) for name in spec.alike for value in groups[name]}) <= 1:
            return groups
        fitting.append(groups)
    if not fitting:
        assert problem is not None
        raise problem
    return fitting[0]


def _element(value: SSAValue) -> object:
    return getattr(getattr(value.type, "data", None), "element", None)


def groups_in(op: Operation, spec: table.OpSpec) -> dict[str, tuple[SSAValue, ...]]:
    """Operand name → values, as `spec` divides them. Raises MalformedOp if they do not fit."""
    values = list(op.operands)
    sizes = _segment_sizes(op, spec, len(values))
    groups = {}
    for operand, size in zip(spec.operands, sizes, strict=True):
        if (operand.many == "" and size != 1) or (operand.many == "?" and size > 1) or size < 0:
            raise MalformedOp(f"`{op.name}` has {size} values for operand `{operand.name}`")
        groups[operand.name] = tuple(values[:size])
        del values[:size]
    if len(op.results) not in range(sum(r.many == "" for r in spec.results), len(spec.results) + 1):
        raise MalformedOp(f"`{op.name}` has {len(op.results)} results; expected {len(spec.results)}")
    return groups


def _segment_sizes(op: Operation, spec: table.OpSpec, count: int) -> list[int]:
    given = op.properties.get(table.SEGMENTS)
    if spec.segments and isinstance(given, DenseArrayBase):
        sizes = [int(n) for n in given.get_values()]
        if len(sizes) != len(spec.operands) or sum(sizes) != count:
            raise MalformedOp(f"operandSegmentSizes {sizes} do not fit `{op.name}` with {count} operands")
        return sizes
    many = [o for o in spec.operands if o.many]
    spare = count - (len(spec.operands) - len(many))
    if spare < 0 or (not many and spare) or (len(many) == 1 and many[0].many == "?" and spare > 1):
        wanted = f"{len(spec.operands)}" if not many else f"at least {len(spec.operands) - len(many)}"
        raise MalformedOp(f"`{op.name}` takes {wanted} operands; here are {count}")
    if len(many) > 1 and spare not in (0, len(many)):
        raise MalformedOp(f"`{op.name}` needs operandSegmentSizes to tell its {count} operands apart")
    return [(spare if len(many) == 1 else spare // len(many)) if o.many else 1 for o in spec.operands]


def operand(op: Operation, name: str) -> SSAValue | None:
    """The value of operand `name`, None if it is absent. Raises MalformedOp."""
    values = operand_groups(op).get(name, ())
    return values[0] if values else None
