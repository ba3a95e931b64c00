"""Every rewrite is judged: what a pass made goes to the independent checker before anything may build on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.order.model import Model
from ptofix.rewriting.job import Job, Judge, ModelPass, Pass
from ptofix.rewriting.origin import Origin
from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity, error, line_place
from ptofix.text.source import SourceFile

if TYPE_CHECKING:
    from ptofix.proof.verdict import Verdict

_MOST_WITNESSES = 10
SWITCHED_OFF = "--no-verify"


class Verification(Struct, frozen=True):
    """What is known of one pass's result. `not_judged` are the reasons why it, or a part of it, is not proved."""

    pass_name: str
    proved: bool
    assumptions: tuple[str, ...] = ()
    not_judged: tuple[str, ...] = ()


def verify(item: Pass, job: Job, after: SourceFile, model: Model, origin: Origin) -> Verification:
    """Have the result of a pass proved. Raises PtofixError, with places of the input, where that fails."""
    if item.language == "pto":
        return _verify_ir(item, job, after, origin)
    if item.unchecked:
        return unverified(item, after, item.unchecked)
    from ptofix.proof.check import check_rewrite
    from ptofix.proof.product import Parsed

    chosen = item.memory_model if isinstance(item, ModelPass) else model
    if item.judge is Judge.ALONE:
        return _verify_alone(item, job, after, chosen, origin)
    known = Parsed(job.tree, job.as_called)
    assumed = chosen.assumed | ({IDLE_CALLERS} if job.idle_callers else set())
    try:
        taken = (chosen.name, assumed, job.claims, known, job.arch, chosen.evidence, chosen.measured)
        verdict = check_rewrite(job.source, after, *taken)
    except PtofixError as problem:
        raise _unreadable(item, problem) from problem
    return _verification(item, verdict, job, after, origin)


def _verify_alone(item: Pass, job: Job, after: SourceFile, model: Model, origin: Origin) -> Verification:
    """The functions in which something differs, each by itself."""
    from ptofix.proof.absolute import judged_alone
    from ptofix.proof.product import Parsed

    try:
        taken = (model.name, model.assumed, job.arch, model.evidence, model.measured, job.idle_callers)
        verdict = judged_alone(job.source, after, *taken, Parsed(job.tree, job.as_called))
    except PtofixError as problem:
        raise _unreadable(item, problem) from problem
    return _verification(item, verdict, job, after, origin)


def _verification(item: Pass, verdict: Verdict, job: Job, after: SourceFile, origin: Origin) -> Verification:
    """Raises PtofixError, with places of the input, for a verdict that is not a proof."""
    from ptofix.proof.verdict import Proved, Undecided

    if isinstance(verdict, Proved):
        return Verification(item.name, True, verdict.assumptions, verdict.not_judged)
    what = f"internal error: what pass `{item.name}` made"
    if isinstance(verdict, Undecided):
        place = _in_input(verdict.places, job, after, origin)
        if verdict.by_input:
            raise error(f"what pass `{item.name}` made is not proved, so it is not written: {verdict.reason}", place)
        raise error(f"{what} is not proved: {verdict.reason}", place)
    found = []
    for witness in verdict.witnesses[:_MOST_WITNESSES]:
        ends = [end for obligation in witness.obligations for end in (obligation.later, obligation.earlier)]
        lines = [*(end.line for end in ends), *reversed(witness.path)]
        places = [origin.then(job.edits).place(_line(after, line)) for line in lines]
        place = next((place for place in places if place is not None), None)
        notes = (Note(f"in `{witness.function}`, on the {witness.core} core"),)
        found.append(Diagnostic(Severity.ERROR, f"{what} is refuted: {witness.message}", place, notes=notes))
    raise PtofixError(found)


def _in_input(places: tuple[Place | None, Place | None], job: Job, after: SourceFile, origin: Origin) -> Place | None:
    """The first of `places`, which are in the texts before and after the pass, in the input."""
    place = places[0] or places[1]
    if place is not None and place.source is after:
        origin = origin.then(job.edits)
    return origin.place(place)


def unverified(item: Pass, after: SourceFile, reason: str) -> Verification:
    """What is not judged must be text that can be read all the same. Raises PtofixError."""
    try:
        if item.language == "pto":
            from ptofix.mlir.reader import parse_module

            parse_module(after)
        else:
            from ptofix.cpp.parser import parse

            parse(after)
    except PtofixError as problem:
        raise _unreadable(item, problem) from problem
    return Verification(item.name, False, (), (reason,))


def _verify_ir(item: Pass, job: Job, after: SourceFile, origin: Origin) -> Verification:
    """Read both texts again and compare them op by op."""
    from ptofix.mlir.compare import difference
    from ptofix.mlir.reader import parse_module

    before = parse_module(job.source)
    try:
        found = difference(before, parse_module(after))
    except PtofixError as problem:
        raise _unreadable(item, problem) from problem
    if found is not None:
        raise error(
            f"internal error: what pass `{item.name}` made is another module: {found[0]}", origin.place(found[1])
        )
    return Verification(item.name, True)


def _unreadable(item: Pass, problem: PtofixError) -> PtofixError:
    """The text that cannot be read is not the user's: only the message is shown."""
    shown = [replace(diagnostic, place=None, notes=()) for diagnostic in problem.diagnostics]
    message = f"internal error: what pass `{item.name}` made cannot be read: {shown[0].message if shown else problem}"
    return error(message)


def _line(source: SourceFile, line: int) -> Place | None:
    return line_place(source, line) if 1 <= line <= source.line_count else None
