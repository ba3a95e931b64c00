"""`ptofix.simulate`, and what it has in common with `ptofix simulate`: a kernel on ptofix.machine, under schedules."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.api.basis import Basis
from ptofix.api.directed import in_parts, known_pairs, relied_on
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.api.observed import ObservedOrders, observed_orders
from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import ACCUMULATOR_DISTANCE, GRADED
from ptofix.evidence.measured_file import measured_distances
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import described
from ptofix.machine.causes import Blocked, Fault
from ptofix.machine.core import TURNS
from ptofix.machine.kernel import Kernel, kernel_of
from ptofix.machine.memory import Array
from ptofix.machine.races import ObservedRace
from ptofix.machine.references import BUILT_IN, attention, function_named, rows_reached
from ptofix.machine.run import SCHEDULES, Outcome, Schedule, launch
from ptofix.machine.timing.estimate import Estimate, Integers, estimate
from ptofix.machine.timing.latency import latencies
from ptofix.machine.values import Value
from ptofix.order.model import Model, model_words
from ptofix.program.integers import Integer
from ptofix.report.cost.as_html import html
from ptofix.report.cost.as_text import core_lines, time_line
from ptofix.report.cost.result import Cost, CostSetting
from ptofix.report.diagnostics_json import diagnostic_data
from ptofix.text.diagnostics import Diagnostic, Note, PtofixError, Severity, error, line_place, render
from ptofix.text.language import refuse_ir
from ptofix.text.order_words import OrderVerdict, missing_words, verdict_line
from ptofix.text.plural import plural
from ptofix.text.recording import recording_lines
from ptofix.text.source import SourceFile
from ptofix.text.writing import umask

TOLERANCE = 1e-3
_MOST_RACES = 20
Each = Callable[["Callable[[tuple[str, Schedule]], Ran]", Sequence[tuple[str, Schedule]]], Iterable["Ran"]]
_FILE_NAME = re.compile(r"\w[\w.-]*")
_ROWS = 128
_KEYS = 1024
_MOST_ROWS = 8192
"""Rows of Q for a run that only finds out how many there have to be."""


class SimulateOptions(Struct, frozen=True):
    """What is run, with what, under which schedule; `repeat` schedules instead of one if it is not 0.

    `pairs` is a certificate: what an adversarial schedule is directed at; "" for all pairs that the analysis knows.
    """

    source: SourceFile
    kernel: str = ""
    against: str = ""
    arguments: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    s1: int | None = None  # None: 1024
    q_rows: int | None = None  # None: as many as the kernel works on
    blocks: int = 1
    schedule: str = "inorder"
    pairs: str = ""
    repeat: int = 0
    seed: int = 0
    tolerance: float = TOLERANCE
    no_assume: tuple[str, ...] = ()
    model: str = ""
    evidence: str = ""
    out: str = ""
    assumptions: str = ""
    time: bool = False


class Ran(Struct, frozen=True):
    """What one schedule gave: `errors` by the name of each array that there is an answer for."""

    schedule: Schedule
    name: str
    outcome: Outcome
    errors: Mapping[str, float]
    time: Estimate | None = None
    note: str = ""  # what a wrong result may come from

    def fine(self, tolerance: float) -> bool:
        found = self.outcome.races or self.outcome.blocked or self.outcome.faults
        return not found and all(e <= tolerance for e in self.errors.values())


def simulate(
    text: Text,
    *,
    kernel: str = "",
    arguments: str | os.PathLike[str] = "",
    against: str = "",
    sizes: Mapping[str, int] | None = None,
    s1: int | None = None,
    q_rows: int | None = None,
    blocks: int = 1,
    schedule: str = "inorder",
    repeat: int = 0,
    seed: int = 0,
    tolerance: float = TOLERANCE,
    model: str = "",
    no_assume: Collection[str] = (),
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    name: str = "",
) -> dict[str, Any]:
    """Run a kernel as `ptofix simulate` does. The result is that of `simulate --format json`.

    Raises PtofixError for what the machine does not run, OSError.
    """
    source = source_of(text, name)
    refuse_ir(source, "simulate")
    options = SimulateOptions(
        source, kernel, against, os.fspath(arguments), sizes or {}, s1, q_rows, blocks, schedule, "", repeat, seed,
        tolerance, tuple(no_assume), model, evidence, assumptions=os.fspath(assumptions),
    )  # fmt: skip
    with no_deeper_than_python(source.name):
        return Simulated(options, run_all(options)).data()


class Simulated(Struct, frozen=True, dict=True):
    """What all schedules gave."""

    options: SimulateOptions
    found: Sequence[Ran]

    @property
    def fine(self) -> bool:
        return all(ran.fine(self.options.tolerance) for ran in self.found)

    @cached_property
    def judged(self) -> ObservedOrders:
        return observed_orders(self.options.source, _model_of(self.options))

    @cached_property
    def verdict(self) -> OrderVerdict:
        return _verdict(self.found, self.options, self.judged)

    def text(self) -> str:
        return "\n".join(_lines(self.options.source, self.found, self.options, self.judged, self.verdict))

    def data(self) -> dict[str, Any]:
        source, judged = self.options.source, self.judged
        schedules = [_data(source, ran, self.options, judged) for ran in self.found]
        verdict = self.verdict.data()
        return {"file": source.name, "model": judged.model.name, "verdict": verdict, "schedules": schedules}

    def page(self) -> str:
        return html([_page_of(self.options.source, self.found, self.options, self.judged)])


def _check(options: SimulateOptions) -> None:
    """Raises PtofixError for a number that the option does not take."""
    for name, number, least in (
        ("blocks", options.blocks, 1),
        ("s1", options.s1, 1),
        ("q-rows", options.q_rows, 1),
        ("repeat", options.repeat, 0),
        ("seed", options.seed, 0),
    ):
        if number is not None and number < least:
            raise error(f"--{name} {number}: at least {least}")
    if options.against == "attention" and (options.arguments or options.sizes):
        given = "--arguments" if options.arguments else f"--set {next(iter(options.sizes))}"
        raise error(
            f"--against attention gives the kernel its arguments: {given} has no part in it", help="--s1 N, --q-rows N"
        )
    if not 0 <= options.tolerance < math.inf:
        raise error(f"--tolerance {options.tolerance}: it must be a number, and not negative")


def run_all(options: SimulateOptions, each: Each = map) -> list[Ran]:
    """What each of the schedules gave; `each` applies work to items, in order. Raises PtofixError, OSError."""
    _check(options)
    schedules = _schedules(options, options.source)
    if options.against == "attention":
        options = replace(options, s1=options.s1 or _KEYS, q_rows=options.q_rows or _rows_of(options))
    return list(each(_Work(options), schedules))


def _rows_of(options: SimulateOptions) -> int:
    """How many rows of Q the kernel works on, by its own constants: those of one block if these are all."""
    kernel = kernel_of(parse(options.source), options.kernel)
    case = attention(kernel, options.s1 or _KEYS, _MOST_ROWS, options.blocks, options.seed)
    launch(kernel, case.arguments, options.blocks, A2A3, Schedule("inorder"))
    return rows_reached(case.arguments) or _ROWS


class _Work(Struct, frozen=True):
    """One run, in whichever process."""

    options: SimulateOptions

    def __call__(self, named: tuple[str, Schedule]) -> Ran:
        return run_once(self.options, *named)


def run_once(options: SimulateOptions, name: str, schedule: Schedule) -> Ran:
    """Read the kernel, make its arguments, run it, compare. Raises PtofixError, OSError."""
    kernel = kernel_of(parse(options.source), options.kernel)
    arguments, arrays, expected = _case(kernel, options)
    for array in arrays if options.out else ():
        if not _FILE_NAME.fullmatch(array):  # a description may name the words of a packed argument as it likes
            raise error(f"{options.arguments}: an array called `{array}` cannot be a file in `{options.out}`")
    outcome = launch(kernel, arguments, options.blocks, A2A3, schedule)
    if options.out:
        _save(Path(options.out), arrays)
    whole = Integers(tuple(_integers(kernel, arguments).values()))
    time = estimate(kernel, whole, options.blocks, latencies()) if options.time else None
    errors = {name: _error(arrays[name], wanted) for name, wanted in expected.items()}
    rows = rows_reached(arguments) if options.against == "attention" else 0
    more = f"the kernel works on {rows} of {options.q_rows} rows of Q (--q-rows {rows})" if rows else ""
    return Ran(schedule, name, outcome, errors, time, more if rows != options.q_rows else "")


def _save(folder: Path, arrays: Mapping[str, Array]) -> None:
    """Each array as a file of its name in the folder, replacing a file or link of that name. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        with NamedTemporaryFile(dir=folder, suffix=".npy", delete=False) as file:
            try:
                np.save(file, array)
                os.chmod(file.name, 0o666 & ~umask())
                os.replace(file.name, folder / f"{name}.npy")
            except BaseException:
                os.unlink(file.name)
                raise


