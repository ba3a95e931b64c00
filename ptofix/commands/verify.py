"""`ptofix verify`: the command line's side of the independent checker."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from msgspec import Struct, field

from ptofix.api.basis import Basis
from ptofix.api.verifying import VerifyAnswer, VerifyQuestion, claims_of, judge, judge_alone, judge_certificate_alone
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import settings_of
from ptofix.commands.given import basis_of, put_report, record_of
from ptofix.commands.progress import progress
from ptofix.config.merged import basis_with
from ptofix.order.model import model_words
from ptofix.proof.certificate_alone import is_of_one_text
from ptofix.proof.verdict import Proved
from ptofix.report.headers import headers_data, headers_lines
from ptofix.report.verdict import VerdictBasis, one_verdict, verdict_alone_text, verdict_data, verdict_text
from ptofix.text.diagnostics import error
from ptofix.text.order_words import verdict_line
from ptofix.text.plural import plural
from ptofix.text.source import SourceFile, read_source
from ptofix.text.writing import write_atomically


class VerifyOptions(Struct, frozen=True):
    """The two texts, what may be assumed, what is claimed, and a certificate to check again ("" for none).

    `local_slot_num` is a number for all pipes or FlagID=N,…, "" for no claim. `absolute`: `after` is judged by itself,
    `before` ("" for none) only tells what it may differ from in nothing but synchronisation, and `certificate` is
    where to write one. A certificate of one text that is checked again needs no `before` either.
    """

    before: str
    after: str
    basis: Basis = field(default_factory=Basis)
    certificate: str = ""
    across_versions: bool = False
    local_slot_num: str = ""
    fold_muls_one: bool = False
    config: str = ""
    quiet: bool = False
    absolute: bool = False
    format: str = "text"
    output: str = ""


_ONE_OR_TWO = "`ptofix verify BEFORE AFTER` compares two texts, `ptofix verify --absolute FILE` judges one"


def command(given: Namespace) -> int:
    """Raises PtofixError, OSError."""
    expected = 1 if given.absolute else 2
    of_one_text = given.certificate and len(given.texts) == 1
    if len(given.texts) != expected and not of_one_text:
        raise error(f"verify takes {plural(expected, 'file')}, not {len(given.texts)}", help=_ONE_OR_TWO)
    if given.absolute and (given.across_versions or given.local_slot_num or given.fold_muls_one):
        raise error("--absolute judges one text: it takes no claimed rewrites")
    if given.against and not given.absolute:
        raise error("--against belongs to --absolute")
    before = given.against if given.absolute else "".join(given.texts[:-1])
    return verify_files(record_of(VerifyOptions, given, before=before, after=given.texts[-1], basis=basis_of(given)))


def verify_files(options: VerifyOptions) -> int:
    """Print the verdict. Returns the exit code: 0 proved, 1 refuted or not decided. Raises PtofixError, OSError."""
    if [options.before, options.after, options.certificate].count("-") > 1:
        raise error("standard input can be one of the files only")
    certificate = read_source(options.certificate) if options.certificate and not options.absolute else None
    if options.absolute or (certificate is not None and is_of_one_text(certificate.text)):
        return _verify_alone(options, certificate)
    if not options.before:
        raise error("verify takes 2 files, not 1", help=_ONE_OR_TWO)
    claims = claims_of(options.local_slot_num, options.fold_muls_one)
    before, after = read_source(options.before), read_source(options.after)
    (settings,) = settings_of([options.before], options.config)
    basis = basis_with(options.basis, settings)
    asked = VerifyQuestion(basis, claims, options.across_versions, certificate)
    with progress(quiet=options.quiet):
        judged = judge(before, after, asked, chosen_headers(basis.headers))
    return _said(options, judged, after, before, lambda about: verdict_text(judged.verdict, before, after, about))


def _verify_alone(options: VerifyOptions, certificate: SourceFile | None) -> int:
    """Work `certificate` out again, or judge the text and write one if it is asked for and the text is in order."""
    if options.across_versions or options.local_slot_num or options.fold_muls_one:
        raise error("a certificate of one text takes no claimed rewrites")
    source = read_source(options.after)
    against = read_source(options.before) if options.before else None
    (settings,) = settings_of([options.after], options.config)
    basis = basis_with(options.basis, settings)
    headers = chosen_headers(basis.headers)
    with progress(quiet=options.quiet):
        if certificate is None:
            judged = judge_alone(source, against, basis, headers, bool(options.certificate))
        else:
            judged = judge_certificate_alone(certificate, source, against, basis, headers)
    if judged.certificate:
        write_atomically(options.certificate, judged.certificate)
    text = verdict_alone_text
    return _said(options, judged, source, against, lambda about: text(judged.verdict, source, against, about))


def _said(
    options: VerifyOptions,
    judged: VerifyAnswer,
    source: SourceFile,
    other: SourceFile | None,
    text: Callable[[VerdictBasis], str],
) -> int:
    """Write the verdict on `source`, which was compared with another text or judged alone. Returns the exit code."""
    is_proof = isinstance(judged.verdict, Proved)
    about = VerdictBasis(judged.evidence, judged.model.measured, judged.accepted)
    order = one_verdict(judged.verdict, about, judged.found)
    proved = is_proof and not order.has_errors

    def lines() -> str:
        last = verdict_line(source.name, order, model_words(judged.model))
        beyond = (
            [f"{source.name}: not judged: what else `ptofix check` reports"] if is_proof and not order.in_order else []
        )
        return "\n".join([text(about), *beyond, *headers_lines(source.name, judged.headers, judged.ops), last])

    def data() -> dict[str, object]:
        return {
            "file": source.name,
            "before": None if other is None else other.name,
            "model": judged.model.name,
            "evidence": judged.evidence,
            "headers": headers_data(judged.headers, judged.ops),
            "verdict": order.data(),
            **verdict_data(judged.verdict, source, about),
        }

    if not (options.quiet and proved):
        put_report(options, "verify", lines, data)
    return 0 if proved else 1
