"""JSON that ptofix writes: one document says of what kind it is, in which version (ptofix/report/schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ptofix.report.unicode import printable

VERSION = 1


def document(kind: str, data: Mapping[str, Any]) -> str:
    return json.dumps(printable({"kind": kind, "version": VERSION, **data}), indent=2) + "\n"