def _page_of(source: SourceFile, found: Sequence[Ran], options: SimulateOptions, judged: ObservedOrders) -> Cost:
    """The time of the kernel, which no schedule changes, with what the schedules found."""
    kernel = kernel_of(parse(source), options.kernel)
    arguments, _, _ = _case(kernel, options)
    numbers = _integers(kernel, arguments)
    made = estimate(kernel, Integers(tuple(numbers.values())), options.blocks, latencies(), timeline=True)
    named = {name: value for name, value in numbers.items() if value is not None}
    setting = CostSetting(named, options.blocks, "default", latencies().ghz)
    return Cost(
        source, kernel.name, setting, made, {}, findings=tuple(dict.fromkeys(_said(source, found, options, judged)))
    )


def _said(source: SourceFile, found: Sequence[Ran], options: SimulateOptions, judged: ObservedOrders) -> Iterator[str]:
    """What was found, in words with lines, each once for all schedules."""
    for ran in found:
        for one in _problems(source, ran, judged):
            assert one.place is not None
            yield f"line {one.place.line}: {one.message}"
        for name, worst in ran.errors.items():
            if worst > options.tolerance:
                yield f"schedule {ran.name}: largest error of {name} {worst:.2g}"


def _integers(kernel: Kernel, arguments: Mapping[str, Value]) -> dict[str, int | None]:
    """The parameters, with the values of those that are integers."""
    given = {str(parameter.name): arguments[str(parameter.name)] for parameter in kernel.head.parameters}
    return {name: one.value if isinstance(one, Integer) else None for name, one in given.items()}


