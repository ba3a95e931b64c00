"""Text that came from bytes which are no UTF-8, made fit for formats that allow only Unicode."""

from __future__ import annotations

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
