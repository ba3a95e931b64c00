"""Loops rolled up again: rounds of a straight-line recording that repeat become a `for` around the first of them.

Rounds repeat where their statements are the same, places included, but for the numbers that are added to a pointer into
global memory, which may grow by a constant each round. Of a loop over such numbers the analysis knows as much as of
the straight text, as long as all that the function does through the pointer is one op, and so on one pipe: between
two pipes it reports what must overlap, round by round. No other number changes from round to round: of tiles and
event ids in a loop of any length the analysis knows nothing. What alternates is a round of two halves. A round awaits
each flag as often as it raises it: in a loop that raises more the analysis cannot count them.

A tensor or pointer into global memory that is declared in a round, and used in no other, belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

_LEAST_ROUNDS = 3
_STATEMENT = re.compile(r"[\w:.]+(?:<[^;{}]*>)?\(.*\);|\{ .* \}")
_DECLARED = re.compile(
    r"(?:const |__gm__ )*[\w:]+(?:<[^;{}]*>)?(?: ?\*)? (?P<name>[A-Za-z_]\w*)(?:\(.*\)| = .*|\{.*\})?;"
)
_GLOBAL = re.compile(r"(?:const )?(?:__gm__ |(?:pto::)?(?:GlobalTensor|Shape|Stride)\b)")
_OP = re.compile(r"(?<![\w:])(?:pto::)?([A-Z][A-Z0-9_]*|\w+\.\w+)(?:<[^;{}()]*>)?\(")
_WORD = re.compile(r"[A-Za-z_]\w*")
_OFFSET = re.compile(
    r"\b(?P<root>[A-Za-z_]\w*)(?:(?: \+ (?P<number>[1-9]\d*))?(?=[,)])"
    r"| \+ \((?:(?P<first>[1-9]\d*) (?P<sign>[+-]) |(?P<negative>-?))(?=lane \* \d+\)))"
)
_SPACE = re.compile(r"TileType::(\w+)")
_ASSIGNED = re.compile(r"\b(?P<op>TASSIGN|TRESHAPE|TSUBVIEW)\((?P<name>\w+), (?P<given>[^;]*)\);")
_SIZED = re.compile(r"\b(?P<name>\w+)\.SetValidShape\((?P<given>[^;]*)\);")
_FLAG = re.compile(r"(?P<half>set|wait)_flag\((?P<flag>[^;]*)\);")
_FUNCTION = re.compile(r"\bAICORE .*\w\(.*\) \{")
_POINTER = re.compile(r"__gm__ [\w:]+ ?\* ?(?:const )?(\w+)")

_NAME, _NUMBER, _AND_LANE = "\0", "\1", "\3"
"""Stand for a name of the round, and for a number that may grow, alone or before one that the number of the vector
core is part of, in the text that rounds have in common."""

_ONCE = "\2"  # begins a last line that is not printed, and makes a shape like no other
_INDENT = "  "
_BACK = re.compile(f"{_NAME}\\d+{_NAME}")
_SLOT = re.compile(f"{_NUMBER}|{_AND_LANE}([+-])")


def rolled(lines: Sequence[str]) -> list[str]:
    """The lines of a recording, with what repeats in loops; what is no statement of its own stays where it is."""
    rolling = _Rolling(_free_word("round", lines))
    printed: list[str] = []
    for part in _parts(lines):
        rolling.enter(part)
        atoms = rolling.repeats_rolled(list(rolling.atoms(part)))
        printed += [line for atom in atoms for line in rolling.printed(atom)]
    return printed


class _Statement(NamedTuple):
    """A line as rounds have it in common: a name of the round is how many declarations ago it was declared."""

    line: str


class _Loop(NamedTuple):
    """`grows`: by how much each number of the body does so a round."""

    rounds: int
    body: tuple[_Shape, ...]
    grows: tuple[int, ...]


_Shape = int  # the number of a `_Statement` or `_Loop`


class _Atom(NamedTuple):
    """What can be a part of a round: a shape with its names, and its numbers in the first round.

    It begins with line `at`; the last line that uses a name that it declares is `until`.
    """

    shape: _Shape
    at: int
    until: int
    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """What may be rolled up together: up to a directive, or the end of a function."""
    part: list[str] = []
    for line in lines:
        part.append(line)
        if line.lstrip().startswith("#") or line.startswith("}"):
            yield part
            part = []
    yield part


def _free_word(word: str, lines: Iterable[str]) -> str:
    used = {found for line in lines for found in _WORD.findall(line)}
    while any(name.startswith(word) for name in used):
        word += "_"
    return word


class _TileStates:
    """Where tiles are and how large, line by line, as far as straight text says."""

    def __init__(self, code: Sequence[str]) -> None:
        self.changes: list[tuple[int, str]] = []  # lines and names, in the order of the text
        self.states: dict[str, list[tuple[int, str]]] = {}  # per name, what holds from a line on
        for at, text in enumerate(code):
            for found in _ASSIGNED.finditer(text):
                op, name, given = found["op"], found["name"], found["given"]
                if op != "TASSIGN":
                    other, _, rest = given.partition(",")
                    known = self.states.get(other.strip())
                    given = f"{op} of {known[-1][1] if known else other},{rest}"
                self.change(at, name, given)
            for found in _SIZED.finditer(text):
                self.change(at, f"{found['name']}.size", found["given"])

    def change(self, at: int, name: str, state: str) -> None:
        self.changes.append((at, name))
        self.states.setdefault(name, []).append((at, state))

    def settled(self, first: int, end: float) -> bool:
        """Whether each tile that changes between two lines is at the end as it was before."""
        inside = self.changes[bisect_left(self.changes, (first, "")) : bisect_left(self.changes, (end, ""))]
        return all(self.before(name, first) == self.before(name, end) for name in {name for _, name in inside})

    def before(self, name: str, line: float) -> str | None:
        states = self.states[name]
        number = bisect_left(states, (line, ""))
        return states[number - 1][1] if number else None


class _Rolling(Struct):
    """`shapes` by number; equal ones have one number."""

    word: str
    shapes: list[_Statement | _Loop] = field(default_factory=list)
    numbers: dict[_Statement | _Loop, _Shape] = field(default_factory=dict)
    pointers: frozenset[str] = frozenset()  # into global memory, that the function is given
    spaces: dict[str, str] = field(default_factory=dict)  # per name of a tile, the kind of its type
    tiles: _TileStates = field(default_factory=lambda: _TileStates(()))
    loops: int = 0

    def number(self, shape: _Statement | _Loop) -> _Shape:
        if shape not in self.numbers:
            self.numbers[shape] = len(self.shapes)
            self.shapes.append(shape)
        return self.numbers[shape]

    # ---- from lines to atoms ----

    def enter(self, part: Iterable[str]) -> None:
        """Know what a function is given that starts there."""
        for line in part:
            if _FUNCTION.search(line):
                self.pointers, self.loops = frozenset(_POINTER.findall(line)), 0

    def atoms(self, lines: Sequence[str]) -> Iterator[_Atom]:
        """One per line."""
        code = [_code(line) for line in lines]
        declared = {name: at for at, text in enumerate(code) if (name := _declares(text))}
        for name, at in declared.items():
            if space := _SPACE.search(code[at]):
                self.spaces[name] = space[1]
        self.tiles = _TileStates(code)
        growing = self.growing(code, declared)
        local = _declared_again(code, declared)
        last = {name: at for at, text in enumerate(code) for name in _WORD.findall(text) if name in local}
        turn = dict[str, int]()  # of the names of rounds, the number of their declaration
        for at, (line, text) in enumerate(zip(lines, code)):
            name = _declares(text)
            if name in local:
                turn[name] = len(turn)
            if _STATEMENT.fullmatch(text) or name in local:
                yield self.atom(line, at, last.get(name, at) if name in local else at, turn, growing)
            else:
                yield _Atom(self.number(_Statement(f"{line}{_ONCE}{len(self.shapes)}")), at, at)

    def atom(self, line: str, at: int, until: int, turn: Mapping[str, int], growing: set[str]) -> _Atom:
        names: list[str] = []
        numbers: list[int] = []

        def back(found: re.Match[str]) -> str:
            if found[0] not in turn:
                return found[0]
            names.append(found[0])
            return f"{_NAME}{len(turn) - turn[found[0]]}{_NAME}"

        def offset(found: re.Match[str]) -> str:
            if found["root"] not in growing:
                return found[0]
            numbers.append(int(found["number"] or found["first"] or 0))
            if found["sign"] is None and found["negative"] is None:
                return f"{found['root']}{_NUMBER}"
            return f"{found['root']}{_AND_LANE}{found['sign'] or found['negative'] or '+'}"

        code, place = _parted(line)
        common = _OFFSET.sub(offset, _WORD.sub(back, code))
        return _Atom(self.number(_Statement(common + place)), at, until, tuple(names), tuple(numbers))

    def growing(self, code: Sequence[str], declared: Mapping[str, int]) -> set[str]:
        """The pointers through which one op alone works, on one pipe."""
        roots: dict[str, set[str]] = {}  # per name that is declared, the pointers that it is made from
        ops: dict[str, set[tuple[str, ...]]] = {}
        for text in code:
            words = _WORD.findall(text)
            met = set(words) & self.pointers
            met |= {root for word in words for root in roots.get(word, ())}
            name = _declares(text)
            if name:
                roots[name] = met
            called = _OP.findall(text)
            spaces = sorted({self.spaces[word] for word in words if word in self.spaces})
            for root in met:
                ops.setdefault(root, set()).update((op, *spaces) for op in called)
        return {root for root, found in ops.items() if len(found) <= 1 and root not in declared}

    # ---- repeats ----

    def repeats_rolled(self, atoms: list[_Atom]) -> list[_Atom]:
        """Short rounds first, so that they become parts of long ones."""
        length = 1
        while length <= len(atoms):
            found = self.rolled_once(atoms, length)
            if len(found) < len(atoms):
                atoms, length = found, 1
            else:
                length *= 2
        return atoms

    def rolled_once(self, atoms: list[_Atom], length: int) -> list[_Atom]:
        """With loops in place of what repeats after more than `length / 2` and at most `length` atoms.

        Where atoms of that length recur after so few, they overlap: all of it repeats.
        """
        marks = _marks([atom.shape for atom in atoms], length)
        made: list[_Atom] = []
        done = 0
        last: dict[int, int] = {}
        tried: dict[int, int] = {}  # per period, up to where
        for at, mark in enumerate(marks):
            start = last.get(mark)
            last[mark] = at
            if start is None or not length < 2 * (at - start) <= 2 * length:
                continue
            period = at - start
            if start < max(done, tried.get(period, 0)):
                continue
            end = start + length + period
            while end < len(atoms) and atoms[end].shape == atoms[end - period].shape:
                end += 1
            tried[period] = end - period
            for first, rounds in self.affine(atoms, max(start, done), end, period):
                made += atoms[done:first]
                made.append(self.loop(atoms[first : first + rounds * period], rounds))
                done = first + rounds * period
        return made + atoms[done:]

    def affine(self, atoms: Sequence[_Atom], start: int, end: int, period: int) -> Iterator[tuple[int, int]]:
        """Where in a run of equal rounds a loop can stand for them, and for how many.

        Numbers grow by a constant, no round uses what another declares, and each begins with tiles, and with as many
        raised flags, as the first does.
        """
        at = start
        while at + _LEAST_ROUNDS * period <= end:
            same = at
            while same + 2 * period < end and _growth(atoms[same], atoms[same + period]) == _growth(
                atoms[same + period], atoms[same + 2 * period]
            ):
                same += 1
            first = at
            while same - first >= period:
                rounds = _closed_rounds(atoms, first, 2 + (same - first) // period, period)
                settled = self.tiles.settled(atoms[first].at, _line_of(atoms, first + period))
                settled = settled and self.is_balanced(atoms[first : first + period])
                if rounds >= _LEAST_ROUNDS and settled:
                    yield first, rounds
                    first += rounds * period
                else:
                    first += period if rounds > _LEAST_ROUNDS and not settled else 1
            at = max(first, same + 1 - 2 * period, at + 1)

    def is_balanced(self, round_: Iterable[_Atom]) -> bool:
        """Whether a round awaits each flag as often as it raises it. A loop inside does."""
        raised = Counter[str]()
        for atom in round_:
            shape = self.shapes[atom.shape]
            found = _FLAG.match(shape.line.lstrip()) if isinstance(shape, _Statement) else None
            if found:
                raised[found["flag"]] += 1 if found["half"] == "set" else -1
        return not any(raised.values())

    def loop(self, atoms: Sequence[_Atom], rounds: int) -> _Atom:
        period = len(atoms) // rounds
        body, after = atoms[:period], atoms[period : 2 * period]
        grows = tuple(step for one, next_one in zip(body, after) for step in _growth(one, next_one))
        shape = self.number(_Loop(rounds, tuple(atom.shape for atom in body), grows))
        names = tuple(name for atom in body for name in atom.names)
        numbers = tuple(number for atom in body for number in atom.numbers)
        return _Atom(shape, atoms[0].at, max(atom.until for atom in atoms), names, numbers)

    # ---- from atoms to lines ----

    def printed(self, atom: _Atom) -> Iterator[str]:
        return self.text(atom.shape, iter(atom.names), iter(map(str, atom.numbers)), "")

    def text(self, number: _Shape, names: Iterator[str], values: Iterator[str], indent: str) -> Iterator[str]:
        """The lines of a shape; `values` are the texts of its numbers."""
        shape = self.shapes[number]
        if isinstance(shape, _Statement):
            line, _, _ = shape.line.partition(_ONCE)
            line = _BACK.sub(lambda _: next(names), line)
            yield indent + _SLOT.sub(lambda found: _added(found, next(values)), line)
            return
        self.loops += 1
        variable = f"{self.word}{self.loops}"
        yield f"{indent}{_INDENT}for (int64_t {variable} = 0; {variable} < {shape.rounds}; {variable} += 1) {{"
        grown = (next(values) + (f" + {variable} * {step}" if step else "") for step in shape.grows)
        for part in shape.body:
            yield from self.text(part, names, grown, indent + _INDENT)
        yield f"{indent}{_INDENT}}}"


def _added(slot: re.Match[str], value: str) -> str:
    """What is added to a pointer."""
    if slot[0] == _NUMBER:
        return "" if value == "0" else f" + {value}" if value.isdigit() else f" + ({value})"
    if value == "0":
        return f" + ({slot[1].replace('+', '')}"
    return f" + ({value} {slot[1]} "


def _parted(line: str) -> tuple[str, str]:
    """A line, and the place after it."""
    code, mark, place = line.partition("//")
    return code, mark + place


def _code(line: str) -> str:
    return _parted(line)[0].strip()


def _declared_again(code: Sequence[str], declared: Mapping[str, int]) -> set[str]:
    """Names of tensors and pointers of which others are declared likewise: each round has one of its own."""
    alike: dict[str, list[str]] = {}
    for name, at in declared.items():
        if _GLOBAL.match(code[at]):
            unnamed = _WORD.sub(lambda word: "" if word[0] in declared else word[0], code[at])
            alike.setdefault(re.sub(r" \+ (\d+|\(.*?\))", "", unnamed), []).append(name)
    return {name for names in alike.values() if len(names) >= _LEAST_ROUNDS for name in names}


def _declares(code: str) -> str:
    """The name that a statement declares, "" for none."""
    found = _DECLARED.fullmatch(code)
    return found["name"] if found else ""


def _marks(shapes: Sequence[_Shape], length: int) -> list[int]:
    """Per place, a number for the next so many shapes: where they are equal, so are the numbers."""
    marks, covered = list(shapes), 1
    while covered < length:
        known: dict[tuple[int, int], int] = {}
        marks = [known.setdefault(pair, len(known)) for pair in zip(marks, marks[covered:])]
        covered *= 2
    return marks


def _closed_rounds(atoms: Sequence[_Atom], first: int, most: int, period: int) -> int:
    """How many rounds there are in a row that use up what they declare."""
    for done in range(most):
        start = first + done * period
        behind = start + period
        if max(atom.until for atom in atoms[start:behind]) >= _line_of(atoms, behind):
            return done
    return most


def _line_of(atoms: Sequence[_Atom], index: int) -> float:
    return atoms[index].at if index < len(atoms) else float("inf")


def _growth(atom: _Atom, later: _Atom) -> tuple[int, ...]:
    return tuple(b - a for a, b in zip(atom.numbers, later.numbers))
