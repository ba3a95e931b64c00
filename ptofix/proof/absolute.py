"""The absolute judge: one text by itself. Is every conflicting pair ordered on every path, is every flag balanced?

Where `check.py` asks whether a text keeps the orders of another, this asks for all orders that on-chip memory needs. It
is the same exploration with one text on both sides; the flags are judged on every path from the entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, partial, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from msgspec.structs import replace

from ptofix.evidence.assumptions import BARRIER_BEFORE_SIGNAL, CORE_FLAGS, FLAG_KEY, UNIT_FLAG
from ptofix.evidence.grade import Grade
from ptofix.evidence.measured import MeasuredDistances
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Space
from ptofix.isa.architecture import Arch
from ptofix.isa.drain import Drain
from ptofix.program.program import Action, Program, SetFlag, TileOp
from ptofix.proof.accesses import GLOBAL, NO_END, AccessedBytes, handed_over, in_global_memory, signals_store, ways_of
from ptofix.proof.check import AcceptedEvidence, resting_on_idle_callers, threshold
from ptofix.proof.compare import DifferError
from ptofix.proof.explore import PAIR_KEY, SOURCE_KEY, TOO_COMPLEX, Lockstep, TooComplexError, flags_of
from ptofix.proof.global_orders import GlobalOrders
from ptofix.proof.global_places import meet_in
from ptofix.proof.grades import AcceptedDistance
from ptofix.proof.product import AFTER, BOTH, Parsed, Product, not_judged, product
from ptofix.proof.states import BIT, NOT_RAISED, UNRELIABLE, Flag, FlagStates, Meeting, PathState, TurnEnd, WorkSite
from ptofix.proof.sweep import open_sites
from ptofix.proof.undefined_flags import undefined_flags
from ptofix.proof.unrolled import by_rounds
from ptofix.proof.verdict import Proved, Refuted, Statistics, Undecided, Verdict, Witness
from ptofix.proof.waits import ENDLESS, endless_waits
from ptofix.proof.witness import witness
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile

NOT_JUDGED = (
    "orders through global memory between accesses on one pipe, or between accesses that are not known to overlap",
    "orders between cores, and whether they wait for each other forever",
)


class NotUnderstoodError(Exception):
    """No verdict: the reason, and where it is."""

    def __init__(self, reason: str, place: Place | None) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place


def check_alone(
    known: Parsed,
    model: str,
    assumptions: frozenset[str],
    evidence: Grade,
    measured: MeasuredDistances | None = None,
    only: frozenset[tuple[str, str]] | None = None,
) -> Verdict:
    """Judge one text, or `only` some of its functions, each on one core.

    Refuted are an unordered pair, a wait that nothing raises, and a flag that is raised again, left raised, out of the
    hardware's range, or raised while an op uses it inside. What is not understood is never proved.
    """
    for refusal in known.file.refusals if only is None else ():
        return Undecided(str(refusal), (refusal.place, None))
    source = known.tree.source
    made = Product(source, source, (), {}, ((0, 0, 0),), (), ())
    wrong, used, states, more = list[Witness](), set[str](), 0, 0
    safe = threshold(assumptions, AcceptedEvidence(evidence, measured))
    try:
        for program in known.file.programs:
            if only is not None and (program.function, program.core) not in only:
                continue
            runs = [_run(by_rounds(program), model, PAIR_KEY, safe, assumptions)]
            if runs[0].depends_on_key:
                runs.append(_run(by_rounds(program), model, SOURCE_KEY, safe, assumptions))
            _refuse_what_may_do_anything(runs[0], made)
            for number, run in enumerate(runs):
                unordered, left_out = _unordered(run, made, used)
                found = [*_flag_faults(run, made), *unordered]
                if found and number and FLAG_KEY in assumptions:
                    used.add(FLAG_KEY)
                elif found:
                    wrong, more = [*wrong, *found], more + left_out
                    break
            states += sum(run.visited for run in runs)
    except NotUnderstoodError as problem:
        return Undecided(problem.reason, (problem.place, None), by_input=True)
    except TooComplexError:
        return Undecided(TOO_COMPLEX, by_input=True)
    if wrong:
        return Refuted(tuple(wrong), more)
    if CORE_FLAGS in assumptions and _has_round_trips(known):
        weaker = check_alone(known, model, assumptions - {CORE_FLAGS}, evidence, measured, only)
        used |= set() if isinstance(weaker, Proved) else {CORE_FLAGS}
    counted = Statistics(len(known.file.programs), 0, states, 0, 0)
    return Proved(tuple(sorted(used)), counted, (*NOT_JUDGED, *not_judged(known.file, False)))


def judged_alone(
    before: SourceFile,
    after: SourceFile,
    model: str,
    assumptions: frozenset[str],
    arch: Arch,
    evidence: Grade,
    measured: MeasuredDistances | None,
    idle_callers: bool,
    known: Parsed | None = None,
) -> Verdict:
    """Judge what was put into `before`: the functions in which something differs, which may be synchronisation only.

    Where a proof needs that nothing is in flight around a function, it rests on callers.idle. `known` is `before` if it
    was read already, without that. Raises PtofixError.
    """
    try:
        made = product(before, after, (), known, arch)
    except DifferError as found:
        return Undecided(found.reason, found.places)
    changed = frozenset((p.function, p.core) for p, q in made.programs if made.differs(p, q))
    under = (model, assumptions, evidence, measured, changed)
    read = Parsed.of(after, arch)
    verdict = check_alone(read, *under)
    if isinstance(verdict, Undecided) and idle_callers:
        verdict = resting_on_idle_callers(check_alone(read.with_idle_callers(), *under))
    return verdict


def difference(before: SourceFile, after: SourceFile, arch: Arch) -> Undecided | None:
    """What differs between two texts besides synchronisation, None if nothing does. Raises PtofixError."""
    try:
        product(before, after, arch=arch)
    except DifferError as found:
        return Undecided(found.reason, found.places)
    return None


class _Alone(Lockstep):
    """One text on both sides: of what meets in global memory it follows what may have to be in order there."""

    def met(self, site: WorkSite) -> int:
        on_chip = (self.pairs.met_by(*each) for each in self.pairs.touched_by(site) if each[1].region.memory != GLOBAL)
        outside = super().met(site) & ~self.on_pipe[site.pipe] & self.outside.near(site.index)
        return reduce(or_, on_chip, outside)

    def is_over(self, site: WorkSite, node: int, state: PathState, need: int) -> bool:
        turn, ordered = self.turn_of.get(site.index), state.ordered[1]
        if turn is not None and ordered & turn.passed:  # the unit flag keeps apart all that takes turns with it
            need = self.need_out_of_turn(site)
        return super().is_over(site, node, state, need)

    def need_out_of_turn(self, site: WorkSite) -> int:
        """The pipes that conflict with `site` by work that takes no turns with it."""
        key = self.turn_of[site.index].key
        others = self.conflicts(site) & ~(self.in_turn.get((key, False), 0) | self.in_turn.get((key, True), 0))
        return sum(bit for bit, sites in self.on_pipe.items() if sites & others)

    @cached_property
    def outside(self) -> GlobalOrders:
        return GlobalOrders({site.index: site.accesses[0] for site in self.sites})


def _run(program: Program, model: str, key: str, safe: AcceptedDistance | None, taken: frozenset[str]) -> Lockstep:
    sides = [BOTH] * len(program.instructions)
    taken_for_granted = False, BARRIER_BEFORE_SIGNAL in taken
    in_turns, by_core_flags = UNIT_FLAG in taken, CORE_FLAGS in taken
    both = program, program, sides, model, key, safe
    return _Alone(*both, *taken_for_granted, in_turns=in_turns, by_core_flags=by_core_flags)


def _has_round_trips(known: Parsed) -> bool:
    actions = (instruction.action for program in known.file.programs for instruction in program.instructions)
    return any(isinstance(action, TileOp) and action.round_trips for action in actions)


# ---- pairs ----


_MOST_PER_END = 8


def _unordered(run: Lockstep, made: Product, used: set[str]) -> tuple[list[Witness], int]:
    """The pairs that nothing keeps apart, each on the first path found; adds to the assumptions `used`.

    Of those with one later end and work of one pipe, for which one barrier or flag is missing, the nearest few are
    listed; the others are counted. Raises NotUnderstoodError for a pair of which one end may be anywhere,
    and where nothing is wrong and the unit flag is not followed.
    """
    seen = set[tuple[WorkSite, WorkSite]]()
    found: dict[tuple[WorkSite, WorkSite], list[Meeting]] = {}
    vague: Meeting | None = None
    outside = {site for site in run.sites if any(access.region.memory == GLOBAL for access in site.accesses[1])}
    for met, in_one_round in _meetings(run):
        if met.earlier in outside and not _are_to_be_in_order(met, in_one_round):
            continue
        held = run.holds(met, AFTER)
        if held == "distance":
            used |= run.supported(met)
        if held == "signal":
            used.add(BARRIER_BEFORE_SIGNAL)
        run.rests_on_turns |= held == "turn"
        if held:
            continue
        if (met.earlier, met.later) in seen:
            found.get((met.earlier, met.later), []).append(met)
            continue
        seen.add((met.earlier, met.later))
        if _by_unit_flag(run, met):
            continue
        if _is_vague(met.earlier) or _is_vague(met.later):
            vague = vague or met
        else:
            found[met.earlier, met.later] = [met]
    if run.rests_on_turns:
        used.add(UNIT_FLAG)
    if vague is not None:
        site, other = (vague.earlier, vague.later) if _is_vague(vague.earlier) else (vague.later, vague.earlier)
        name = next(x.name for x in site.accesses[1] if _is_unknown(x))
        line, _ = made.lines(run.before, run.instruction[other.node])
        reason = f"the address of `{name}` is not known, nor whether it overlaps line {line}"
        raise NotUnderstoodError(reason, made.places_of(run.before, run.instruction[site.node])[0])
    if not found:
        _refuse_turns_not_followed(run, made)
    nearest = _nearest(found)
    listed = [_witness(run, mets, made) for pair, mets in found.items() if pair in nearest]
    return listed, len(found) - len(nearest)


def _witness(run: Lockstep, mets: list[Meeting], made: Product) -> Witness:
    """Two copies to on-chip memory on one pipe: no assembler orders them, and no document says that they need it."""
    pipes = {site.pipe for met in mets for site in (met.earlier, met.later)}
    return replace(witness(run, mets, made), certain=pipes != {BIT[Pipe.MTE2]})


def _are_to_be_in_order(met: Meeting, in_one_round: set[int]) -> bool:
    """Whether two that meet have to be in order, the earlier one with an access of global memory.

    There, if they are on two pipes and sure to meet.
    """
    first, then = met.earlier.accesses[1], met.later.accesses[1]
    in_global = in_global_memory(first, then)
    if not in_global and not in_one_round:
        return True
    after_store = met.later.pipe == BIT[Pipe.S] and signals_store(first, then)
    rounds = [*(meet_in(x, y) for x, y in in_global), handed_over(first, then)]
    sure = after_store or any(loops is not None and loops <= in_one_round for loops in rounds)
    return met.earlier.pipe != met.later.pipe and sure


def _refuse_turns_not_followed(run: Lockstep, made: Product) -> None:
    """Raises NotUnderstoodError: what waits for a unit flag that is not counted may do so forever."""
    for site in run.sites:
        action = run.before.instructions[run.instruction[site.node]].action
        if not isinstance(action, TileOp) or not action.call.unit_flag or not site.pipe & (BIT[Pipe.M] | BIT[Pipe.FIX]):
            continue
        memory = action.call.arch.memories[Space.ACC].memory  # a push of a slot touches none of it
        waits = any(access.region.memory == memory for access in site.accesses[1])
        if waits and site.index not in run.turn_of:
            place, _ = made.places_of(run.before, run.instruction[site.node])
            raise NotUnderstoodError("the unit flag that this waits for is not followed", place)


def _by_unit_flag(run: Lockstep, met: Meeting) -> bool:
    """Whether matrix unit and fix-pipe take turns by the unit flag there, which is not followed."""
    actions = (run.before.instructions[run.instruction[site.node]].action for site in (met.earlier, met.later))
    between = {met.earlier.pipe, met.later.pipe} == {BIT[Pipe.M], BIT[Pipe.FIX]}
    return between and all(isinstance(action, TileOp) and action.call.unit_flag for action in actions)


def _nearest(pairs: Iterable[tuple[WorkSite, WorkSite]]) -> set[tuple[WorkSite, WorkSite]]:
    """Of each later site and pipe a few whose earlier one is the last before it, else the last of all."""
    together: dict[tuple[WorkSite, int], list[WorkSite]] = {}
    for earlier, later in pairs:
        together.setdefault((later, earlier.pipe), []).append(earlier)
    return {
        (earlier, later)
        for (later, _), sites in together.items()
        for earlier in sorted(sites, key=lambda site: (site.node < later.node, site.node))[-_MOST_PER_END:]
    }


def _meetings(run: Lockstep) -> Iterator[tuple[Meeting, set[int]]]:
    """All that meet; then those that do so in one round of the loops that the place of the earlier one depends on."""
    sites = open_sites(run)
    for met in (met for site in sites for met in run.meetings_of(site)):
        yield met, set()
    starts_of = cache(partial(_starts_of_rounds, run))
    for site in sites:
        places = (access.place for access in site.accesses[1])
        distances = (place.distance for place in places if place is not None and place.distance is not None)
        loops = {term.symbol.loop for distance in distances for term in distance.terms} - {0}
        if loops:
            yield from ((met, loops) for met in run.meetings_of(site, frozenset().union(*map(starts_of, loops))))


def _starts_of_rounds(run: Lockstep, loop: int) -> frozenset[int]:
    """The nodes where control comes to a loop, or to its next round."""
    around = [run.before.instructions[place].loops for place in run.instruction]
    inside = [node for node, loops in enumerate(around) if loop in loops]
    return frozenset(
        node
        for node in inside
        for previous in run.predecessors[node]
        if loop not in around[previous]
        or (run.instruction[previous] >= run.instruction[node] and loop == around[node][-1])
    )


def _is_vague(site: WorkSite) -> bool:
    """Whether some of the bytes are not known."""
    return any(map(_is_unknown, site.accesses[1]))


def _is_unknown(access: AccessedBytes) -> bool:
    return access.region.end == NO_END and access.region.memory != GLOBAL


def _refuse_what_may_do_anything(run: Lockstep, made: Product) -> None:
    """Raises NotUnderstoodError."""
    for site in run.sites:
        if site.opaque:
            place, _ = made.places_of(run.before, run.instruction[site.node])
            around = f"what callers of `{run.before.function}` have in flight is not known"
            reason = "what this statement does is not known" if place else around
            raise NotUnderstoodError(reason, place)


# ---- flags ----


class _Fault(NamedTuple):
    """What goes wrong with a flag. It may only do so if the flag is not `counted`, or a device does not count flags."""

    words: str
    counted: bool = True
    by_count_only: bool = False


def _flag_faults(run: Lockstep, made: Product) -> Iterator[Witness]:
    """Flags that go wrong on some path. Raises NotUnderstoodError where it is not known how often one is raised."""
    undefined = undefined_flags(run.before)
    reached, found = Counter[int](), Counter[tuple[int, _Fault]]()
    for node, entries in enumerate(run.entries):
        place = run.instruction[node]
        for flags in entries:
            reached[place] += 1
            here = dict.fromkeys(_faults_at(run, node, flags, undefined))
            found.update((place, fault) for fault in here)
    if run.flag_key == PAIR_KEY:
        said = {place for place, fault in found if fault.counted and found[place, fault] == reached[place]}
        endless = {run.instruction[node] for node in endless_waits(run)} - said
        found.update({(place, _Fault(ENDLESS)): reached[place] for place in sorted(endless)})
    vague = [(place, fault.words) for place, fault in found if not fault.counted]
    if len(vague) == len(found) > 0:
        place, words = vague[0]
        raise NotUnderstoodError(words, made.places_of(run.before, place)[0])
    for (place, fault), times in found.items():
        if not fault.counted:
            continue
        line, _ = made.lines(run.before, place)
        always = times == reached[place]
        words = fault.words if always else f"on some path {fault.words}"
        message = f"line {line}: {words}" if line else words
        certain = always and not fault.by_count_only
        where = (line,) if line else ()
        yield Witness(run.before.function, run.before.core, run.flag_key, message, (), where, (), certain=certain)


def _faults_at(run: Lockstep, node: int, flags: FlagStates, undefined: frozenset[int]) -> Iterator[_Fault]:
    """What goes wrong at a node that is reached with `flags` raised, or may."""
    place, state = run.instruction[node], PathState((0, 0), (0, 0), flags)
    action, names = run.before.instructions[place].action, list(run.keys)
    for flag in _used_inside(run, action):
        if state.flags[1][run.keys[flag]] > NOT_RAISED:
            yield _Fault(f"{_named(flag)} is raised while an op uses it inside")
    for op in run.ops[node]:
        if isinstance(op, Flag):
            raised, flag = state.flags[1][op.key], names[op.key]
            if raised == UNRELIABLE:
                yield _Fault("it is not known how often this flag is raised here", counted=False)
            if place in undefined:
                yield _Fault(f"{_named(flag)} does not exist")
            if op.targets and raised == NOT_RAISED:
                yield _Fault(f"nothing raises {_named(flag)}, so this wait never ends")
            if not op.targets and raised > NOT_RAISED:
                words = f"{_named(flag)} is raised again before it was awaited: whether flags count is not known"
                yield _Fault(words, run.flag_key == SOURCE_KEY, by_count_only=True)
        if isinstance(op, TurnEnd) and (state.flags[1][op.key] != NOT_RAISED) != op.stores:
            yield _Fault(
                f"this waits for the {_named(names[op.key])} forever, which is {'down' if op.stores else 'up'}"
            )
        if not isinstance(op, WorkSite):
            state = run.apply(op, 0, state)
    if place == len(run.before.instructions) - 1:
        for key, raised in enumerate(state.flags[1]):
            if raised > NOT_RAISED:
                yield _Fault(f"{_named(names[key])} is still raised when the function ends")


def _used_inside(run: Lockstep, action: Action) -> Iterator[tuple[object, ...]]:
    """The flags of the code around that an op raises itself, whatever form it takes."""
    for step in chain.from_iterable(ways_of(action, run.model)):
        if isinstance(step, Drain) and step.target is not None and step.flag:
            for mine in flags_of(step, step.target, action):
                yield from (key for key in run.keys if _is_flag(mine, key))


def _is_flag(mine: SetFlag, key: tuple[object, ...]) -> bool:
    """Whether a raise inside an op is of the flag `key`; a raise of a pipe for itself may be for any other."""
    source, *target, event = key
    return mine.source == source and mine.event in (event, None) and (not target or mine.target in (source, *target))


def _named(flag: tuple[object, ...]) -> str:
    return f"unit flag of {flag[1]}" if flag[0] == "unit flag" else f"flag ({', '.join(map(str, flag))})"
