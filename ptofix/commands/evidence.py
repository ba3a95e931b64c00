"""`ptofix evidence`: the pairs that texts leave without a barrier."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.given import put
from ptofix.commands.progress import progress
from ptofix.order.model import DEFAULT, STRICT
from ptofix.report.evidence import LeftOpen, evidence_json, evidence_text, evidence_toml
from ptofix.rules.checking import NothingToCheck, errors_in, subject_of
from ptofix.rules.left_open import left_open
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import error
from ptofix.text.language import language_of, refuse_ir
from ptofix.text.source import read_source
from ptofix.text.trees import input_files

FORMATS = {"text": evidence_text, "json": evidence_json, "toml": evidence_toml}


def command(given: Namespace) -> int:
    """Raises PtofixError, OSError."""
    return show_evidence(given.files, given.format, given.output, given.headers)


def show_evidence(paths: Sequence[str], form: str, output: str, headers: str) -> int:
    """Returns the exit code, 0. Raises PtofixError, OSError."""
    subjects = []
    for file in input_files(paths):
        source = read_source(file.path)
        if language_of(source) != "cpp":
            if file.named:
                refuse_ir(source, "evidence")
            continue
        try:
            subject = subject_of(source, STRICT, headers=chosen_headers(headers))
        except NothingToCheck:
            if file.named:
                raise
            continue
        if subject.other_hardware is None:
            subjects.append(subject)
        elif file.named:
            raise error(f"for A5, {subject.other_hardware.reason}: nothing is known of its pairs")
        else:
            print(f"{source.name}: left out: for A5, {subject.other_hardware.reason}", file=sys.stderr)
    if not subjects:
        raise error("no file with a kernel for A2 or A3")
    sources = tuple(subject.tree.source for subject in subjects)
    refusals = tuple(refusal for subject in subjects for refusal in subject.refusals)
    with progress():
        pairs = tuple(left_open(subjects))
        wrong = {s.tree.source: errors_in(Subject(s.tree, DEFAULT.alone, s.arch, headers=s.headers)) for s in subjects}
    undecided = sum(judged.hanging.orders for subject in subjects for judged in subject.judged)
    errors = {source: count for source, count in wrong.items() if count}
    found = LeftOpen(sources, pairs, refusals, undecided, errors)
    put(FORMATS[form](found), output, is_text=form == "text")
    return 0