def _case(
    kernel: Kernel, options: SimulateOptions
) -> tuple[Mapping[str, Value], Mapping[str, Array], Mapping[str, Array]]:
    """Arguments, their arrays, and what some of these should become."""
    if options.against == "attention":
        case = attention(kernel, options.s1 or _KEYS, options.q_rows or _ROWS, options.blocks, options.seed)
        return case.arguments, case.arrays, {case.result: case.expected}
    if not options.arguments:
        raise error(
            "the kernel's arguments are missing",
            help="--arguments FILE describes them; for Flash Attention --against attention (docs/simulate.md)",
        )
    given = {name: size for name, size in (("s1", options.s1), ("q_rows", options.q_rows)) if size is not None}
    implied = {"s1": _KEYS, "q_rows": _ROWS}
    arguments, arrays = described(kernel, options.arguments, {**given, **options.sizes}, options.seed, implied)
    if not options.against:
        return arguments, arrays, {}
    reference = BUILT_IN.get(options.against) or function_named(options.against)
    try:
        answer = reference({name: array.copy() for name, array in arrays.items()})
    except PtofixError:
        raise
    except Exception as problem:  # of a function of the user's
        raise error(f"--against {options.against}: {type(problem).__name__}: {problem}") from None
    if not isinstance(answer, Mapping) or not arrays.keys() >= answer.keys():
        raise error(f"--against {options.against} must return the expected arrays, by name")
    expected = {name: np.asarray(wanted) for name, wanted in answer.items()}
    if any(wanted.dtype.kind not in "biufV" for wanted in expected.values()):
        raise error(f"--against {options.against} returns something that is not a number")
    return arguments, arrays, expected


def _error(found: Array, wanted: Array) -> float:
    """The largest difference; infinite where one of them is no number, or the shapes differ."""
    if found.shape != wanted.shape:
        return float("inf")
    with np.errstate(all="ignore"):
        worst = np.max(np.abs(found.astype(np.float64) - wanted), initial=0.0)
    return float("inf") if np.isnan(worst) else float(worst)


