"""Rewriting one text: what `ptofix.rewrite` and `ptofix run` have in common."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from ptofix.api.basis import Basis, basis
from ptofix.api.chosen_passes import DEFAULT_PATTERNS, PassChoice, cpp_passes, ir_passes
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.hardware.other_hardware import refuse_other_hardware
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.order.model import Model
from ptofix.report.summary import removals_by_grade, report, summary, used_assumptions
from ptofix.rewriting.decisions import Decision
from ptofix.rewriting.job import Pass, Remark, SyncPass, assumption_file, under_model, weakest_evidence
from ptofix.rewriting.pipeline import Result, Settings, run_pipeline
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.rewriting.verification import Verification
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.language import LANGUAGES, language_of, refuse_ir
from ptofix.text.source import SourceFile


class RewriteOptions(Struct, frozen=True):
    """The passes for C++ and those for PTO IR, what their proofs may rest on, and how to run them."""

    passes: tuple[Pass, ...]
    ir_passes: tuple[Pass, ...] = ()
    basis: Basis = Basis()
    strip: bool = False
    verify: bool = True
    bisect_limit: int | None = None
    certificate: bool = False
    only: frozenset[Decision] | None = None


class RewriteCounts(Struct, frozen=True):
    """Of one label (a pattern's name, say): rewrites made, candidates kept, and those by reason."""

    done: int
    kept: int
    reasons: dict[str, int]


@dataclass(frozen=True)
class Rewritten:
    """A rewritten text, and all that is known of how it came about."""

    text: str = field(repr=False)
    changed: bool
    remarks: tuple[Remark, ...] = field(repr=False)
    counts: dict[str, RewriteCounts]
    assumptions: tuple[str, ...]
    grades: dict[str, int]
    verifications: tuple[Verification, ...]
    headers: str
    pipeline: str
    certificate: str = ""
    report: dict[str, Any] = field(default_factory=dict, repr=False)


def rewrite(
    text: Text,
    *,
    patterns: str | Sequence[str] = DEFAULT_PATTERNS,
    pattern_files: Sequence[str] = (),
    local_slot_num: int | str = "",
    force: bool = False,
    fold_muls_one: bool = False,
    target_ptoas: str = "",
    sync: str = "",
    solver: str = "",
    passes: str | None = None,
    model: str = "",
    assume: Collection[str] | None = None,
    no_assume: Collection[str] = (),
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    headers: Headers | None = None,
    arch: str = "",
    verify: bool = True,
    strip: bool = False,
    certificate: bool = False,
    bisect_limit: int | None = None,
    name: str = "",
) -> Rewritten:
    """Rewrite a text as `ptofix run` does, in memory.

    `patterns` are the names of `--pattern`; with `sync` (narrow, missing or all) none is the default. `passes` is the
    text of `--pass-pipeline` and replaces the options before it. `assume` adds assumptions to those of the model,
    `no_assume` switches some off. `headers` None are the newest known ones. `name` is what messages call the text; its
    ending says whether it is C++ or PTO IR, and without one the first word does.

    Raises PtofixError for what cannot be used, and for a rewrite that the checker does not confirm; OSError.
    """
    source = source_of(text, name)
    choice = PassChoice(
        patterns=() if patterns == DEFAULT_PATTERNS else _names(patterns),
        pattern_files=tuple(pattern_files),
        local_slot_num=str(local_slot_num),
        force=force,
        fold_muls_one=fold_muls_one,
        target_ptoas=target_ptoas,
        sync=sync,
        solver=solver,
        pass_pipeline=passes,
    )
    is_ir = language_of(source) == "pto"
    options = RewriteOptions(
        passes=() if is_ir else cpp_passes(choice),
        ir_passes=ir_passes(choice) if is_ir else (),
        basis=basis(model, assume, no_assume, evidence, arch, assumptions),
        strip=strip,
        verify=verify,
        bisect_limit=bisect_limit,
        certificate=certificate,
    )
    with no_deeper_than_python(source.name):
        return rewritten(source, *rewrite_source(source, options, headers))


def fix(
    text: Text,
    *,
    mode: str = "missing",
    solver: str = "",
    model: str = "",
    assume: Collection[str] | None = None,
    no_assume: Collection[str] = (),
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    headers: Headers | None = None,
    arch: str = "",
    verify: bool = True,
    strip: bool = False,
    certificate: bool = False,
    bisect_limit: int | None = None,
    name: str = "",
) -> Rewritten:
    """Put synchronisation in as `ptofix fix` does, in memory; `mode` is missing, narrow or all.

    Raises PtofixError for what cannot be used, PTO IR among it, and for a result that the checker does not confirm;
    OSError.
    """
    refuse_ir(source_of(text, name), "fix")
    return rewrite(
        text, sync=mode, solver=solver, model=model, assume=assume, no_assume=no_assume, evidence=evidence,
        assumptions=assumptions, headers=headers, arch=arch, verify=verify, strip=strip, certificate=certificate,
        bisect_limit=bisect_limit, name=name,
    )  # fmt: skip


def _names(patterns: str | Sequence[str]) -> tuple[str, ...]:
    """Of a list, or of a text as on the command line. No name is no pattern, not the default ones."""
    given = patterns.split(",") if isinstance(patterns, str) else patterns
    return tuple(name for name in given if name) or ("none",)


def rewrite_source(
    source: SourceFile,
    options: RewriteOptions,
    headers: Headers | None = None,
    on_pass: Callable[[Pass, SourceFile], None] | None = None,
) -> tuple[Result, tuple[Pass, ...], str]:
    """The result, the passes that led to it, and the proof as JSON ("" if none is asked for). Raises PtofixError."""
    language, chosen = language_of(source), options.basis
    passes = options.ir_passes if language == "pto" else options.passes
    passes = under_model(passes, chosen.model, chosen.no_assume, chosen.evidence, chosen.assumptions)
    for item in passes:
        if item.language != language:
            raise error(
                f"pass `{item.name}` is for {LANGUAGES[item.language]}, `{source.name}` is {LANGUAGES[language]}"
            )
    if language == "cpp" and not all(item.on_any_hardware for item in passes):
        refuse_other_hardware(source, chosen.arch)
    headers = headers if headers is not None and language == "cpp" else assumed_headers()
    model = chosen.memory_model
    settings = Settings(
        options.verify, model, options.bisect_limit, options.strip, on_pass, headers, chosen.idle_callers, options.only
    )
    result = run_pipeline(source, passes, settings)
    proof = ""
    if options.certificate:
        puts_in = [item.memory_model for item in passes if isinstance(item, SyncPass)]
        model = model.accepting(str(weakest_evidence(passes, model.evidence))).measured_in(assumption_file(passes))
        if puts_in:
            proof = _certificate_alone(source, result.source, puts_in[0], headers)
        else:
            proof = make_certificate(source, result.source, model, headers, chosen.idle_callers)
    return result, passes, proof


def _certificate_alone(before: SourceFile, after: SourceFile, model: Model, headers: Headers) -> str:
    """Of a text into which synchronisation was put: each of its orders, and that nothing else differs.

    Raises PtofixError where the checker does not confirm it.
    """
    from ptofix.proof.certificate_alone import certify_text  # only where somebody asks for one
    from ptofix.proof.check import AcceptedEvidence
    from ptofix.proof.verdict import Proved
    from ptofix.report.verdict import diagnostics

    taken = model.assumed | ({IDLE_CALLERS} if model.idle_callers else set())
    evidence = AcceptedEvidence(model.evidence, model.measured)
    made, verdict = certify_text(after, before, model.name, taken, headers, evidence)
    if not isinstance(verdict, Proved):
        raise PtofixError(diagnostics(verdict, before, after))
    assert made is not None
    return made.to_json()


def make_certificate(
    before: SourceFile, after: SourceFile, model: Model, headers: Headers, idle_callers: bool = False
) -> str:
    """The certificate of a rewrite as JSON. Raises PtofixError where the checker does not confirm the rewrite."""
    from ptofix.proof.certificate import Certificate, certify  # only where somebody asks for one
    from ptofix.report.verdict import diagnostics

    assumed = model.assumed | ({IDLE_CALLERS} if idle_callers else set())
    result = certify(before, after, model.name, assumed, headers, model.evidence, model.measured)
    if isinstance(result, Certificate):
        return result.to_json()
    raise PtofixError(diagnostics(result, before, after))


def rewrite_page(source: SourceFile, result: Result, passes: tuple[Pass, ...], chosen: Basis) -> str:
    """The picture of C++ as a page: what was removed, what was kept and why. Raises PtofixError for PTO IR."""
    from ptofix.report.pictures.as_html import html  # only where somebody asks for one
    from ptofix.report.pictures.make import picture
    from ptofix.rules.checking import check_subject, subject_of

    if language_of(source) == "pto":
        raise error(f"--html: a picture is of C++, `{source.name}` is PTO IR")
    model = chosen.memory_model
    model = model.accepting(str(weakest_evidence(passes, model.evidence)))
    subject = subject_of(source, model, chosen.arch, result.headers)
    said = summary(source.name, result).splitlines()
    return html(picture(subject, check_subject(subject).findings, said, result.remarks))


def rewritten(source: SourceFile, result: Result, passes: tuple[Pass, ...], certificate: str) -> Rewritten:
    """The same for those who are not ptofix."""
    made = report(source.name, result, print_pipeline(passes))
    return Rewritten(
        text=result.source.text,
        changed=result.source.text != source.text,
        remarks=tuple(result.remarks),
        counts={name: RewriteCounts(**of) for name, of in made["labels"].items() if of["done"] or of["kept"]},
        assumptions=tuple(used_assumptions(result.remarks)),
        grades=removals_by_grade(result.remarks),
        verifications=tuple(result.verifications),
        headers="" if result.headers is None else str(result.headers),
        pipeline=print_pipeline(passes),
        certificate=certificate,
        report=made,
    )
