"""Rewrites of more than synchronisation that a caller claims: what each may change, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ptofix.cpp import tree
from ptofix.cpp.parser import Tree
from ptofix.cpp.scanner import ItemKind
from ptofix.program.facts import statements
from ptofix.program.program import Action, TileOp
from ptofix.proof.compare import DifferError
from ptofix.proof.tokens import Token, UnclearTextError, logical_lines, tokens
from ptofix.text.diagnostics import Place
from ptofix.text.source import Edit, SourceFile, Span


@dataclass(frozen=True)
class SlotNumClaim:
    """LocalSlotNum, the fifth template argument of `TPipe<…>`, was set at every use of a pipe.

    `values` by FlagID; `default` for pipes of other FlagIDs, None to leave them alone.
    """

    values: tuple[tuple[int, int], ...] = ()
    default: int | None = None

    def value(self, flag_id: int) -> int | None:
        return dict(self.values).get(flag_id, self.default)


@dataclass(frozen=True)
class FoldMulsOneClaim:
    """`TMULS(dst, src, one)` may have become `TMOV(dst, src)`."""


Claim = SlotNumClaim | FoldMulsOneClaim

_ONE = re.compile(r"1(?:\.0*)?[fF]?")


def slot_num_edits(before: SourceFile, claim: SlotNumClaim) -> list[Edit]:
    """What the claim makes of `before`. Raises DifferError where it cannot hold at every use."""
    edits: list[Edit] = []
    if "TPipe" not in before.text:
        return edits
    try:
        lines = [line for line in logical_lines(before.text) if "TPipe" in line.text]
        for line in lines:
            edits += _in_line(before, tokens(line), claim)
    except UnclearTextError as unclear:
        place = Place(before, Span(unclear.args[0], unclear.args[0] + 1))
        raise DifferError("compilers may read this text in different ways", place) from None
    return edits


def _in_line(before: SourceFile, found: list[Token], claim: SlotNumClaim) -> list[Edit]:
    edits: list[Edit] = []
    for i, token in enumerate(found):
        place = Place(before, Span(token.start, token.end))
        if token.text.startswith("#") and "TPipe" in token.text:
            raise DifferError("the slots of a pipe are claimed, and a directive has a TPipe", place)
        if token.text != "TPipe":
            continue
        arguments = _arguments(found[i + 1 :])
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
    """Of the template whose `<` comes first; none for arguments that have brackets or end on another line."""
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
    return tree.decimal(arguments[index][0].text)


def is_one(name: str, source_tree: Tree) -> bool:
    """Whether `name` is the number one, or a constant that is one wherever the file declares it."""
    if _ONE.fullmatch(name):
        return True
    text, declared = source_tree.source.text, False
    if any(name in text[item.start : item.end] for item in source_tree.items if item.kind is ItemKind.DIRECTIVE):
        return False
    for statement in statements(source_tree.body):
        if name not in statement.text:
            continue
        for node in tree.walk(statement.node):
            if isinstance(node, tree.Opaque) or (isinstance(node, tree.Parameter) and node.name == name):
                return False
            if isinstance(node, tree.Declare) and node.name == name:
                if "const" not in node.type.modifiers or node.array or not isinstance(node.initial, tree.Number):
                    return False
                if not _ONE.fullmatch(node.initial.text):
                    return False
                declared = True
    return declared


def can_fold(multiplication: Action, copy: Action) -> bool:
    """Whether the two write the same bytes: a copy moves whole blocks, a multiplication stops at the valid columns."""
    if not isinstance(multiplication, TileOp) or not isinstance(copy, TileOp):
        return False
    operands = [(operand.tile, place.bases) for operand, place in zip(copy.call.operands, copy.operands)]
    if [(o.tile, p.bases) for o, p in zip(multiplication.call.operands[:2], multiplication.operands)] != operands:
        return False
    (tile, target), (source_tile, source) = operands
    if tile is None or tile != source_tile or tile.space != "Vec" or target is None or source is None:
        return False
    full = (tile.valid_rows, tile.valid_cols) == (tile.rows, tile.cols)
    return full and all(abs(x - y) >= tile.size_bytes for x in target for y in source)
