"""The forms that a comparison can have, by name."""

from __future__ import annotations

from collections.abc import Callable

from ptofix.report.comparison.as_html import html
from ptofix.report.comparison.as_json import json_text
from ptofix.report.comparison.as_sarif import sarif
from ptofix.report.comparison.as_text import text
from ptofix.report.comparison.result import Comparison

FORMATS: dict[str, Callable[[Comparison], str]] = {"text": text, "json": json_text, "html": html, "sarif": sarif}
