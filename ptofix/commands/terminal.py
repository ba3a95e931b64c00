"""Terminals that do not take UTF-8: what they cannot show is spelled with what they can."""

from __future__ import annotations

import codecs
import io
import sys

_SPELLED = {"→": "->", "…": "...", "×": "x", "–": "-", "—": "-", "≤": "<=", "≥": ">=", "·": "-"}
_HANDLER = "ptofix-spelled"


def spell_what_is_not_shown() -> None:
    """Have standard output and error take every character, whatever their encoding is."""
    codecs.register_error(_HANDLER, _spelled)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _spelled(problem: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes of a text that is no UTF-8 stay what they are."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    found = problem.object[problem.start : problem.end]
    if all("\udc80" <= character <= "\udcff" for character in found):
        return bytes(ord(character) - 0xDC00 for character in found), problem.end
    words = (_SPELLED.get(one, one.encode("ascii", "backslashreplace").decode("ascii")) for one in found)
    return "".join(words), problem.end
