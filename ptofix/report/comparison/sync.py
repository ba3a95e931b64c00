"""The view `sync`: which orders between which ops one text has and the other lacks, lost ones first.

Ops of both texts are put side by side in order. An order is one that bytes need: a pair of accesses, one of them a
write, that the one text orders and the other does not. What guards an op are the waits and barriers between it and the
op before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp.parser import Statement, parse
from ptofix.order.effects import meeting
from ptofix.order.model import STRICT, Model, ProgramOrder
from ptofix.placement.sequences import synchronises
from ptofix.program.build import program_file
from ptofix.program.program import Program, TileOp
from ptofix.report.comparison.pairing import aligned, paired
from ptofix.report.comparison.result import NOT_COMPARED, ComparedRow, ComparedTable, Comparison, LostOrder
from ptofix.report.comparison.side import KernelSide
from ptofix.rules.kinds_of_core import on_their_core, pipes_of
from ptofix.rules.races import Race, is_left_out, races
from ptofix.rules.registry import race_code
from ptofix.text.source import SourceFile

SYNC = "sync"
_ORDERED, _LOST, _COMPARED = "ordered", "lost", "compared"

KernelFiles = Mapping[str, KernelSide]
"""By the file's name below its tree."""


class _Op(Struct, frozen=True, eq=False):
    """One statement with an op, and what lies between it and the previous op."""

    name: str
    target: object  # the memory and shape of its first tile
    statement: Statement
    guards: tuple[Statement, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return self.name, self.target


class _Side(Struct, frozen=True, eq=False):
    """One function on one core: its ops, and the pairs of them that nothing orders."""

    program: Program
    ops: list[_Op]
    races: list[Race]


def compare_sync(a: KernelSide, b: KernelSide, model: Model = STRICT) -> Comparison:
    """Two kernels by the orders that they have under a model."""
    matched = list(_pairs(a, b, model))
    found = [(left, right) for left, right in matched if left is not None and right is not None]
    lost = [order for left, right in found for order in _lost(left, right)]
    lost.sort(key=lambda order: (order.in_a, order.place.span))
    rows = tuple(
        ComparedRow(
            (order.function, order.core, order.what, order.earlier, order.later),
            _LOST if order.in_a else _ORDERED,
            _ORDERED if order.in_a else _LOST,
        )
        for order in lost
    )
    heads = ("function", "core", "order", "earlier", "later")
    guards = tuple(row for left, right in found for row in _guards(left, right))
    alone = tuple(row for pair in matched for row in _alone(*pair))
    tables = (
        ComparedTable("orders", heads, rows),
        ComparedTable(NOT_COMPARED, ("function", "core", "op"), alone),
        ComparedTable("guards", ("function", "core", "op", "lines"), guards, brief=True, informs=True),
    )
    return Comparison(SYNC, a, b, tables, lost=tuple(lost))


def compare_sync_of_trees(names: tuple[str, str], a: KernelFiles, b: KernelFiles, model: Model = STRICT) -> Comparison:
    """Two trees, file by file; those that lost most orders first."""
    both = [(file, compare_sync(a[file], b[file], model)) for file in sorted(a.keys() & b.keys())]
    both.sort(key=lambda pair: -sum(not order.in_a for order in pair[1].lost))
    files = [
        ComparedRow((file,), *(_COMPARED if file in tree else None for tree in (a, b))) for file in sorted({*a, *b})
    ]
    lost = tuple(order for _, found in both for order in found.lost)
    in_a = sum(order.in_a for order in lost)
    totals = (ComparedRow(("orders that one side lacks",), in_a, len(lost) - in_a),) if lost else ()
    tables = [
        ComparedTable("totals", ("lost",), totals),
        ComparedTable("files", ("file",), tuple(files), brief=True),
    ]
    for number, table in enumerate(both[0][1].tables if both else ()):
        if not table.informs:
            rows = (replace(row, key=(file, *row.key)) for file, found in both for row in found.tables[number].rows)
            tables.append(ComparedTable(table.name, ("file", *table.heads), tuple(rows)))
    left, right = (_of_tree(name, tree) for name, tree in zip(names, (a, b)))
    return Comparison(SYNC, left, right, tuple(tables), lost=lost)


def _of_tree(name: str, files: KernelFiles) -> KernelSide:
    return KernelSide(SourceFile(name, ""), (), (), tuple(one for side in files.values() for one in side.outside))


def _pairs(a: KernelSide, b: KernelSide, model: Model) -> list[tuple[_Side | None, _Side | None]]:
    sides = [_sides(side, model) for side in (a, b)]
    keys = (lambda s: (s.program.function, s.program.core), lambda s: s.program.core)
    return list(paired(sides[0], sides[1], *keys))


def _alone(left: _Side | None, right: _Side | None) -> Iterator[ComparedRow]:
    """Ops that only one side has: whether their orders are there cannot be said, so the two are not equal."""
    if left is not None and right is not None:
        program, beside = left.program, [pair for pair in _beside(left, right) if None in pair]
    elif left is not None:
        program, beside = left.program, [(op, None) for op in left.ops]
    elif right is not None:
        program, beside = right.program, [(None, op) for op in right.ops]
    else:
        return
    for x, y in beside:
        op = x or y
        if op is not None:
            where = f"line {op.statement.place.line}"
            key = (program.function, program.core, op.name)
            yield ComparedRow(key, where if x else None, where if y else None)


def _sides(side: KernelSide, model: Model) -> list[_Side]:
    tree = parse(side.source)
    programs = on_their_core(tree, program_file(tree, idle_callers=True).programs)
    return [
        _Side(program, list(_ops(program)), [r for r in races(ProgramOrder(program, model)) if not is_left_out(r)])
        for program in programs
    ]


def _ops(program: Program) -> Iterator[_Op]:
    guards: list[Statement] = []
    for instruction in program.instructions:
        statement, action = instruction.statement, instruction.action
        if statement is not None and synchronises(statement):
            if not statement.text.startswith("set_flag"):
                guards.append(statement)
        elif statement is not None and isinstance(action, TileOp) and pipes_of(action):
            tiles = (given.tile for given in action.call.operands if given.tile is not None)
            target = next(((tile.space, tile.rows, tile.cols) for tile in tiles), None)
            yield _Op(action.call.name, target, statement, tuple(guards))
            guards = []


def _beside(left: _Side, right: _Side) -> list[tuple[_Op | None, _Op | None]]:
    return aligned(left.ops, right.ops, lambda op: op.key)


def _lost(left: _Side, right: _Side) -> Iterator[LostOrder]:
    """Orders between ops that both have, of which one side lacks the order."""
    pairs = [(x, y) for x, y in _beside(left, right) if x is not None and y is not None]
    partner = {x.statement: y for x, y in pairs} | {y.statement: x for x, y in pairs}
    own = {op.statement: op for side in (left, right) for op in side.ops}
    unordered = [{key: race for race in side.races if (key := _key(race)) is not None} for side in (left, right)]
    for number, (here, there) in enumerate((unordered, unordered[::-1])):
        in_a = number == 0
        known = {
            (partner[k[0]].statement, partner[k[1]].statement, *k[2:]) for k in there if {k[0], k[1]} <= partner.keys()
        }
        for key, race in here.items():
            if key not in known and {key[0], key[1]} <= partner.keys():
                ends = (own[key[0]], own[key[1]])
                others = (partner[key[0]], partner[key[1]])
                yield _order(race, ends, others, in_a)


def _key(race: Race) -> tuple[Statement, Statement, str, str, str, bool] | None:
    ends = (race.earlier.instruction.statement, race.later.instruction.statement)
    if ends[0] is None or ends[1] is None:
        return None
    return ends[0], ends[1], race.kind, race.earlier.pipe, race.later.pipe, race.on_scratch


def _order(race: Race, ends: tuple[_Op, _Op], others: tuple[_Op, _Op], in_a: bool) -> LostOrder:
    kind, first, second = race.main
    what = f"{kind} on {meeting(first, second)}, {race.earlier.pipe} to {race.later.pipe}"
    earlier, later = (_named(own, other, in_a) for own, other in zip(ends, others))
    return LostOrder(
        race.order.program.function,
        race.order.program.core,
        race_code(race.kind, race.same_pipe, race.on_scratch),
        what,
        earlier,
        later,
        in_a,
        ends[1].statement.place,
        tuple(statement.place for statement in others[1].guards),
    )


def _named(own: _Op, other: _Op, in_a: bool) -> str:
    a, b = (own, other) if in_a else (other, own)
    return f"{own.name} {_lines(a, b)}"


def _lines(a: _Op | None, b: _Op | None) -> str:
    return " | ".join("-" if op is None else str(op.statement.line) for op in (a, b))


def _guards(left: _Side, right: _Side) -> Iterator[ComparedRow]:
    for x, y in _beside(left, right):
        if x is not None and y is not None:
            names = _lines(x, y)
            yield ComparedRow(
                (left.program.function, left.program.core, x.name, names), _words(x.guards), _words(y.guards)
            )


def _words(guards: Sequence[Statement]) -> str:
    """By pipes: event ids differ from version to version."""
    counts = Counter(_short(statement.text) for statement in guards)
    return ", ".join(what if n == 1 else f"{n} {what}" for what, n in sorted(counts.items())) or "none"


def _short(text: str) -> str:
    name, _, arguments = text.partition("(")
    pipes = [part.strip().removeprefix("PIPE_") for part in arguments.rstrip(");").split(",")]
    return f"barrier {pipes[0]}" if name.strip() == "pipe_barrier" else f"{pipes[0]}>{pipes[1]}"
