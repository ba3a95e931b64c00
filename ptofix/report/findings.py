"""The forms that findings can have, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ptofix.report.diagnostics_json import json_text
from ptofix.report.diagnostics_text import text
from ptofix.report.github import commands
from ptofix.report.sarif import sarif_text
from ptofix.report.unusable import UnusableFile
from ptofix.rules.checking import Checked

FORMATS: dict[str, Callable[[Sequence[Checked], Sequence[UnusableFile]], str]] = {
    "text": text,
    "json": json_text,
    "sarif": sarif_text,
    "github": commands,
}
