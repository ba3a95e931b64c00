"""The cases of kernels/redteam3, written out; its README says how one is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ptofix.testing.corpus import REDTEAM3

_HEAD = re.compile(r"(\w+) ([\w-]+): (\S+)(?: with (.*))?\n")
_IN_KERNEL = "---- in the kernel\n"
_BETWEEN = "~~~~\n"
_KERNEL = """\
#include "pto/pto-inst.hpp"
using namespace pto;

{outside}
extern "C" __global__ AICORE void k(
    __gm__ float* g0, __gm__ float* g1, __gm__ int32_t* gi, int32_t n, int64_t m, uint32_t u, float f) {{
#if defined(__DAV_VEC__)
{tiles}{body}#endif
  return;
}}
"""


def _tile(size: str, valid: str) -> str:
    return (
        f"Tile<TileType::Vec, float, {size}, BLayout::RowMajor, {valid}, SLayout::NoneBox, 512, PadValue::Null, "
        "CompactMode::Null>"
    )


_TENSOR = "GlobalTensor<{}, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND>"
_TILES = "".join(f"  TILE t{i};\n  TASSIGN(t{i}, (uint64_t) {16384 * i});\n" for i in range(6))
_SHORT = {
    r"\bTILE\b": _tile("8, 8", "8, 8"),
    r"\bTWIDE\b": _tile("16, 512", "16, 512"),
    r"\bTCOL\b": _tile("16, 512", "16, 128"),
    r"\bTMID\b": _tile("16, 256", "16, 128"),
    r"\bGT\b": _TENSOR.format("float"),
    r"\bGT_(\w+)": _TENSOR.format(r"\1"),
    r"\b([SW])\((\w+), (\w+), (\d)\);": r"\1(\2, \3, EVENT_ID\4);",
    r"\bS\((\w+), (\w+), (.+)\);": r"set_flag(PIPE_\1, PIPE_\2, \3);",
    r"\bW\((\w+), (\w+), (.+)\);": r"wait_flag(PIPE_\1, PIPE_\2, \3);",
    r"\bB\((\w+)\);": r"pipe_barrier(PIPE_\1);",
}


@dataclass(frozen=True)
class Case:
    """`texts` are one, or two for a pair."""

    verb: str
    name: str
    truth: str
    options: tuple[str, ...]
    texts: tuple[str, ...]


def cases() -> list[Case]:
    found = [case for path in sorted(REDTEAM3.glob("*.cases")) for case in _cases(path.read_text(encoding="utf-8"))]
    names = [(case.verb, case.name) for case in found]
    assert len({*names}) == len(names)
    return found


def _cases(text: str) -> list[Case]:
    _, *sections = re.split(r"^==== ", text, flags=re.MULTILINE)
    return [_case(section) for section in sections]


def _case(section: str) -> Case:
    head = _HEAD.match(section)
    assert head is not None, section
    verb, name, truth, options = head.groups()
    outside, _, body = section[head.end() :].rpartition(_IN_KERNEL)
    if _BETWEEN in section:
        before, after = section[head.end() :].split(_BETWEEN)
        outside, _, body = before.rpartition(_IN_KERNEL)
        outside_after, _, body_after = after.rpartition(_IN_KERNEL)
        texts: tuple[str, ...] = _kernel(outside, body), _kernel(outside_after or outside, body_after)
    elif verb in ("check", "fix"):
        texts = (_kernel(outside, body),)
    else:
        texts = _kernel(outside, _side(body, "-")), _kernel(outside, _side(body, "+"))
    return Case(verb, name, truth, tuple((options or "").split()), texts)


def _side(body: str, own: str) -> str:
    other = "-+".replace(own, "")
    return "".join(f" {line[1:]}" if line[0] == own else line for line in body.splitlines(True) if line[0] != other)


def _kernel(outside: str, body: str) -> str:
    return _KERNEL.format(outside=_in_full(outside), tiles=_in_full(_TILES), body=_in_full(body))


@cache
def _in_full(lines: str) -> str:
    """What is short in whole lines; the tiles of all cases are the same."""
    for short, full in _SHORT.items():
        lines = re.sub(short, full, lines)
    return lines
