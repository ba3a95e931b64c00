"""The two vector cores of a block do the same at other addresses: one text says both, by the number of the core."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ptofix.record.running import Recorded, RecordedLine

_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
LANE = "lane"


def merged(halves: Sequence[Recorded]) -> Recorded:
    """The recording of the first, with what differs in the second told by the number of the core."""
    first = halves[0]
    for other in halves[1:]:
        declarations = _both(first.declarations, other.declarations)
        statements = _both(first.statements, other.statements)
        if declarations is None or statements is None:
            return first._replace(apart=True)
        first = first._replace(declarations=declarations, statements=statements)
    return first


def _both(first: Sequence[RecordedLine], other: Sequence[RecordedLine]) -> tuple[RecordedLine, ...] | None:
    """None where the two differ in more than numbers that are no part of a type."""
    if len(first) != len(other):
        return None
    found = []
    for one, two in zip(first, other):
        text = one.text if one.text == two.text else _line(one.text, two.text)
        if text is None:
            return None
        found.append(one._replace(text=text))
    return tuple(found)


def _line(one: str, two: str) -> str | None:
    if _NUMBER.sub("#", one) == _NUMBER.sub("#", two):
        return _with_lane(one, two)
    return _offset_added(one, two)


def _with_lane(one: str, two: str) -> str | None:
    pieces, at = [], 0
    for left, right in zip(_NUMBER.finditer(one), _NUMBER.finditer(two)):
        if left[0] == right[0]:
            continue
        if one.count("<", 0, left.start()) != one.count(">", 0, left.start()):
            return None
        pieces += [one[at : left.start()], _by_lane(int(left[0]), int(right[0]))]
        at = left.end()
    return "".join(pieces) + one[at:]


def _by_lane(left: int, right: int) -> str:
    step = right - left
    word = f"{LANE} * {abs(step)}"
    return f"({left} {'-' if step < 0 else '+'} {word})" if left else f"({'-' if step < 0 else ''}{word})"


_POINTER = re.compile(r"(?P<before>.*[(,] ?)(?P<name>[A-Za-z_]\w*)(?P<after>[,)].*)")


def _offset_added(one: str, two: str) -> str | None:
    """`(v1)` in the first, `(v1 + 64)` in the second."""
    for found in re.finditer(r"(?<=[(,\s])(?P<name>[A-Za-z_]\w*(?:\.data\(\))?) \+ (?P<offset>\d+)(?=[,)])", two):
        if two[: found.start()] + found["name"] + two[found.end() :] == one:
            made = f"{found['name']} + {_by_lane(0, int(found['offset']))}"
            return two[: found.start()] + made + two[found.end() :]
    return None
