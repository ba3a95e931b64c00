"""Running passes on one source, one after the other, each result judged before the next pass sees it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.evidence.measured import MeasuredDistances
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.order.model import DEFAULT, Model
from ptofix.program.ops import ops_in_use
from ptofix.program.program import Refusal
from ptofix.rewriting.decisions import Decision, Decisions
from ptofix.rewriting.job import Job, ModelPass, Pass, Remark, RemarkKind, SyncPass
from ptofix.rewriting.origin import Origin
from ptofix.rewriting.verification import SWITCHED_OFF, Verification, unverified, verify
from ptofix.text.diagnostics import Place, PtofixError
from ptofix.text.source import SourceFile, Span, apply_edits

if TYPE_CHECKING:
    from ptofix.mlir.slots import PipeSlots


class Settings(Struct, frozen=True):
    """How to run a pipeline.

    `verify` has the checker prove each result, under the pass's own memory model or else `model`. `bisect_limit` None
    applies every rewrite, `only` no others than those; `on_pass` sees the text after each pass. `headers` None are the
    assumed ones. With `idle_callers` rewrites may rest on the assumption callers.idle.
    """

    verify: bool = True
    model: Model = DEFAULT
    bisect_limit: int | None = None
    strip: bool = False
    on_pass: Callable[[Pass, SourceFile], None] | None = None
    headers: Headers | None = None
    idle_callers: bool = False
    only: Collection[Decision] | None = None


class Result(Struct):
    """The rewritten source, all remarks in order with places of the input, and what is known of each rewrite.

    `decisions` are the rewrites that were made; a remark has the number of its own, from 1.

    `seconds` are per pass, the proof of its result included; `pipes` are of PTO IR, for the side file. `headers` are
    those that proofs about C++ are about, `ops` the ops that it uses. `measured` distances stand for one number.
    `first` is the job of the first pass, with what was worked out about the input.
    """

    source: SourceFile
    remarks: list[Remark] = field(default_factory=list)
    verifications: list[Verification] = field(default_factory=list)
    seconds: list[tuple[str, float]] = field(default_factory=list)
    pipes: tuple[PipeSlots, ...] = ()
    headers: Headers | None = None
    ops: frozenset[str] = frozenset()
    decisions: list[Decision] = field(default_factory=list)
    measured: MeasuredDistances | None = None
    first: Job | None = None


def run_pipeline(source: SourceFile, passes: tuple[Pass, ...], settings: Settings) -> Result:
    """Run `passes` over `source`, each on what the one before left. Raises PtofixError, with places of `source`."""
    decisions = Decisions(settings.bisect_limit, settings.only)
    result = Result(source, decisions=decisions.made)
    origin = Origin(source)
    headers = settings.headers or assumed_headers()
    arch = headers.arch

    done_before: Job | None = None
    for step, item in enumerate(passes):
        started = time.perf_counter()
        if isinstance(item, ModelPass):
            result.measured = item.memory_model.measured
        number = _numbering(decisions, step, origin)
        idle = settings.idle_callers or (isinstance(item, SyncPass) and item.memory_model.idle_callers)
        job = Job(result.source, item.name, number, settings.strip, arch=arch, idle_callers=idle)
        if done_before is not None:
            job.take_over(done_before)
        result.first = result.first or job
        try:
            item.run(job)
        except PtofixError as problem:
            raise origin.problem(problem) from None
        if not result.seconds and item.language == "cpp":
            result.remarks += [_not_analysed(item, refusal) for refusal in job.program_file.refusals]
            result.headers, result.ops, result.first = headers, ops_in_use(job.tree, arch), job
        rewritten = SourceFile(source.name, apply_edits(job.source.text, job.edits))
        if rewritten.text != job.source.text:
            if settings.verify:
                done = verify(item, job, rewritten, settings.model, origin)
            else:
                done = unverified(item, rewritten, SWITCHED_OFF)
            result.verifications.append(done)
            if idle and (IDLE_CALLERS in done.assumptions or not done.proved):
                job.remarks = [_resting_on_idle_callers(remark) for remark in job.remarks]
        result.remarks += [replace(remark, place=origin.place(remark.place)) for remark in job.remarks]
        result.source = rewritten if rewritten.text != job.source.text else job.source
        done_before = job
        result.pipes = job.pipes or result.pipes
        origin = origin.then(job.edits)
        result.seconds.append((item.name, time.perf_counter() - started))
        if settings.on_pass is not None:
            settings.on_pass(item, rewritten)
    return result


def _resting_on_idle_callers(remark: Remark) -> Remark:
    """Which rewrite of a pass needs it is not asked for: the proof of all of them together does."""
    if remark.kind is not RemarkKind.PASSED:
        return remark
    return replace(remark, assumptions=(*remark.assumptions, IDLE_CALLERS))


def _numbering(decisions: Decisions, step: int, origin: Origin) -> Callable[[str, str, Place], int | None]:
    """The numbers of one pass, which gives places in the text that it works on."""

    def number(label: str, message: str, place: Place) -> int | None:
        span = Span(origin.offset(place.span.start), origin.offset(place.span.end))
        return decisions.number(step, label, message, span)

    return number


def _not_analysed(item: Pass, refusal: Refusal) -> Remark:
    what = f"`{refusal.function}`" if refusal.function else "the file"
    message = f"{what} is not rewritten, as it is not analysed: {refusal.reason}"
    return Remark(RemarkKind.ANALYSIS, item.name, "not analysed", "outside", message, refusal.place)
