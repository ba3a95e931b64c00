"""A picture as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ptofix.report.page import escaped, viewer
from ptofix.report.pictures.picture import Lane, Mark, Picture, Status
from ptofix.text.source import SourceFile

_RANK = tuple(Status)
"""The first of these that occurs on a line colours it."""

_COUNTED = {
    Status.MISSING: "missing",
    Status.UNDECIDED: "undecided",
    Status.KEPT: "barriers kept",
    Status.SPARE: "could go",
    Status.REMOVED: "removed",
    Status.ADDED: "added",
    Status.FLAG: "flags",
    Status.NOTE: "notes",
}

_ONE = {"barriers kept": "barrier kept", "flags": "flag", "notes": "note"}

_LEGEND = (
    ("write", "a value is written"),
    ("read", "a value is read"),
    ("life", "bytes that hold a value that is still read"),
    ("scratch", "hidden scratch of an op"),
    ("lies", "address not known exactly"),
)


def html(picture: Picture) -> str:
    """The page."""
    source = SourceFile(picture.name, picture.text)
    body = [
        f'<header><h1>{escaped(picture.name)}</h1><div id="counts">{"".join(_counts(picture))}</div></header>',
        f'<p id="basis">{escaped(" · ".join(picture.basis))}</p>',
        f'<main><section id="source" tabindex="0"><div id="lines">{"".join(_lines(picture, source))}</div></section>',
        '<section id="right"><nav><span id="lanes"></span><span id="zoom"></span></nav>',
        '<div id="map"></div>',
        f'<div id="legend">{"".join(_legend())}</div>',
        '<div id="details"></div></section></main>',
    ]
    return viewer(picture.name, Path(__file__).parent, body, _data(picture, source))


def _class(status: Status) -> str:
    return status.replace(" ", "-")


def _counts(picture: Picture) -> Iterator[str]:
    for status, words in _COUNTED.items():
        count = sum(mark.status is status for mark in picture.marks)
        if count:
            opening = f'<button class="{_class(status)}" data-status="{escaped(status)}" title="go to the next">'
            yield f"{opening}<b>{count}</b> {words if count > 1 else _ONE.get(words, words)}</button>"


def _legend() -> Iterator[str]:
    for name, words in _LEGEND:
        yield f'<span><i class="key {name}"></i>{words}</span>'
    yield '<span class="hint">wheel: zoom · shift + wheel: zoom bytes · drag: move · double click: all</span>'


def _lines(picture: Picture, source: SourceFile) -> Iterator[str]:
    """The text, line by line, with the marks in it. Of marks that overlap, the worse one shows."""
    worst = sorted(range(len(picture.marks)), key=lambda n: _RANK.index(picture.marks[n].status))
    owner: dict[int, list[tuple[int, int, int]]] = {}
    for number in worst:
        for line, start, end in _parts(picture.marks[number], source):
            taken = owner.setdefault(line, [])
            if all(end <= first or last <= start for first, last, _ in taken):
                taken.append((start, end, number))
    for line in range(1, source.line_count + 1):
        text, position, parts = source.line_text(line), 0, []
        spans = sorted(owner.get(line, ()))
        for start, end, number in spans:
            status = _class(picture.marks[number].status)
            inner = escaped(text[start:end])
            parts += [escaped(text[position:start]), f'<span class="m {status}" data-mark="{number}">{inner}</span>']
            position = end
        shown = min((picture.marks[n].status for _, _, n in spans), key=_RANK.index, default=None)
        kind = f' class="{_class(shown)}"' if shown is not None else ""
        yield f'<div id="L{line}"{kind}><i>{line}</i>{"".join(parts)}{escaped(text[position:])}</div>'


def _parts(mark: Mark, source: SourceFile) -> Iterator[tuple[int, int, int]]:
    """Line, first and last column of what a mark covers, from 0."""
    first, start = source.line_column(mark.start)
    last, end = source.line_column(mark.end)
    for line in range(first, last + 1):
        length = len(source.line_text(line))
        left, right = start - 1 if line == first else 0, min(end - 1 if line == last else length, length)
        if left < right:
            yield line, left, right


def _data(picture: Picture, source: SourceFile) -> dict[str, Any]:
    """What the script draws from: lists in the order of the fields, to keep the page small."""
    return {
        "said": picture.said,
        "focus": picture.focus,
        "focusWords": picture.focus_words,
        "lanes": [_lane(lane) for lane in picture.lanes],
        "marks": [
            [
                source.line_column(mark.start)[0],
                str(mark.status),
                mark.title,
                mark.facts,
                mark.pairs,
                mark.path,
                mark.partners,
            ]
            for mark in picture.marks
        ],
    }


def _lane(lane: Lane) -> dict[str, Any]:
    names = {name: number for number, (name, _) in enumerate(lane.memories)}
    return {
        "function": lane.function,
        "core": lane.core,
        "memories": lane.memories,
        "columns": lane.columns,
        "touches": [[t[0], names[t[1]], *t[2:4], int(t.write), *t[5:8], int(t.scratch)] for t in lane.touches],
        "lives": [[names[life[0]], *life[1:6], int(life.scratch)] for life in lane.lives],
        "loops": lane.loops,
        "anything": lane.anything,
    }
