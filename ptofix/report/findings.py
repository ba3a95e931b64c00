"""The forms that findings can have, by name. Each file is written by itself, in whatever process it was checked in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from ptofix.report.diagnostics_json import json_file, json_text
from ptofix.report.diagnostics_text import full_text_of, quiet_text, quiet_text_of, text, text_of, verbose_text_of
from ptofix.report.github import commands, commands_of
from ptofix.report.gitlab import gitlab_part, gitlab_text
from ptofix.report.sarif import sarif_part, sarif_text
from ptofix.report.totals import FileTotals, Totals, UnusableFile, counts_of
from ptofix.rules.checking import Checked


class FindingsForm(Struct, frozen=True):
    """`part` writes one file, as a JSON value; `whole` all of them, with their totals."""

    part: Callable[[Checked], Any]
    whole: Callable[[Sequence[Any], Sequence[UnusableFile], Totals], str]


QUIET, VERBOSE, FULL = "quiet text", "verbose text", "full text"
"""No forms that a user names: --quiet, --verbose, and a choice of rules make them of text."""

FORMATS: dict[str, FindingsForm] = {
    "text": FindingsForm(text_of, text),
    QUIET: FindingsForm(quiet_text_of, quiet_text),
    VERBOSE: FindingsForm(verbose_text_of, text),
    FULL: FindingsForm(full_text_of, text),
    "json": FindingsForm(json_file, json_text),
    "sarif": FindingsForm(sarif_part, sarif_text),
    "github": FindingsForm(commands_of, commands),
    "gitlab": FindingsForm(gitlab_part, gitlab_text),
}


def written(form: str, files: Sequence[Checked], unusable: Sequence[UnusableFile] = ()) -> str:
    """All of it at once."""
    totals = [FileTotals(file.source.name, True, counts_of(file), verdict=file.verdict.counts) for file in files]
    totals += [FileTotals(file.name, False, ()) for file in unusable]
    chosen = FORMATS[form]
    return chosen.whole([chosen.part(file) for file in files], unusable, Totals(tuple(totals)))
