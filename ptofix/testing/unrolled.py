"""The straight-line text that loops of a recording stand for, by a reader of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_LOOP = re.compile(r"\s*for \(int64_t (\w+) = 0; \1 < (\d+); \1 \+= 1\) \{")
_SUM = re.compile(r" \+ \((\d+)((?: \+ round_*\d+ \* -?\d+)+)( [+-] lane \* \d+)?\)")
_LOCAL = re.compile(r"(?:[\w:]+<.*> |__gm__ \w+ ?\* )(\w+)(?:\(| = )")


def unrolled(lines: Sequence[str]) -> list[str]:
    """Every round of every loop that `ptofix record` writes, one after the other, without the indent."""
    return list(_unrolled(lines, {}))


def _unrolled(lines: Sequence[str], values: Mapping[str, int]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        head = _LOOP.fullmatch(lines[at])
        if head is None:
            yield _SUM.sub(lambda found: _added(found, values), lines[at]).lstrip()
            at += 1
            continue
        end, depth = at, 0
        while True:
            depth += bool(_LOOP.fullmatch(lines[end])) - (lines[end].strip() == "}")
            if depth == 0:
                break
            end += 1
        for number in range(int(head[2])):
            yield from _unrolled(lines[at + 1 : end], {**values, head[1]: number})
        at = end + 1


def _added(found: re.Match[str], values: Mapping[str, int]) -> str:
    """What a round adds to a pointer, as a recording says it."""
    factors = [term.split(" * ") for term in found[2].split(" + ")[1:]]
    total = int(found[1]) + sum(values[name] * int(step) for name, step in factors)
    if not found[3]:
        return f" + {total}" if total else ""
    if total:
        return f" + ({total}{found[3]})"
    return f" + ({found[3].removeprefix(' + ').replace(' - ', '-')})"


def with_names_in_turn(lines: Sequence[str]) -> list[str]:
    """Names that are declared in the text, numbered in the order of their declarations."""
    made: list[str] = []
    names: dict[str, str] = {}
    count = 0
    for line in lines:
        if declared := _LOCAL.match(line.lstrip()):
            count += 1
            names[declared[1]] = f"local{count}"
        made.append(re.sub(r"[A-Za-z_]\w*", lambda word: names.get(word[0], word[0]), line))
    return made
