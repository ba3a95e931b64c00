"""The forms of `ptofix check`, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ptofix.commands.check import Report
from ptofix.report.diagnostics_json import json_text
from ptofix.report.diagnostics_text import text
from ptofix.report.github import commands
from ptofix.report.sarif import sarif_text

FORMATS: dict[str, Callable[[Sequence[Report]], str]] = {
    "text": text,
    "json": json_text,
    "sarif": sarif_text,
    "github": commands,
}
