"""Which hardware C++ is for: pipes, memories and ops of this package are those of A2/A3."""

from __future__ import annotations

import re
from typing import NamedTuple

from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.source import SourceFile, Span

ARCHITECTURES = ("a2", "a3", "a5")
"""What the assembler can be told with `--pto-arch`."""

OTHER = "a5"
"""The one that nothing is known about."""

OTHER_WORDS = (
    "THISTOGRAM", "HistByte", "TMATMUL_MX", "TGEMV_MX", "TRANDOM", "TRandomKey", "TGET_SCALE_ADDR", "GetScaleAddr",
    "ScaleLeft", "ScaleRight", "DIR_C2V_GM", "DIR_V2C_GM", "get_buf", "rls_buf", "set_intra_block", "wait_intra_block",
    "__builtin_cce_set_intra_block", "__builtin_cce_wait_intra_block", "pto::last_use",
)  # fmt: skip
"""Words that only text for A5 has. The assembler says in no other way what its output is for.

Sources: pto-isa June (b9122ec) and August (3186c381) 2026, where include/pto/npu/a2a3/ has none of them; assembler 0.60
(PTOToEmitC.cpp: getTPipeDirectionToken, set_intra_block, get_buf; ptoas.cpp: `last_use` in the fusion of A5 alone).
"""


class OtherHardware(NamedTuple):
    """Why a text is taken to be for A5, and where it says so."""

    reason: str
    place: Place


class OtherHardwareError(PtofixError):
    """A text about which nothing can be proved."""


def other_hardware(source: SourceFile, named: str = "") -> OtherHardware | None:
    """What makes a text one for A5: `named` (one of ARCHITECTURES) decides, or else the first word that only it has."""
    if named:
        start = Place(source, Span(0, min(1, len(source.text))))
        return OtherHardware(f"as `--arch {named}` says", start) if named == OTHER else None
    if not any(word in source.text for word in OTHER_WORDS):
        return None
    words = "|".join(OTHER_WORDS)  # not in comments and texts
    matches = re.finditer(rf'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\b({words})\b', source.text, re.S)
    found = next((match for match in matches if match[1]), None)
    return found and OtherHardware(f"`{found[1]}` exists only there", Place(source, Span(*found.span(1))))


def refuse_other_hardware(source: SourceFile, named: str = "") -> None:
    """Raise OtherHardwareError for a text about which nothing can be proved."""
    other = other_hardware(source, named)
    if other is not None:
        message = f"for A5, {other.reason}: what is known of A2/A3 proves nothing about it"
        told = error(message, other.place, help="`--arch a3` if the file is for A2/A3")
        raise OtherHardwareError(told.diagnostics)