def _schedules(options: SimulateOptions, source: SourceFile) -> list[tuple[str, Schedule]]:
    """Schedules with the names that give them again."""
    assumed = _model_of(options).alone.assumed & GRADED
    match = re.fullmatch(
        r"(?:(inorder|eager|lazy)|(random)(?::(\d+))?|(adversarial)(?::(\d+)/(\d+))?)", options.schedule
    )
    if match is None:
        raise error(
            f"`{options.schedule}` is no schedule", help=f"{', '.join(SCHEDULES)}, random:SEED, adversarial:K/N"
        )
    if options.pairs and not match[4]:
        raise error("--pairs directs adversarial schedules", help="--schedule adversarial")
    if options.repeat and match[1] in ("eager", "lazy"):
        raise error(f"--repeat {options.repeat}: the schedule {match[1]} is the same each time")
    measured = measured_distances(options.assumptions) if options.assumptions else None
    plain = Schedule("inorder", 0, assumed, measured=measured)
    if match[4]:
        return _directed(options, source, plain, *(None if n is None else int(n) for n in (match[5], match[6])))
    if not options.repeat:
        return [(options.schedule, replace(plain, kind=match[1] or "random", seed=int(match[3] or 0)))]
    seeds = range(int(match[3] or 0), int(match[3] or 0) + options.repeat)
    return [(f"random:{seed}", replace(plain, kind="random", seed=seed)) for seed in seeds]


def _directed(
    options: SimulateOptions, source: SourceFile, plain: Schedule, part: int | None, parts: int | None
) -> list[tuple[str, Schedule]]:
    """Adversarial schedules: all parts, or one of so many."""
    pairs = relied_on(options.pairs, source) if options.pairs else known_pairs(source)
    held = in_parts(pairs, parts or options.repeat or 1)
    if not held:
        raise error(f"{options.pairs or source.name}: there are no pairs to delay")
    if part is not None and (parts == 0 or not 1 <= part <= len(held)):
        raise error(f"`{options.schedule}`: the parts are 1/{len(held)} to {len(held)}/{len(held)}")
    found = [
        (f"adversarial:{number}/{len(held)}", replace(plain, kind="adversarial", seed=number, held_back=lines))
        for number, lines in enumerate(held, 1)
    ]
    return found if part is None else [found[part - 1]]


def _model_of(options: SimulateOptions) -> Model:
    """Raises PtofixError."""
    unknown = [name for name in options.no_assume if name not in GRADED]
    if unknown:
        raise error(f"the machine does not rest on `{unknown[0]}`", help=f"it does on {', '.join(sorted(GRADED))}")
    basis = Basis(options.model, options.no_assume, options.evidence, assumptions=options.assumptions)
    return basis.memory_model


# ---- what is said ----


def _verdict(found: Sequence[Ran], options: SimulateOptions, judged: ObservedOrders) -> OrderVerdict:
    """What all runs come to, in the words of all verbs."""
    orders = [pair for ran in found for pair in judged.missing(ran.outcome)]
    faults = sum(len(ran.outcome.blocked) + len(ran.outcome.faults) for ran in found)
    wrong = sum(any(not e <= options.tolerance for e in ran.errors.values()) for ran in found)
    return OrderVerdict(dict(orders), faults + wrong, len(_doubts(found)))


def _doubts(found: Sequence[Ran]) -> dict[tuple[int, str], Fault]:
    """Those of all runs, each once."""
    return {(doubt.line, doubt.text): doubt for ran in found for doubt in ran.outcome.doubts}


def _lines(
    source: SourceFile, found: Sequence[Ran], options: SimulateOptions, judged: ObservedOrders, verdict: OrderVerdict
) -> Iterator[str]:
    """For people; the verdict last."""
    shown = [ran for ran in found if not (options.repeat and ran.fine(options.tolerance))]
    for ran in shown:
        yield from _of_one(source, ran, options, judged)
    said = _doubts(shown)
    for key, doubt in _doubts(found).items():
        if key not in said:  # of runs that are fine, which say nothing themselves
            yield render(_fault(source, doubt, Severity.UNDECIDED))
    yield from recording_lines(source)
    if len(found) > 1:
        wrong = [ran for ran in found if not ran.fine(options.tolerance)]
        again = f"; again with --schedule {wrong[0].name}" if wrong else ""
        yield f"{source.name}: {len(found)} schedules, {len(wrong)} with findings{again}"
    runs = "in this run" if len(found) == 1 else f"in these {len(found)} runs"
    yield verdict_line(source.name, verdict, f"{runs}, {model_words(judged.model)}")


