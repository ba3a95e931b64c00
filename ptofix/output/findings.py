"""The forms of `ptofix check`, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ptofix.check import Report
from ptofix.output.diagnostics_json import json_text
from ptofix.output.diagnostics_text import text
from ptofix.output.github import commands
from ptofix.output.sarif import sarif_text

FORMATS: dict[str, Callable[[Sequence[Report]], str]] = {
    "text": text,
    "json": json_text,
    "sarif": sarif_text,
    "github": commands,
}
