"""What a parser found of an op, before its operands have values."""

from __future__ import annotations

from msgspec import Struct, field
from xdsl.ir import Attribute, Region
from xdsl.parser import UnresolvedOperand


class ParsedOp(Struct):
    """What a parser found: names of operands and results as in the op's specification."""

    operands: dict[str, list[UnresolvedOperand]] = field(default_factory=dict)
    types: dict[str, list[Attribute]] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