def _of_one(source: SourceFile, ran: Ran, options: SimulateOptions, judged: ObservedOrders) -> Iterator[str]:
    outcome = ran.outcome
    problems = _problems(source, ran, judged)
    races = len(problems) - len(outcome.blocked) - len(outcome.faults) - len(outcome.doubts)
    yield from map(render, problems[: min(races, _MOST_RACES)])
    if races > _MOST_RACES:
        yield f"ptofix: note: and {plural(races - _MOST_RACES, 'more race')}"
    yield from map(render, problems[races:])
    if ran.time is not None:
        yield time_line(source.name, ran.time, latencies().ghz)
        yield from (line for core in ran.time.cores for line in core_lines(core))
    file = f" as in {options.assumptions}" if options.assumptions else ""
    unused = frozenset() if outcome.by_blocks else {ACCUMULATOR_DISTANCE}
    taken = " and ".join(sorted(ran.schedule.assumed - unused))
    assumed = f"{taken}{file} assumed" if taken else "nothing assumed about time"
    parts = [
        plural(len(outcome.races), "race"),
        f"{len(outcome.blocked)} blocked" if outcome.blocked else "no deadlock",
    ]
    parts += [f"largest error of {name} {worst:.2g}" for name, worst in ran.errors.items()]
    parts += [f"{outcome.counts[TURNS]} {TURNS}"] if TURNS in outcome.counts else []
    parts += [", ".join(f"{count} {what}" for what, count in _synchronisation(outcome.counts))]
    if ran.note and not ran.fine(options.tolerance):
        yield f"ptofix: note: {ran.note}"
    yield f"{source.name}: schedule {ran.name}, {assumed}: {'; '.join(part for part in parts if part)}"


def _problems(source: SourceFile, ran: Ran, judged: ObservedOrders) -> list[Diagnostic]:
    """Races first, then what waits forever, then faults and doubts."""
    found = [_race(source, race, judged) for race in (*ran.outcome.races, *judged.not_accepted(ran.outcome))]
    found += [_deadlock(source, blocked) for blocked in ran.outcome.blocked]
    found += [_fault(source, fault) for fault in ran.outcome.faults]
    return found + [_fault(source, doubt, Severity.UNDECIDED) for doubt in ran.outcome.doubts]


def _data(source: SourceFile, ran: Ran, options: SimulateOptions, judged: ObservedOrders) -> dict[str, Any]:
    """One schedule for machines; an error that is no number is null."""
    return {
        "schedule": ran.name,
        "fine": ran.fine(options.tolerance),
        "problems": [diagnostic_data(one) for one in _problems(source, ran, judged)],
        "errors": {name: worst if math.isfinite(worst) else None for name, worst in ran.errors.items()},
        "cycles": None if ran.time is None else ran.time.cycles,
    }


def _synchronisation(counts: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return [(what, count) for what, count in sorted(counts.items()) if what.startswith("pipe_barrier")]


def _race(source: SourceFile, race: ObservedRace, judged: ObservedOrders) -> Diagnostic:
    doing = {"RAW": "may read", "WAR": "may overwrite", "WAW": "may overwrite"}[race.kind]
    other = {"RAW": "is still writing it", "WAR": "is still reading it", "WAW": "is still writing it"}[race.kind]
    where = f"{race.memory}[{race.start}, {race.end})"
    rounds = f" in round {race.later.where}" if race.later.where else ""
    accepted, apart = judged.state(race)
    state = missing_words(accepted, apart)
    message = (
        f"{state}: race ({race.kind}): `{race.later.op}` {doing} {where} while `{race.earlier.op}` {other}{rounds}"
    )
    note = Note(f"`{race.earlier.op}`, round {race.earlier.where or '0'}", line_place(source, race.earlier.line))
    level = Severity.UNDECIDED if apart is not None else Severity.ERROR
    return Diagnostic(level, message, line_place(source, race.later.line), notes=(note,))


def _deadlock(source: SourceFile, blocked: Blocked) -> Diagnostic:
    who = "the scalar unit" if blocked.pipe == "S" else f"PIPE_{blocked.pipe}"
    message = f"deadlock: {who} of {blocked.core} in block {blocked.block} waits forever: {blocked.text}"
    notes = tuple(Note(cause.text, line_place(source, cause.line)) for cause in blocked.causes)
    return Diagnostic(Severity.ERROR, message, line_place(source, blocked.line), notes=notes)


def _fault(source: SourceFile, fault: Fault, severity: Severity = Severity.ERROR) -> Diagnostic:
    notes = tuple(Note(other.text, line_place(source, other.line)) for other in fault.others)
    message = f"{fault.text} (block {fault.block})"
    return Diagnostic(severity, message, line_place(source, fault.line), notes=notes)
