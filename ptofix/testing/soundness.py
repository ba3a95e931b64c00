"""One random kernel, put to every rewrite: does a path lose an order, and is every redundant barrier found?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from ptofix.cpp.parser import parse
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import candidates, orders_of
from ptofix.program.build import program_file
from ptofix.program.program import Program
from ptofix.proof.check import check
from ptofix.proof.explore import TooComplexError
from ptofix.proof.verdict import Proved, Refuted
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.brute import Behaviour, Loss, loss, on_chip, run
from ptofix.testing.judged import SitePair, analysis_hazards, brute_model, proof_hazards
from ptofix.testing.machine import Trace
from ptofix.testing.optimum import barriers, fewest_barriers
from ptofix.testing.paths import Path, paths, replay
from ptofix.testing.script import Plain, Script, Sync, read_scripts
from ptofix.testing.trace import pieces, sync
from ptofix.text.source import SourceFile

MODELS = ("ops", "strict", "default")
# Every rewrite of barriers, with the model under which no order may be lost.
WAYS = (
    ("remove-barriers{patterns=gu,softmax-exp-sum,softmax-sum-add,final-div evidence=extrapolated}", "default"),
    *((f"drop-redundant-barriers{{model={model} evidence=extrapolated}}", model) for model in MODELS),
    *((f"minimal-barriers{{model={model} evidence=extrapolated}}", model) for model in MODELS),
)


@dataclass
class Report:
    """`bugs` are contradictions between brute force and ptofix that must not be; `counts` are for the statistics."""

    bugs: list[str] = field(default_factory=list)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Specimen:
    """A random kernel, its program, and the paths that are run."""

    source: SourceFile
    script: Script
    program: Program
    rounds: int
    paths: list[Path]

    @staticmethod
    def of(text: str, rounds: int, most_paths: int) -> Specimen:
        source = SourceFile("kernel.cpp", text)
        (script,) = read_scripts(text)
        (program,) = (p for p in program_file(parse(source)).programs if p.core == script.core)  # a kernel has an op
        return Specimen(source, script, program, rounds, paths(script.body, rounds, most_paths))

    def runs(self, model: str) -> list[Run]:
        made = []
        for path in self.paths:
            executed = replay(self.script.body, self.rounds, path)
            steps = pieces(executed, model)
            outcome = run([step for piece in steps for step in piece], model)
            work = [piece for piece, statement in zip(steps, executed) if isinstance(statement, Plain)]
            made.append(Run(path, executed, work, outcome, model))
        return made


@dataclass(frozen=True)
class Run:
    """What one path does; `work` are the steps of the statements that are no synchronisation."""

    path: Path
    executed: list[Plain | Sync]
    work: list[Trace]
    outcome: Behaviour
    model: str

    def loss(self, executed: list[Plain | Sync]) -> Loss | None:
        """What is lost with other synchronisation between the same statements."""
        work = iter(self.work)
        trace = [x for s in executed for x in ([sync(s)] if isinstance(s, Sync) else next(work))]
        return loss(self.outcome, run(trace, self.model, self.outcome.danger), self.path)


def examine(
    text: str, rounds: int = 2, most_paths: int = 40, with_proof: bool = True, with_optimum: bool = False
) -> Report:
    """Everything that can be asked about one kernel; `with_optimum` counts how far `minimal-barriers` is from it."""
    (subject, before), report = executed(text, rounds, most_paths), Report()
    report.counts[("paths",)] += len(subject.paths)
    for model in MODELS:
        compare_hazards(subject, before[model], model, report, with_proof)
        compare_redundant(subject, before[model], model, report)
    for pipeline, model in WAYS:
        after = compare_rewrite(subject, before[model], pipeline, model, report, with_proof)
        if with_optimum and pipeline.startswith("minimal-barriers") and barriers(subject.script):
            compare_optimum(subject, after, model, report)
    return report


def examine_pairs(text: str) -> Report:
    """The same of a small kernel, only under the model that assumes distances; and the checker on every mutant that
    lacks one barrier that brute force needs."""
    subject, report = Specimen.of(text, 2, 4), Report()
    before = subject.runs("default")
    compare_hazards(subject, before, "default", report, with_proof=True)
    compare_redundant(subject, before, "default", report)
    compare_rewrite(subject, before, WAYS[3][0], "default", report, with_proof=True)
    compare_mutants(subject, before, "default", report)
    return report


@lru_cache(maxsize=64)
def executed(text: str, rounds: int, most_paths: int) -> tuple[Specimen, dict[str, list[Run]]]:
    """What brute force says of a kernel, per model. No answer of ptofix is in it: it holds while faults are planted."""
    subject = Specimen.of(text, rounds, most_paths)
    return subject, {model: subject.runs(model) for model in MODELS}


def redundant(text: str, most_paths: int) -> Report:
    """Only which barriers are redundant."""
    (subject, before), report = executed(text, 2, most_paths), Report()
    for model in MODELS:
        compare_redundant(subject, before[model], model, report)
    return report


def compare_hazards(subject: Specimen, before: list[Run], model: str, report: Report, with_proof: bool) -> None:
    """What happens on some path must be reported by the analysis, and by the checker."""
    brute = {
        SitePair(o.work[p.earlier].site, o.work[p.later].site)
        for o in (r.outcome for r in before)
        for p in o.unsafe
        if on_chip(o, p)
    }
    found = analysis_hazards(subject.program, subject.script, model)
    report.bugs += [f"{model}: the analysis misses {pair}" for pair in sorted(brute - found)]
    report.counts["hazards", model, "of brute force"] += len(brute)
    report.counts["hazards", model, "of the analysis alone"] += len(found - brute)
    if not with_proof:
        return
    try:
        proved = proof_hazards(subject.program, subject.script, model)
    except TooComplexError:
        report.counts["hazards", model, "too complex for the checker"] += 1
        return
    by_statement = {(pair.earlier[0], pair.later[0]) for pair in brute}
    of_analysis = {(pair.earlier[0], pair.later[0]) for pair in found}
    report.bugs += [f"{model}: the checker misses {pair}" for pair in sorted(by_statement - proved)]
    report.counts["hazards", model, "of the checker, not of the analysis"] += len(proved - of_analysis)
    report.counts["hazards", model, "of the analysis, not of the checker"] += len(of_analysis - proved)


def compare_redundant(subject: Specimen, before: list[Run], model: str, report: Report) -> None:
    """Per barrier of V: is it redundant, alone, for the analysis, and for brute force?"""
    for candidate in candidates(orders_of([subject.program], brute_model(model)), Pipe.V):
        line = candidate.statement.line
        truly = _redundant(before, line)
        found = candidate.is_redundant()
        report.counts["barriers", model, "redundant" if truly else "needed", "found" if found else "kept"] += 1
        if found and not truly:
            report.bugs.append(f"{model}: the barrier of line {line} is needed, the analysis calls it redundant")
        if truly and not found:
            report.counts["incomplete", model, f"line {line}"] += 1


def _redundant(before: list[Run], line: int) -> bool:
    """Does no path lose anything without the synchronisation of that line?"""
    return all(r.loss([s for s in r.executed if not (isinstance(s, Sync) and s.line == line)]) is None for r in before)


def compare_mutants(subject: Specimen, before: list[Run], model: str, report: Report) -> None:
    """Without a barrier that brute force needs nothing is proved."""
    chosen, lines = brute_model(model), subject.source.text.split("\n")
    for number, line in enumerate(lines, 1):
        if "pipe_barrier(PIPE_V)" not in line or _redundant(before, number):
            continue
        mutant = SourceFile(subject.source.name, "\n".join([*lines[: number - 1], "", *lines[number:]]))
        verdict = check(subject.source, mutant, model, chosen.assumed, evidence=chosen.evidence)
        word = {Proved: "proved", Refuted: "refuted"}.get(type(verdict), "undecided")
        report.counts["mutants", model, word] += 1
        if word == "proved":
            report.bugs.append(f"{model}: the checker proves that the barrier of line {number} is not needed")


def compare_rewrite(
    subject: Specimen, before: list[Run], pipeline: str, model: str, report: Report, with_proof: bool
) -> Script:
    """A rewrite must lose nothing on any path, and the checker must say so. Returns what it made."""
    after = run_pipeline(subject.source, parse_pipeline(pipeline), Settings(verify=False)).source
    name = pipeline.partition("{")[0]
    (script,) = read_scripts(after.text)
    removed = barriers(subject.script) - barriers(script)
    report.counts["rewrites", name, model, "kernels"] += 1
    report.counts["rewrites", name, model, "barriers removed"] += max(0, removed)
    losses = (r.loss(replay(script.body, subject.rounds, r.path)) for r in before)
    lost = next((found for found in losses if found is not None), None)
    if lost is not None:
        report.bugs.append(f"{pipeline} loses {sorted(lost.pairs)} on path {lost.path}")
    if with_proof and after.text != subject.source.text:
        verdict = check(subject.source, after, model, brute_model(model).assumed, evidence=brute_model(model).evidence)
        word = {Proved: "proved", Refuted: "refuted"}.get(type(verdict), "undecided")
        report.counts["rewrites", name, model, word] += 1
        for assumption in verdict.assumptions if isinstance(verdict, Proved) else ():
            report.counts["rewrites", name, model, f"rest on {assumption}"] += 1
        if word == "refuted":
            report.bugs.append(f"{pipeline} is refuted by the checker")
    return script


def compare_optimum(subject: Specimen, after: Script, model: str, report: Report) -> None:
    """How many barriers `minimal-barriers` left beyond the fewest possible."""
    more = barriers(after) - fewest_barriers([subject.script], None, model)
    lines = "straight line" if all(isinstance(n, (Plain, Sync)) for n in subject.script.body) else "branches, loops"
    report.counts["minimal", model, lines, "optimal" if more == 0 else "more" if more > 0 else "fewer"] += 1
