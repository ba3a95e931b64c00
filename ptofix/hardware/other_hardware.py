"""Which hardware C++ is for: pipes, memories and ops of this package are those of A2/A3."""

from __future__ import annotations

import re

from msgspec import Struct

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

OTHER_ELEMENTS = (
    "float8_e4m3_t", "float8_e5m2_t", "float8_e8m0_t", "hifloat8_t", "float4_e1m2x2_t", "float4_e2m1x2_t",
)  # fmt: skip
"""Element types of tiles and tensors that no header of A2/A3 has. Files for any hardware may define such names."""

MOVES = ("TMOV", "TINSERT", "TEXTRACT")
OTHER_MOVES = (("Vec", "Acc"), ("Mat", "Vec"))
"""To and from: moves between the cores' own memories, which the headers of A2/A3 refuse (TMov.hpp, TInsert.hpp,
TExtract.hpp: CheckTMovAccToMat and the assertions around it) and those of A5 have.
"""

OTHER_CAPACITIES = {"UB": 256 * 1024, "L0C": 256 * 1024, "BT": 4 * 1024}
"""Bytes of the memories that are larger on A5: include/pto/common/buffer_limits.hpp. A tile that lies there does not
tell that its text is for A5: its address may be wrong. PF401 asks.
"""

# Compiled when it is first used: for few texts, and it takes 2 ms.
_TELLING = rf"""
    //[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*"
    | \b(?P<word>{"|".join(OTHER_WORDS)})\b
    | (?:\bGlobalTensor<|__gm__)\s*(?P<element>{"|".join(OTHER_ELEMENTS)})\b
    | \bTile<TileType::(?P<space>\w+),\s*(?P<dtype>\w+)[^<>;]*>\s+(?P<tile>\w+)
    | \b(?P<move>{"|".join(MOVES)})(?:<[^;]*?>)?\(\s*(?P<target>\w+),\s*(?P<source>\w+)
    """
_WORDS = (*OTHER_WORDS, *OTHER_ELEMENTS)
_TILE = re.compile(r"Tile<TileType::(?=(\w+),\s*\w+[^<>;]*>\s+(\w+))")
_MOVE = re.compile(rf"T(?:{'|'.join(move[1:] for move in MOVES)})(?=(?:<[^;]*?>)?\(\s*(\w+),\s*(\w+))")


class OtherHardware(Struct, frozen=True):
    """Why a text is taken to be for A5, and where it says so."""

    reason: str
    place: Place


class OtherHardwareError(PtofixError):
    """A text about which nothing can be proved."""


def other_hardware(source: SourceFile, named: str = "") -> OtherHardware | None:
    """What makes a text one for A5: `named` (one of ARCHITECTURES) decides, or the first thing that only it has."""
    if named:
        start = Place(source, Span(0, min(1, len(source.text))))
        return OtherHardware(f"as `--arch {named}` says", start) if named == OTHER else None
    if not _may_tell(source.text):
        return None
    spaces: dict[str, str] = {}  # of tiles, as the text declares them
    for found in re.finditer(_TELLING, source.text, re.S | re.X):
        part, reason = "", ""
        if name := found["word"] or found["element"]:
            part, reason = "word" if found["word"] else "element", f"`{name}` exists only there"
        elif found["tile"]:
            spaces[found["tile"]] = found["space"]
            if found["dtype"] in OTHER_ELEMENTS:
                part, reason = "dtype", f"`{found['dtype']}` exists only there"
        elif found["move"]:
            ends = spaces.get(found["target"], ""), spaces.get(found["source"], "")
            if ends in OTHER_MOVES:
                part, reason = "move", f"`{found['move']}` goes from {ends[1]} to {ends[0]} only there"
        if part:
            return OtherHardware(reason, Place(source, Span(*found.span(part))))
    return None


def _may_tell(text: str) -> bool:
    """Whether there is anything to look for, if comments and strings counted, too: most texts have nothing.

    The exact search tries five things at each character. Here nothing that is found hides what begins inside of it.
    """
    if any(word in text for word in _WORDS):
        return True
    declared = set(_TILE.findall(text))
    return any(
        (to, target) in declared and (start, moved) in declared
        for target, moved in _MOVE.findall(text)
        for to, start in OTHER_MOVES
    )


def refuse_other_hardware(source: SourceFile, named: str = "") -> None:
    """Raise OtherHardwareError for a text about which nothing can be proved."""
    other = other_hardware(source, named)
    if other is not None:
        message = f"for A5, {other.reason}: what is known of A2/A3 proves nothing about it"
        found = error(message, other.place, help="`--arch a3` if the file is for A2/A3")
        raise OtherHardwareError(found.diagnostics)
