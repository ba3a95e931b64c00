"""Suppression comments: `// ptofix: allow PF101, PF102 -- reason`, on the line of a finding or on the line before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ptofix.cpp.parser import Tree
from ptofix.text.diagnostics import Place
from ptofix.text.source import Span

_COMMENT = re.compile(r"//[ \t]*ptofix:[ \t]*(?P<body>[^\r\n]*)")
_ALLOW = re.compile(r"allow[ \t]+(?P<codes>PF\d+(?:[ \t]*,[ \t]*PF\d+)*)[ \t]*(?:--[ \t]*(?P<reason>.*?))?[ \t]*")


@dataclass(frozen=True)
class Comment:
    """`codes` is empty if the comment is not understood, `reason` if it gives none. `lines` are those it covers."""

    place: Place
    codes: tuple[str, ...]
    reason: str
    lines: tuple[int, int]

    def allows(self, code: str, line: int) -> bool:
        """Whether it suppresses a finding. Without a reason it suppresses nothing."""
        return bool(self.reason) and code in self.codes and line in self.lines


def comments_of(tree: Tree) -> list[Comment]:
    """Every comment that speaks to ptofix, in text order."""
    found: list[Comment] = []
    text = tree.source.text
    if "ptofix:" not in text:
        return found
    inside = iter(tree.items)
    item = next(inside, None)
    for match in _COMMENT.finditer(text):
        while item is not None and item.end <= match.start():
            item = next(inside, None)
        if item is not None and item.start < match.start() and '"' in text[item.start : match.start()]:
            continue  # most likely inside a string
        allow = _ALLOW.fullmatch(match["body"])
        codes = tuple(re.findall(r"PF\d+", allow["codes"])) if allow else ()
        reason = (allow["reason"] or "") if allow else ""
        place = Place(tree.source, Span(*match.span()))
        found.append(Comment(place, codes, reason, (place.line, place.line + 1)))
    return found
