"""JSON that ptofix writes: one document says of what kind it is, in which version (ptofix/report/schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ptofix.text.source import encode


def printable(value: Any) -> Any:
    """`value`, with each undecodable byte in its strings replaced by U+FFFD."""
    match value:
        case str():
            return encode(value).decode("utf-8", "replace") if not value.isascii() else value
        case dict():
            return {printable(key): printable(item) for key, item in value.items()}
        case list() | tuple():
            return [printable(item) for item in value]
        case _:
            return value


VERSION = 1


def document(kind: str, data: Mapping[str, Any]) -> str:
    return json.dumps(printable({"kind": kind, "version": VERSION, **data}), indent=2) + "\n"
