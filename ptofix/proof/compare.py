"""Compare two texts token by token: only synchronisation statements may differ, and what is claimed.

A synchronisation statement is found here by its tokens alone. Whether it is as a statement in a block, and what it
does, is for `product.py` to ask the program.
"""

from __future__ import annotations

import re
from collections import deque

from msgspec import Struct, field

from ptofix.proof.tokens import Token, UnclearTextError, logical_lines, tokens
from ptofix.text.diagnostics import Place
from ptofix.text.source import Edit, SourceFile, Span


class DifferError(Exception):
    """The texts differ in more than they may."""

    def __init__(self, reason: str, before: Place | None = None, after: Place | None = None) -> None:
        super().__init__(reason)
        self.reason, self.places = reason, (before, after)


class SyncStatement(Struct, frozen=True):
    """`text` is its tokens, with one blank between two."""

    text: str
    span: Span


class Fold(Struct, frozen=True):
    """A `TMULS(x, y, constant)` at offset `start` of `before` that is a `TMOV(x, y)` in `after`."""

    start: int
    constant: str
    edits: tuple[Edit, Edit]


class Differences(Struct):
    """`added` statements of `after`, each with the offset in `before` where it would be.

    `emptied` are the offsets of removed statements among which `after` has a null statement, `;`.
    `parallel` has (offset in before, offset in after): from there on the texts run in parallel.
    """

    removed: list[SyncStatement] = field(default_factory=list)
    added: list[tuple[int, SyncStatement]] = field(default_factory=list)
    emptied: list[int] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    parallel: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])

    def in_parallel(self, before: int, after: int) -> None:
        last_before, last_after = self.parallel[-1]
        if before - last_before != after - last_after:
            self.parallel.append((before, after))


_SYNC_START = frozenset(("pto", "pipe_barrier", "set_flag", "wait_flag"))
_WORD_OF_TYPE = r"(?:signed|unsigned|short|long|int|char)"
_NAME_OF_TYPE = r"(?:pto :: |std :: )?(?:event_t|bool|u?int(?:8|16|32|64|ptr|max)_t|size_t|ptrdiff_t)"
_NUMBER_TYPE = rf"(?:{_NAME_OF_TYPE}|{_WORD_OF_TYPE}(?: {_WORD_OF_TYPE})*)"
_CAST = re.compile(rf"\( {_NUMBER_TYPE} \)")
_CONVERTS = re.compile(rf"(?:static_cast < {_NUMBER_TYPE} >|{_NUMBER_TYPE}) \(")
_NAME = re.compile(r"[\w$]+(?: :: [\w$]+)* ")
_SIGNS = re.compile(r"[-+~!]+")
_OPERATOR = re.compile(r"(?:[*/%^+-]|&&?|\|\|?|<<|>>|[<>]=?|[=!]=|[?:])[-+~!]*")


def _synchronises(text: str) -> bool:
    """Whether a statement, its tokens with one blank between two, is synchronisation and no more.

    The event id of a flag may be computed: what is read there are numbers and variables, and nothing is called, changed
    or read in memory.
    """
    start = re.match(r"(?:pto :: )?(?:pipe_barrier|set_flag|wait_flag) \( ", text)
    if start is None:
        return False
    at, depth, operand_next = start.end(), 1, True
    while depth:
        found = _in_operand(text, at) if operand_next else _behind_operand(text, at)
        if found is None:
            return False
        at, deeper, operand_next = found
        depth += deeper
    return text[at:] == ";"


def _in_operand(text: str, at: int) -> tuple[int, int, bool] | None:
    """Where the text goes on, how many brackets deeper, and whether an operand is still to come."""
    cast, converts = _CAST.match(text, at), _CONVERTS.match(text, at)
    if cast is not None:
        return cast.end() + 1, 0, True
    if converts is not None or text.startswith("( ", at):
        return (converts.end() if converts is not None else at + 1) + 1, 1, True
    token = text[at:].partition(" ")[0]
    if _SIGNS.fullmatch(token) and not _changes(token):
        return at + len(token) + 1, 0, True
    name = _NAME.match(text, at)
    return None if name is None else (name.end(), 0, False)


def _behind_operand(text: str, at: int) -> tuple[int, int, bool] | None:
    """The same after an operand."""
    token = text[at:].partition(" ")[0]
    if token == ")":
        return at + 2, -1, False
    is_operator = _OPERATOR.fullmatch(token) is not None and not _changes(token)
    return (at + len(token) + 1, 0, True) if is_operator or token == "," else None


def _changes(token: str) -> bool:
    return "++" in token or "--" in token


