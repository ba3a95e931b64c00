"""The verdict on two texts: is every conflicting pair that `before` orders still ordered in `after`, on every path?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ptofix.evidence.assumptions import (
    ACCUMULATOR_DISTANCE,
    ARGUMENTS,
    BARRIER_BEFORE_SIGNAL,
    BY_DISTANCE,
    CORE_FLAGS,
    FLAG_KEY,
    GRADED,
    IDLE_CALLERS,
    UNIT_FLAG,
)
from ptofix.evidence.assumptions import assumptions as known_assumptions
from ptofix.evidence.grade import DEFAULT_GRADE, Grade
from ptofix.evidence.measured import MeasuredDistances
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3, Arch
from ptofix.program.program import Opaque, Program
from ptofix.proof.barrier_walk import Knowledge, only_barriers_differ, suspects
from ptofix.proof.claims import Claim
from ptofix.proof.compare import DifferError
from ptofix.proof.explore import PAIR_KEY, SOURCE_KEY, TOO_COMPLEX, Lockstep, MismatchError, TooComplexError
from ptofix.proof.grades import AcceptedDistance
from ptofix.proof.product import AFTER, BEFORE, Parsed, Product, product
from ptofix.proof.readings import Work, may_be_kept, readings
from ptofix.proof.states import BIT, Meeting, WorkSite
from ptofix.proof.sweep import open_sites
from ptofix.proof.undefined_flags import with_defined_flags
from ptofix.proof.verdict import AccessRef, Proved, Refuted, Statistics, Undecided, Verdict, Witness
from ptofix.proof.waits import ENDLESS, PERHAPS_ENDLESS, endless_waits
from ptofix.proof.witness import imbalance, witness
from ptofix.text.diagnostics import Place, error
from ptofix.text.language import language_of
from ptofix.text.source import SourceFile

MODELS = {
    "ops": frozenset((ARGUMENTS, BARRIER_BEFORE_SIGNAL)),
    "strict": frozenset((ARGUMENTS, BARRIER_BEFORE_SIGNAL)),
    "default": BY_DISTANCE | {ARGUMENTS, BARRIER_BEFORE_SIGNAL},
}
ON_REQUEST = {
    **dict.fromkeys(MODELS, frozenset((FLAG_KEY, IDLE_CALLERS, UNIT_FLAG, CORE_FLAGS))),
    "default": frozenset((FLAG_KEY, IDLE_CALLERS, UNIT_FLAG, CORE_FLAGS, ACCUMULATOR_DISTANCE)),
}
"""What a verdict under a model may take besides, if it is asked to."""


def check(
    before: SourceFile,
    after: SourceFile,
    model: str = "default",
    assumptions: frozenset[str] | None = None,
    claims: Sequence[Claim] = (),
    across_versions: bool = False,
    arch: Arch = A2A3,
    evidence: Grade = DEFAULT_GRADE,
    measured: MeasuredDistances | None = None,
) -> Verdict:
    """Compare two texts of one kernel. Raises PtofixError for text that cannot be read or has nothing to prove.

    `assumptions` None stands for those of the model. Without hw.flag-key the answer holds under both identities of a
    flag. What is known of the hardware is `arch`; `evidence` is the weakest grade of a pair that may rest on
    hw.repeat-distance, `measured` what it asks for instead of one number. Raises ValueError for a model or an
    assumption that does not exist.
    """
    taken = checked_assumptions(model, assumptions)
    known = parsed_kernel(before, arch)
    if across_versions:
        from ptofix.proof.across_versions import product_across_versions

        try:
            made = product_across_versions(before, after, arch, ARGUMENTS in taken)
        except DifferError as difference:
            return Undecided(difference.reason, difference.places)
        return verdict(made, model, taken, AcceptedEvidence(evidence, measured))
    return check_rewrite(before, after, model, taken, claims, known, arch, evidence, measured)


def check_rewrite(
    before: SourceFile,
    after: SourceFile,
    model: str,
    assumptions: frozenset[str],
    claims: Sequence[Claim] = (),
    known: Parsed | None = None,
    arch: Arch = A2A3,
    evidence: Grade = DEFAULT_GRADE,
    measured: MeasuredDistances | None = None,
) -> Verdict:
    """The verdict on what a rewrite made of `before`. Only functions in which something differs are explored.

    The texts may differ in synchronisation and in what `claims` name. A caller that has parsed `before` and built its
    programs passes them as `known`, which saves doing it again; they are those without callers.idle, on which a proof
    rests only where there is none without. Raises PtofixError for text that cannot be read; a wrong rewrite is an
    answer.
    """
    accepted = AcceptedEvidence(evidence, measured)
    try:
        made = product(before, after, claims, known, arch)
        again = IDLE_CALLERS in assumptions
        answer = verdict(made, model, assumptions, accepted, to_the_first_loss=again)
        if not again or isinstance(answer, Proved):
            return answer
    except DifferError as difference:
        return Undecided(difference.reason, difference.places)
    return resting_on_idle_callers(verdict(made.with_idle_callers(), model, assumptions, accepted))


def resting_on_idle_callers(answer: Verdict) -> Verdict:
    """The same with what it was reached by."""
    return (
        answer if not isinstance(answer, Proved) else replace(answer, assumptions=(IDLE_CALLERS, *answer.assumptions))
    )


def parsed_kernel(source: SourceFile, arch: Arch = A2A3) -> Parsed:
    """Raises PtofixError where there is nothing to prove."""
    known = parsed_alone(source, arch)
    if not known.file.programs and "__global__" not in source.text:
        raise error(_NOTHING.format(source.name))
    return known


_NOTHING = "nothing to prove: no function of `{}` touches on-chip memory"


def parsed_alone(source: SourceFile, arch: Arch = A2A3) -> Parsed:
    """For a text that is judged by itself: what is not analysed leaves it undecided. Raises PtofixError."""
    if language_of(source) != "cpp":
        raise error(f"nothing to prove: `{source.name}` is PTO IR, and verdicts are about C++")
    known = Parsed.of(source, arch)
    if not known.file.programs and not known.file.refusals:
        raise error(_NOTHING.format(source.name))
    return known


def checked_assumptions(model: str, assumptions: frozenset[str] | None) -> frozenset[str]:
    """Those in force. Raises ValueError for a name that does not exist or does not belong to the model."""
    if model not in MODELS:
        raise ValueError(f"there is no model `{model}`, only {', '.join(MODELS)}")
    allowed = MODELS[model] | ON_REQUEST[model]
    taken = MODELS[model] if assumptions is None else assumptions
    if not taken <= allowed:
        raise ValueError(f"model `{model}` does not take {', '.join(sorted(taken - allowed))}")
    return taken


class AcceptedEvidence(NamedTuple):
    """What a pair that rests on repeats must have: a grade, and as many repeats as were measured, where that is."""

    weakest: Grade = DEFAULT_GRADE
    measured: MeasuredDistances | None = None


def verdict(
    made: Product, model: str, taken: frozenset[str], evidence: AcceptedEvidence, to_the_first_loss: bool = False
) -> Verdict:
    """On the product of two texts, under the assumptions `taken`.

    `to_the_first_loss`: for who only asks whether it is proved, one loss is enough for an answer that is not.
    """
    witnesses, used, runs = list[Witness](), set[str](made.rests_on), list[Lockstep]()
    doubts, under = list[Undecided](), (model, taken, evidence, used)
    try:
        for pair in made.programs:
            if not made.differs(*pair):
                continue
            witnesses += _losses_of_program(made, pair, *under, runs, doubts, to_the_first_loss)
            if to_the_first_loss and (witnesses or doubts):
                break
            if isinstance(pair[0].entry.action, Opaque) and not only_barriers_differ(runs[-1]):
                # Where anything may be in flight and any flag may be up, a wait orders little, so it could be dropped
                # without a loss: it also has to do what it does where nothing comes before it, as in a kernel.
                alone = pair[0].with_nothing_around(), pair[1].with_nothing_around()
                witnesses += _losses_of_program(made, alone, *under, [], doubts, to_the_first_loss)
    except DifferError as difference:
        return Undecided(difference.reason, difference.places)
    except TooComplexError:
        return Refuted(tuple(witnesses)) if witnesses else Undecided(TOO_COMPLEX, by_input=True)
    if witnesses:
        return Refuted(tuple(witnesses))
    if doubts:
        return doubts[0]
    changed, states = sum(run.flag_key == PAIR_KEY for run in runs), sum(run.visited for run in runs)
    counted = Statistics(len(made.programs), changed, states, len(made.removed), len(made.added))
    return Proved(tuple(sorted(used)), counted, made.not_judged, made.renamed)


def _losses_of_program(
    made: Product,
    pair: tuple[Program, Program],
    model: str,
    taken: frozenset[str],
    evidence: AcceptedEvidence,
    used: set[str],
    runs: list[Lockstep],
    doubts: list[Undecided],
    to_the_first: bool,
) -> Iterator[Witness]:
    """What one program lost; adds to the assumptions `used`, to `runs`, and to `doubts` about what it may have lost.

    If only asked `to_the_first`, that is one which an unreliable flag may still prevent.
    """
    run = lock_step(made, pair, model, threshold(taken, evidence), PAIR_KEY, taken)
    runs.append(run)
    sites, lost = [], list[Witness]()
    if only_barriers_differ(run):
        run.own_pipe_only, known = True, Knowledge()
        for site in suspects(run, known):
            sites.append(site)
            lost += _losses(run, made, [site], used, to_the_first)
            if lost and to_the_first:
                break
            known.by_distance |= used & GRADED
        yield from lost if to_the_first else _for_sure(run, made, lost, doubts)
        used |= known.by_distance
    else:
        sites = run.sites
        lost += _losses(run, made, open_sites(run, as_before=True), used, to_the_first)
        if lost and to_the_first:
            yield from lost
            return
        wrong = [*(imbalance(run, one, made) for one in run.imbalances), *_for_sure(run, made, lost, doubts)]
        yield from wrong
        doubts += [] if wrong else _doubts(run, made, used, taken)
    doubts += _endless(run, made)
    if not sites or not run.depends_on_key or (lost and to_the_first):
        return
    other = lock_step(made, pair, model, threshold(taken, evidence), SOURCE_KEY, taken)
    runs.append(other)
    other.own_pipe_only = run.own_pipe_only
    sites = [other.sites[x.index] for x in sites] if run.own_pipe_only else open_sites(other, as_before=True)
    lost = list(_for_sure(other, made, [*_losses(other, made, sites, used)], doubts))
    doubtful = [] if run.own_pipe_only or lost else list(_doubts(other, made, used, taken))
    if FLAG_KEY not in taken:
        yield from lost
        doubts += doubtful
    elif lost or doubtful:
        used.add(FLAG_KEY)


def _for_sure(run: Lockstep, made: Product, losses: Sequence[Witness], doubts: list[Undecided]) -> Iterator[Witness]:
    """What is lost even if all flags in `after` order that it has; the first of the others adds to `doubts`."""
    pairs = [(_work(lost.obligations[0].earlier), _work(lost.obligations[0].later)) for lost in losses]
    kept = may_be_kept(run, pairs)
    for lost, pair in zip(losses, pairs):
        if pair not in kept:
            yield lost
    for lost in [lost for lost, pair in zip(losses, pairs) if pair in kept][:1]:
        reason = f"it is not known which flag is raised or awaited, and whether this is in order: {lost.message}"
        doubts.append(Undecided(reason, _ends(lost, run, made), by_input=True))


def _work(access: AccessRef) -> Work:
    return access.index, BIT[Pipe(access.pipe)]


def _endless(run: Lockstep, made: Product) -> Iterator[Undecided]:
    """Nothing is proved of a text that waits forever, unless what is not known raises the flag."""
    perhaps = endless_waits(run, known_only=True)
    endless = {*endless_waits(run)} if perhaps else set[int]()  # these are among them
    for node in perhaps:
        words = ENDLESS if node in endless else PERHAPS_ENDLESS
        yield Undecided(words, made.places_of(run.before, run.instruction[node]), by_input=True)


def _doubts(run: Lockstep, made: Product, used: set[str], taken: frozenset[str]) -> Iterator[Undecided]:
    """What may be lost if something holds that is not known to, the first of each kind; adds to what is `used`."""
    for node, key in run.changed_unreliably:
        if run.is_balanced_after(key):
            continue
        flag = ", ".join("an id of the run" if part is None else str(part) for part in list(run.keys)[key])
        reason = f"what differs is flag ({flag}), and it is not known how often that is raised here, or awaited"
        yield Undecided(reason, made.places_of(run.before, run.instruction[node]), by_input=True)
        return
    for node, key in run.raised_again:
        reason = (
            f"flag ({', '.join(map(str, list(run.keys)[key]))}) is raised again before it was awaited, as it was not"
        )
        reason += " before: whether flags count is not known"
        yield Undecided(reason, made.places_of(run.before, run.instruction[node]), by_input=True)
        return
    for reading, words in readings(run):
        more = set[str]()
        for lost in _losses(reading, made, open_sites(reading, as_before=True), more):
            yield Undecided(f"{words}, an order would be lost: {lost.message}", _ends(lost, run, made))
            break
        used |= more & taken


def _ends(lost: Witness, run: Lockstep, made: Product) -> tuple[Place | None, Place | None]:
    """Where the later access is in both texts."""
    return made.places_of(run.before, lost.obligations[0].later.index)


def lock_step(
    made: Product,
    pair: tuple[Program, Program],
    model: str,
    safe: AcceptedDistance | None,
    key: str,
    taken: frozenset[str],
) -> Lockstep:
    """Raises DifferError where the two programs do not do the same."""
    try:
        sides, assumed = made.instruction_sides(pair[0]), (ARGUMENTS in taken, BARRIER_BEFORE_SIGNAL in taken)
        before = with_defined_flags(pair[0])
        after = before if pair[0] is pair[1] else with_defined_flags(pair[1])
        return Lockstep(before, after, sides, model, key, safe, *assumed)
    except MismatchError as difference:
        raise DifferError("the texts do not do the same here", *made.places_of(pair[0], difference.args[0])) from None


def threshold(taken: frozenset[str], evidence: AcceptedEvidence) -> AcceptedDistance | None:
    """How far apart two accesses are in order, None if they never are for that."""
    by_repeats, by_distance = taken & BY_DISTANCE, taken & GRADED
    if not by_distance:
        return None
    most = max((known_assumptions()[name].parameters["repeats"] for name in by_repeats), default=0)
    if by_repeats and evidence.measured is not None:
        most = evidence.measured.most
    return AcceptedDistance(most, *evidence, by_distance)


def _losses(
    run: Lockstep, made: Product, sites: Sequence[WorkSite], used: set[str], to_the_first: bool = False
) -> Iterator[Witness]:
    lost: dict[tuple[WorkSite, WorkSite], list[Meeting]] = {}
    for met in (met for site in sites for met in run.meetings_of(site)):
        held, held_before = run.holds(met, AFTER), run.holds(met, BEFORE)
        if held_before == "order" and held in ("distance", "signal"):
            used |= run.supported(met) if held == "distance" else {BARRIER_BEFORE_SIGNAL}
        if not held and held_before:
            lost.setdefault((met.earlier, met.later), []).append(met)
            if to_the_first and not run.pairs.arguments_keep_apart(met.earlier, met.later):
                break
    for mets in lost.values():
        if run.pairs.arguments_keep_apart(mets[0].earlier, mets[0].later):
            used.add(ARGUMENTS)
        else:
            yield witness(run, mets, made)
