"""Rewrites of more than synchronisation that a caller claims: what each may change, and nothing else."""

from __future__ import annotations

import re

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.cpp.parser import Tree
from ptofix.cpp.scanner import ItemKind
from ptofix.hardware.tile import Space
from ptofix.program.program import Action, TileOp
from ptofix.proof.compare import DifferError
from ptofix.proof.tokens import Token, UnclearTextError, logical_lines, tokens
from ptofix.text.diagnostics import Place
from ptofix.text.source import Edit, SourceFile, Span


class SlotNumClaim(Struct, frozen=True):
    """LocalSlotNum, the fifth template argument of `TPipe<…>`, was set at every use of a pipe.

    `values` by FlagID; `default` for pipes of other FlagIDs, None to leave them alone.
    """

    values: tuple[tuple[int, int], ...] = ()
    default: int | None = None

    def value(self, flag_id: int) -> int | None:
        return dict(self.values).get(flag_id, self.default)


class FoldMulsOneClaim(Struct, frozen=True):
    """`TMULS(dst, src, one)` may have become `TMOV(dst, src)`."""


Claim = SlotNumClaim | FoldMulsOneClaim

_DECIMAL = re.compile("0|[1-9][0-9]*")
_MOST_LINES = 8  # that the arguments of a type go over
_ONE = re.compile(r"1(?:\.0*)?[fF]?")


def slot_num_edits(before: SourceFile, claim: SlotNumClaim) -> list[Edit]:
    """What the claim makes of `before`. Raises DifferError where it cannot hold at every use."""
    edits: list[Edit] = []
    if "TPipe" not in before.text:
        return edits
    try:
        lines = logical_lines(before.text)
        for i, line in enumerate(lines):
            if "TPipe" in line.text:
                found = tokens(line)
                behind = [token for following in lines[i + 1 : i + _MOST_LINES] for token in tokens(following)]
                edits += _in_line(before, found, behind, claim)
    except UnclearTextError as unclear:
        place = Place(before, Span(unclear.args[0], unclear.args[0] + 1))
        raise DifferError("compilers may read this text in different ways", place) from None
    return edits


def _in_line(before: SourceFile, found: list[Token], behind: list[Token], claim: SlotNumClaim) -> list[Edit]:
    """What the claim makes of the types that begin in `found`; they may end in `after`."""
    edits: list[Edit] = []
    for i, token in enumerate(found):
        place = Place(before, Span(token.start, token.end))
        if token.text.startswith("#") and "TPipe" in token.text:
            raise DifferError("the slots of a pipe are claimed, and a directive has a TPipe", place)
        if token.text != "TPipe":
            continue
        arguments = _arguments([*found[i + 1 :], *behind])
        flag, slots = _number(arguments, 0), _number(arguments, 3)
        local = _number(arguments, 4) if len(arguments) > 4 else 2
        if flag is None or slots is None or local is None:
            raise DifferError("the slots of a pipe are claimed, and the numbers of this TPipe are not known", place)
        value = claim.value(flag)
        if value is None:
            continue
        if not 1 <= value <= slots:
            raise DifferError(f"LocalSlotNum {value} of pipe {flag} is not between 1 and SlotNum, {slots}", place)
        if len(arguments) > 4:
            edits.append(Edit(Span(arguments[4][0].start, arguments[4][0].end), str(value)))
        elif value != local:
            end = arguments[3][-1].end
            edits.append(Edit(Span(end, end), f", {value}"))
    return edits


def _arguments(found: list[Token]) -> list[list[Token]]:
    """Of the template whose `<` comes first; none for arguments that have brackets."""
    groups: list[list[Token]] = [[]]
    if found and found[0].text == "<":
        for token in found[1:]:
            if token.text.startswith(">"):
                return groups
            if token.text in ("(", "<", "{", ";"):
                break
            if token.text == ",":
                groups.append([])
            else:
                groups[-1].append(token)
    return []


def _number(arguments: list[list[Token]], index: int) -> int | None:
    """A plain decimal number."""
    if index >= len(arguments) or len(arguments[index]) != 1:
        return None
    text = arguments[index][0].text
    return int(text) if _DECIMAL.fullmatch(text) else None


def is_one(name: str, source_tree: Tree) -> bool:
    """Whether `name` is the number one, or a constant that is one wherever the file declares it."""
    if _ONE.fullmatch(name):
        return True
    text, declared = source_tree.source.text, False
    if any(name in text[item.start : item.end] for item in source_tree.items if item.kind is ItemKind.DIRECTIVE):
        return False
    for statement in source_tree.statements:
        if name not in statement.text:
            continue
        if statement.node is None:
            return False
        for node in nodes.walk(statement.node):
            if isinstance(node, (nodes.Parameter, nodes.Enumerator)) and node.name == name:
                return False
            if isinstance(node, nodes.Declare) and node.name == name:
                if not _declares_one(node):
                    return False
                declared = True
    return declared


def _declares_one(node: nodes.Declare) -> bool:
    match node:
        case nodes.Declare(nodes.Type(before, _, _, ()), _, (), nodes.Value(nodes.Number(text))):
            return "const" in before and _ONE.fullmatch(text) is not None
    return False


def can_fold(multiplication: Action, copy: Action) -> bool:
    """Whether the two write the same bytes: a copy moves whole blocks, a multiplication stops at the valid columns."""
    if not isinstance(multiplication, TileOp) or not isinstance(copy, TileOp):
        return False
    places = copy.operands
    if multiplication.operands[:2] != places or multiplication.call.operands[:2] != copy.call.operands:
        return False
    tile, other = (operand.tile for operand in copy.call.operands)
    if tile is None or tile != other or tile.space != Space.VEC or {place.slots for place in places} != {1}:
        return False
    full = (tile.static_rows, tile.static_cols) == (tile.rows, tile.cols)
    target, source = (place.bases for place in places)
    known = target is not None and source is not None
    return full and known and all(abs(x - y) >= tile.size_bytes for x in target or () for y in source or ())