class _Reader:
    """The tokens of one text, a few at a time."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        try:
            self.lines = logical_lines(source.text)
        except UnclearTextError as unclear:
            raise self.unclear(unclear) from None
        self.next = 0
        self.ahead: deque[Token] = deque()

    def unclear(self, problem: UnclearTextError) -> DifferError:
        place = Place(self.source, Span(problem.args[0], problem.args[0] + 1))
        return DifferError("compilers may read this text in different ways", place)

    def token(self, index: int = 0) -> Token | None:
        """The one `index` places ahead, None after the end."""
        while len(self.ahead) <= index and self.next < len(self.lines):
            try:
                self.ahead += tokens(self.lines[self.next])
            except UnclearTextError as unclear:
                raise self.unclear(unclear) from None
            self.next += 1
        return self.ahead[index] if index < len(self.ahead) else None

    def until_semicolon(self) -> list[Token]:
        """The tokens up to and with the next `;`."""
        found: list[Token] = []
        while (token := self.token(len(found))) is not None:
            found.append(token)
            if token.text == ";":
                break
        return found

    def drop(self, count: int) -> None:
        for _ in range(count):
            self.ahead.popleft()

    def syncs(self) -> list[SyncStatement]:
        """Take the synchronisation statements that are here, one after the other."""
        found = []
        while (head := self.token()) is not None and head.text in _SYNC_START:
            statement = self.until_semicolon()
            text = " ".join(token.text for token in statement)
            if not _synchronises(text):
                break
            found.append(SyncStatement(text, Span(head.start, statement[-1].end)))
            self.drop(len(statement))
        return found

    def place(self) -> Place | None:
        token = self.token()
        return None if token is None else Place(self.source, Span(token.start, token.end))


def compare(before: SourceFile, after: SourceFile, folding: bool = False) -> Differences:
    """How the texts differ; with `folding` a TMULS may be a TMOV. Raises DifferError."""
    found = Differences()
    mine, other = _Reader(before), _Reader(after)
    while True:
        if not mine.ahead and not other.ahead:
            _skip_equal_lines(mine, other, found)
        x, y = mine.token(), other.token()
        if x is None and y is None:
            return found
        if any(token is not None and token.text in _SYNC_START for token in (x, y)):
            _syncs(mine, other, found)
            x, y = mine.token(), other.token()
        if x is not None and y is not None and x.text == y.text:
            found.in_parallel(x.start, y.start)
            mine.drop(1)
            other.drop(1)
        elif x is None and y is None:
            continue
        elif not (folding and _fold(mine, other, found)):
            raise DifferError("the texts differ in more than synchronisation", mine.place(), other.place())


def _skip_equal_lines(mine: _Reader, other: _Reader, found: Differences) -> None:
    """Lines that are equal to the letter have equal tokens."""
    i, j = mine.next, other.next
    while i < len(mine.lines) and j < len(other.lines) and mine.lines[i].text == other.lines[j].text:
        if i == mine.next:
            found.in_parallel(mine.lines[i].start, other.lines[j].start)
        i, j = i + 1, j + 1
    mine.next, other.next = i, j


def _syncs(mine: _Reader, other: _Reader, found: Differences) -> None:
    """Match the synchronisation statements that are here in both texts."""
    own, others = mine.syncs(), other.syncs()
    empty = 0
    while own and _is_null_statement(mine, other):
        empty += 1
        other.drop(1)
        others += other.syncs()
    removed_before = len(found.removed)
    for i, i_end, j, j_end in _unequal(own, others, found):
        found.removed += own[i:i_end]
        following = own[i_end].span.start if i_end < len(own) else None
        if following is None and (token := mine.token()) is not None:
            following = token.start
        if following is None and j < j_end:
            raise DifferError("the texts differ in more than synchronisation", None, other.place())
        found.added += [(following or 0, statement) for statement in others[j:j_end]]
    removed = found.removed[removed_before:]
    if empty > len(removed):
        raise DifferError("the texts differ in more than synchronisation", mine.place(), other.place())
    found.emptied += [statement.span.start for statement in removed if empty]


def _is_null_statement(mine: _Reader, other: _Reader) -> bool:
    """Whether `;` is there alone, and not here."""
    here, there = mine.token(), other.token()
    return there is not None and there.text == ";" and (here is None or here.text != ";")


def _unequal(
    own: list[SyncStatement], others: list[SyncStatement], found: Differences
) -> list[tuple[int, int, int, int]]:
    """The slices that do not match."""
    if not own or not others:
        return [(0, len(own), 0, len(others))]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [s.text for s in own], [s.text for s in others], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for x, y in zip(own[i : i + size], others[j : j + size]):
            found.in_parallel(x.span.start, y.span.start)
    return [slices for tag, *slices in matcher.get_opcodes() if tag != "equal"]  # type: ignore[misc]


def _fold(mine: _Reader, other: _Reader, found: Differences) -> bool:
    """Take `TMULS(x, y, constant);` here and `TMOV(x, y);` there."""
    match mine.until_semicolon(), other.until_semicolon():
        case (
            [
                Token("TMULS") as name, Token("("), Token(x), Token(","), Token(y),
                Token(",") as comma, Token(constant), Token(")") as close, Token(";"),
            ],
            [Token("TMOV"), Token("("), Token(x2), Token(","), Token(y2), Token(")"), Token(";")],
        ) if (x, y) == (x2, y2):  # fmt: skip
            edits = Edit(Span(name.start, name.end), "TMOV"), Edit(Span(comma.start, close.start), "")
            found.folds.append(Fold(name.start, constant, edits))
            mine.drop(9)
            other.drop(7)
            return True
    return False
