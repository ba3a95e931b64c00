"""The control-flow graph of a program while it is built: points, changes of bindings, and where control is.

Two steps make a program of it: `bind` follows the addresses of tiles over the finished graph, and gives each call its
operands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp.parser import Statement
from ptofix.hardware.tile import BLOCK, STEP_MAX, Space, TileType
from ptofix.isa.architecture import Arch
from ptofix.isa.call import STORED_IN_TURN, OpCall
from ptofix.isa.operand import Operand as CallOperand
from ptofix.program import bindings
from ptofix.program.bindings import Advanced, Assigned, Change, Declared, Lost, State
from ptofix.program.entities import PipeVariable, TileVariable
from ptofix.program.pipes import PipeType
from ptofix.program.places import Extent, Slot, Tensor
from ptofix.program.program import (
    Action,
    ByRound,
    CoreSignal,
    Counter,
    HandOver,
    Instruction,
    Join,
    Opaque,
    Operand,
    TileOp,
    Trips,
)
from ptofix.program.recurrences import Course, Table, common_periods, reduced


class Argument(NamedTuple):
    """One argument of a call; `tile` None and a kind of the op table's operands for what is no tile.

    `number` is the value of one that counts elements, where it is known; `ring` is that of a `pipe`.
    """

    text: str
    tile: TileVariable | None
    kind: str
    pipe: PipeType | None = None
    number: int | None = None
    tensor: Tensor | None = None
    decides: bool = False  # where control goes on
    ring: Tensor | None = None


class PendingCall(Struct, frozen=True):
    """A call of an op whose operands are not bound yet."""

    name: str
    arguments: tuple[Argument, ...]
    template_arguments: tuple[str, ...]
    signal: CoreSignal | None = None


class Point(Struct, eq=False):
    """A place where something happens: bindings change `in_front`, then `what`, then bindings change `after`."""

    what: Action | PendingCall
    statement: Statement | None
    loops: tuple[int, ...]
    calls: tuple[Statement, ...]
    in_front: tuple[Change, ...]
    behind: tuple[Change, ...]
    successors: list[int] = field(default_factory=list)
    by_round: ByRound | None = None


class GraphMark(Struct, frozen=True):
    """How far a graph was: its points, where control was, what changed since, and the last loop."""

    points: int
    frontier: tuple[int, ...]
    changes: tuple[Change, ...]
    loop: int


class Graph(Struct, eq=False):
    """`frontier` are the points that control comes from, none where it never gets to.

    `counters` are loops, by number, of which the rounds can be followed by their variable. Those of all loops can be
    counted, which `by_count` tells how. `courses` are those of loops whose variable can be followed, `trips` those of
    loops whose rounds are known by number.
    """

    points: list[Point] = field(default_factory=list)
    frontier: list[int] = field(default_factory=list)
    loops: tuple[int, ...] = ()
    calls: tuple[Statement, ...] = ()
    changes: list[Change] = field(default_factory=list)  # since the last point
    counters: dict[int, Counter] = field(default_factory=dict)
    by_count: dict[int, Counter] = field(default_factory=dict)
    courses: dict[int, Course] = field(default_factory=dict)
    trips: dict[int, Trips] = field(default_factory=dict)

    def add(
        self,
        what: Action | PendingCall,
        statement: Statement | None,
        behind: tuple[Change, ...] = (),
        by_round: ByRound | None = None,
    ) -> int:
        """A new point after the frontier; the number of it."""
        number = len(self.points)
        point = Point(what, statement, self.loops, self.calls, tuple(self.changes), behind)
        point.by_round = by_round
        self.points.append(point)
        self.changes.clear()
        self.link(self.frontier, number)
        self.frontier = [number]
        return number

    def mark(self) -> GraphMark:
        """Where the graph is now."""
        return GraphMark(len(self.points), tuple(self.frontier), tuple(self.changes), max(self.by_count, default=0))

    def take_back(self, mark: GraphMark) -> bool:
        """Forget what was added since, if nothing happens there and control goes on: whether that was so."""
        added = self.points[mark.points :]
        changes = [*(change for point in added for change in (*point.in_front, *point.behind)), *self.changes]
        new = changes[len(mark.changes) :]
        if not self.frontier or not all(isinstance(point.what, Join) for point in added):
            return False
        if changes[: len(mark.changes)] != [*mark.changes] or not all(isinstance(one, Declared) for one in new):
            return False
        del self.points[mark.points :]
        for number in mark.frontier:  # no other point leads to what was added
            successors = self.points[number].successors
            successors[:] = [one for one in successors if one < mark.points]
        for known in (self.counters, self.by_count, self.courses, self.trips):
            for loop in [loop for loop in known if loop > mark.loop]:
                del known[loop]
        self.frontier[:], self.changes[:] = mark.frontier, mark.changes
        return True

    def link(self, sources: Iterable[int], target: int) -> None:
        for source in sources:
            successors = self.points[source].successors
            if target not in successors:
                successors.append(target)

    def add_join(self) -> int:
        """A new point that control may come to from elsewhere too: what changed before belongs to this way alone."""
        self.settle()
        return self.add(Join(), None)

    def settle(self) -> None:
        """Give the changes since the last point a point of their own."""
        if self.changes and self.frontier:
            self.add(Join(), None)
        self.changes.clear()

    def leave(self) -> list[int]:
        """The frontier, taken away: control goes on elsewhere."""
        self.settle()
        taken, self.frontier = self.frontier, []
        return taken

    def meet(self, *frontiers: Iterable[int]) -> None:
        """Control comes from all of these."""
        self.frontier = list(dict.fromkeys(point for frontier in frontiers for point in frontier))


def bind(graph: Graph, core: str, arch: Arch) -> list[Instruction]:
    """The instructions of a finished graph, the operands of each call where its tiles then are."""
    points = graph.points
    instructions = [
        Instruction(i, Join(), p.statement, p.loops, p.successors, p.calls, p.by_round) for i, p in enumerate(points)
    ]
    _count_rounds(graph)
    blocks = _blocks(points)
    states = _block_states(graph, blocks)
    for block in blocks:
        state = states[block[0]].copy() if block[0] in states else State({}, {})
        for number in block:
            point, instruction = points[number], instructions[number]
            for change in point.in_front:
                change.apply(state)
            if isinstance(point.what, PendingCall):
                instruction.action = _action(point.what, state, core, arch)
                instruction.by_round = _by_round(point.what, state, core, arch, point.loops)
            elif isinstance(point.what, Opaque):
                instruction.action = replace(point.what, given=_given(point, state))
            else:
                instruction.action = point.what
            for change in point.behind:
                change.apply(state)
    return instructions


def _given(point: Point, state: State) -> tuple[Operand, ...]:
    """The tiles that a call is not known to leave alone."""
    lost = (variable for change in point.behind if isinstance(change, Lost) for variable in change.variables)
    tiles = (Argument(tile.name, tile, "tile") for tile in lost if isinstance(tile, TileVariable))
    return tuple(_operand(argument, state)[1] for argument in tiles)


def _blocks(points: list[Point]) -> list[list[int]]:
    """Runs of points that follow each other and nothing else."""
    sources: list[int] = [0] * len(points)
    only: list[int] = [-1] * len(points)
    for number, point in enumerate(points):
        for successor in point.successors:
            sources[successor] += 1
            only[successor] = number
    blocks: list[list[int]] = []
    for number in range(len(points)):
        before = only[number]
        follows = number and sources[number] == 1 and before == number - 1 and len(points[before].successors) == 1
        follows = follows and points[before].loops == points[number].loops
        if follows:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _count_rounds(graph: Graph) -> None:
    """Where something is taken from pipes, follow loops by the count of their rounds if not by their variable."""
    changes = [change for point in graph.points for change in (*point.in_front, *point.behind)]
    if not any(isinstance(change, Advanced) for change in changes):
        return
    used = {loop for point in graph.points if point.by_round is not None for loop, _ in point.by_round.periods}
    tables = [change.address for change in changes if isinstance(change, Assigned)]
    used.update(loop for table in tables if isinstance(table, Table) for loop, _ in table.periods)
    for loop, counter in graph.by_count.items():
        by_variable = graph.counters.get(loop)
        if by_variable is None or (by_variable.first is None and loop not in used):
            graph.counters[loop] = counter


Growth = dict[tuple[int, PipeVariable], int]
"""How many tiles each round of a loop, by its head, takes from a pipe; modulo the local slots of the pipe."""


def _block_states(graph: Graph, blocks: list[list[int]]) -> dict[int, State]:
    """The state before each block that control gets to, by its first point."""
    growth: Growth = {}
    while True:
        states, found = _states_with(graph, blocks, growth)
        if not found:
            return states
        growth.update(found)


def _states_with(graph: Graph, runs: list[list[int]], growth: Growth) -> tuple[dict[int, State], Growth]:
    """The states by a fixpoint. Where a round takes tiles from a pipe of which `growth` knows nothing: how many.

    The fixpoint holds whatever `growth` says, but the first round of a loop may not tell what is known of others.
    """
    points, heads = graph.points, {counter.head: counter.loop for counter in graph.counters.values()}
    blocks = {run[0]: run for run in runs}
    changes = {
        head: [change for number in block for change in (*points[number].in_front, *points[number].behind)]
        for head, block in blocks.items()
    }
    states = {0: State({}, {})}
    pending = {0}
    while pending:
        head = min(pending)
        pending.discard(head)
        behind = bindings.applied(changes[head], states[head])
        last = points[blocks[head][-1]]
        for successor in last.successors:
            known, given = states.get(successor), behind
            if graph.counters:
                given = _across(behind, last, points[successor], heads.get(successor), graph.counters)
                loop = heads.get(successor)
                if loop is not None:
                    if loop in last.loops and known is not None:
                        found = _growth(successor, known, given, graph.counters[loop], growth)
                        if found:
                            return states, found
                    elif loop not in last.loops:
                        given = _growing(given, successor, loop, growth)
            joined = given if known is None else bindings.join(known, given)
            if known is None or joined != known:
                states[successor] = joined
                pending.add(successor)
    return states, {}


def _across(state: State, source: Point, target: Point, begins: int | None, counters: dict[int, Counter]) -> State:
    """`state` on the way from the one point to the other; `begins` is the loop of which `target` is the head."""
    if not source.loops:
        return state
    # After a round of a loop it is another round, and after the loop no round at all.
    same = {loop for loop in target.loops if loop in source.loops} - {begins}
    state = bindings.across_rounds(state, same)
    for loop in reversed(source.loops):
        if loop == begins:
            state = bindings.in_next_round(state, loop)
        elif loop not in target.loops:
            state = bindings.behind_loop(state, loop, counters[loop].rounds if loop in counters else None)
    return state


def _growth(head: int, known: State, given: State, counter: Counter, growth: Growth) -> Growth:
    """What the end of a round adds to what `known` says of its beginning, as far as `growth` has nothing of it."""
    if (counter.first, counter.step) != (0, 1):
        return {}
    return {
        (head, pipe): (after.first - before.first) % pipe.type.local_slot_num
        for pipe, before in known.pipes.items()
        if (head, pipe) not in growth
        and (after := given.pipes.get(pipe)) is not None
        and after != before
        and after.per_round == before.per_round
    }


def _growing(state: State, head: int, loop: int, growth: Growth) -> State:
    """`state` at the beginning of the first round of a loop."""
    by = {pipe: growth[head, pipe] for pipe in state.pipes if (head, pipe) in growth}
    return State(state.tiles, {p: t.growing(loop, by.get(p, 0)) for p, t in state.pipes.items()}) if by else state


def _action(call: PendingCall, state: State, core: str, arch: Arch) -> TileOp:
    pairs = [_operand(argument, state) for argument in call.arguments]
    given = tuple(pair[0] for pair in pairs)
    operands = tuple(pair[1] for pair in pairs)
    signal = _argument_named("signal", call.name, arch)
    if signal is not None:
        operands = tuple(
            replace(operand, place=None, is_signal=True) if number == signal else operand
            for number, operand in enumerate(operands)
        )
    words = call.template_arguments
    if core == "cube" and arch.fifo_step(call.name) == "push" and any(o.pipe and o.pipe.by_unit_flag for o in operands):
        words = (*words, STORED_IN_TURN)
    made = OpCall(call.name, given, arch, words, core)
    tensors = [
        operand.place
        for given, operand in zip(call.arguments, operands)
        if given.tensor is not None and given.tensor.is_bound
    ]
    slots = [place for place in tensors if place is not None]
    pipe = arch.hands_over_behind(call.name, core) if slots else None
    handed = (
        None if pipe is None else HandOver(pipe, slots[0]._replace(extent=None), arch.fifo_step(call.name) == "free")
    )
    return TileOp(made, tuple(_with_extent(operand, made) for operand in operands), handed, call.signal)


def _with_extent(operand: Operand, call: OpCall) -> Operand:
    """`operand` without its extent if the op touches other bytes than those: where indices say, or those of a tile."""
    place = operand.place
    if place is None or place.extent is None or place.extent.tile is None:
        return operand
    if any(_steps_otherwise(place.extent, given.tile) for given in call.operands if given.tile is not None):
        return replace(operand, place=place._replace(extent=None))
    sizes = [(given.tile.valid_rows, given.tile.valid_cols) for given in call.operands if given.tile is not None]
    if (place.extent.tile in sizes or not sizes) and _argument_named("indices", call.name, call.arch) is None:
        return operand
    return replace(operand, place=place._replace(extent=None))


def _steps_otherwise(extent: Extent, tile: TileType) -> bool:
    """Whether the headers may go to other rows of global memory than the strides of the tensor say.

    TLoad.hpp: TLoadGm2L1Nd2nd, TStore.hpp: TStoreMat2GmNd2Nd (whole blocks from the end of a row to the next one);
    TLoadGm2L1Nd2nz, TLoadGm2L1Dn2zn (elements from row to row); TStoreAccNz2nd (the stride of one dimension for all).
    """
    if tile.space is Space.ACC:
        return len(extent.repeats) > 1
    if tile.space is not Space.MAT:
        return False
    if tile.boxed:
        return any(step > STEP_MAX * (tile.element_bytes or 1) for step, _ in extent.repeats)
    return any(step % BLOCK or extent.width % BLOCK or step > STEP_MAX * BLOCK for step, _ in extent.repeats)


@lru_cache(maxsize=256)
def _argument_named(name: str, op: str, arch: Arch) -> int | None:
    """The number of an argument of an op, by its name in the op table."""
    row = arch.row(op)
    operands = () if row is None else row.operands or ()
    return next((number for number, operand in enumerate(operands) if operand.name == name), None)


def _by_round(call: PendingCall, state: State, core: str, arch: Arch, loops: tuple[int, ...]) -> ByRound | None:
    """What a call does in each round, if some tile of it then has one address of several."""
    tiles = {argument.tile: state.of(argument.tile) for argument in call.arguments if argument.tile is not None}
    moving = {tile: b.by_round for tile, b in tiles.items() if b.by_round is not None and b.by_round.within(loops)}
    periods = common_periods([moves.periods for moves in moving.values()]) if moving else None
    if periods is None:
        return None
    actions: dict[tuple[int, ...], Action] = {}
    for residues in product(*(range(period) for _, period in periods)):
        here = state.copy()
        for tile, moves in moving.items():
            bases = moves.bases.get(reduced(periods, residues, moves.periods))
            if bases is not None:
                by_layout = moves.by_layout and len(bases) == 2
                here.tiles[tile] = replace(tiles[tile], bases=bases, unknown="", by_round=None, by_layout=by_layout)
        actions[residues] = _action(call, here, core, arch)
    return ByRound(periods, actions)


def _operand(argument: Argument, state: State) -> tuple[CallOperand, Operand]:
    """An argument as the op table sees it, and as a place in memory."""
    if argument.tile is None:
        given = _WITHOUT_TILE[argument.kind]
        if argument.number is not None:
            given = replace(given, value=argument.number)
        place = None if argument.tensor is None else argument.tensor.place()
        if argument.ring is not None:  # any of its slots
            place = Slot(argument.ring).place()
        return given, Operand(argument.text, pipe=argument.pipe, place=place, decides=argument.decides)
    binding = state.of(argument.tile)
    type_ = argument.tile.type.sized(*binding.sizes)
    exact = binding.bases[0] if binding.bases is not None and len(binding.bases) == 1 and binding.slots == 1 else None
    memory = None if exact is None else _address_number(type_, exact)
    return (
        CallOperand("tile", type_, memory),
        Operand(argument.text, binding.bases, binding.slots, binding.unknown, by_layout=binding.by_layout),
    )


_WITHOUT_TILE = {kind: CallOperand(kind, None, None) for kind in ("scalar", "global", "pipe", "unknown")}


_SPACE_NUMBERS = {space: number for number, space in enumerate(Space)}


def _address_number(type_: TileType, base: int) -> int:
    """One number for a base in any on-chip memory."""
    return _SPACE_NUMBERS[type_.space] << 32 | base
