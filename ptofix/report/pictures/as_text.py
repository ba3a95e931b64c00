"""The map of on-chip memory around one statement, in a few lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.report.pictures.picture import Lane, Touch

_EACH_SIDE = 4
_MOST_ROWS = 12


def around(lane: Lane, column: int) -> Iterator[str]:
    """Which bytes the statement touches, and the ops next to it that touch memory; nothing if none does."""
    shown = _columns(lane, column)
    rows: dict[tuple[str, int, int], list[Touch]] = {}
    for touch in lane.touches:
        if touch.column in shown:
            rows.setdefault((touch.memory, touch.start, touch.end), []).append(touch)
    if not rows:
        return
    gaps = ", ~ rows with gaps between" if any(touch.gaps for found in rows.values() for touch in found) else ""
    yield f"  on-chip memory around this line: w written, r read, b both, - holds a value, | this line{gaps}"
    names = {place: ",".join(dict.fromkeys(_name(touch) for touch in found)) for place, found in rows.items()}
    labels = {place: f"{place[0]}[{place[1]}, {place[2]})" for place in rows}
    left, middle = max(map(len, labels.values())), max(map(len, names.values()))
    heads = [str(lane.columns[number].line) for number in shown]
    yield f"    {'':{left}}  {'':{middle}}  {'  '.join(heads)}".rstrip()
    order = {name: number for number, (name, _) in enumerate(lane.memories)}
    for place in sorted(rows, key=lambda p: (order[p[0]], *p[1:]))[:_MOST_ROWS]:
        cells = (_cell(lane, place, rows[place], number, column).rjust(len(head)) for number, head in zip(shown, heads))
        yield f"    {labels[place]:{left}}  {names[place]:{middle}}  {'  '.join(cells)}".rstrip()
    if len(rows) > _MOST_ROWS:
        yield f"    and {len(rows) - _MOST_ROWS} more"
    for words, some in (("before", [n for n in shown if n < column]), ("after", [n for n in shown if n > column])):
        if some:
            ops = ", ".join(f"{lane.columns[number].line} {lane.columns[number].word}" for number in some)
            yield f"    {words}: {ops}"


def _columns(lane: Lane, column: int) -> list[int]:
    """The statement, and those nearest to it that touch memory."""
    touching = sorted({touch.column for touch in lane.touches})
    before = [number for number in touching if number < column][-_EACH_SIDE:]
    return [*before, column, *[number for number in touching if number > column][:_EACH_SIDE]]


def _name(touch: Touch) -> str:
    return f"{touch.name}{'?' * bool(touch.lies)}{'~' * touch.gaps}"


def _cell(lane: Lane, place: tuple[str, int, int], touches: list[Touch], number: int, column: int) -> str:
    writes = {touch.write for touch in touches if touch.column == number}
    if writes:
        return "b" if len(writes) == 2 else "w" if True in writes else "r"
    if number == column:
        return "|"
    lives = (life for life in lane.lives if life[:3] == place)
    return "-" if any(life.first <= number <= life.last for life in lives) else "."
