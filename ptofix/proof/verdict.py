"""The three answers, and what each carries. Only the first is true: `if verify(…):` must not pass for the others."""

from __future__ import annotations

from msgspec import Struct

from ptofix.program.program import Region
from ptofix.text.diagnostics import Place
from ptofix.text.order_words import Apart


class AccessRef(Struct, frozen=True):
    """One access: the statement (number of its instruction, line, text), the pipe it runs on, the operand."""

    index: int
    line: int
    text: str
    pipe: str
    name: str


class Obligation(Struct, frozen=True):
    """`earlier` must be done before `later` starts: both touch `region`, and one of them writes."""

    earlier: AccessRef
    later: AccessRef
    kind: str  # RAW, WAR or WAW
    region: Region


class Witness(Struct, frozen=True):
    """A path on which an order is missing; no obligations if it is a flag that is raised or awaited in vain.

    Lines are those of the text that is judged, where it has the statement. `path` has the line of each statement on
    it, `passed` the synchronisation on it that does not help. `apart` is what keeps the two apart by distance, of a
    grade that is not accepted, on every path on which nothing else does; None where nothing does on one. Not
    `certain` are a flag that goes wrong on some paths only, which may be infeasible, and the order of two loads.
    """

    function: str
    core: str
    flag_key: str
    message: str
    obligations: tuple[Obligation, ...]
    path: tuple[int, ...]
    passed: tuple[tuple[int, str], ...]
    apart: Apart | None = None
    certain: bool = True

    @property
    def lines(self) -> tuple[int, int] | None:
        """Of the two accesses."""
        return (self.obligations[0].earlier.line, self.obligations[0].later.line) if self.obligations else None


class Statistics(Struct, frozen=True):
    """What was looked at: programs (functions by core), how many of them differ, states, changed statements."""

    programs: int
    changed: int
    states: int
    removed: int
    added: int


class Proved(Struct, frozen=True):
    """`assumptions` are those that the proof rests on; `renamed` if the texts were compared up to renaming."""

    assumptions: tuple[str, ...]
    statistics: Statistics
    not_judged: tuple[str, ...] = ()
    renamed: bool = False


class Refuted(Struct, frozen=True):
    """Pairs that the rewrite leaves unordered, each with a path; `more` are not listed, with the same later ends."""

    witnesses: tuple[Witness, ...]
    more: int = 0

    def __bool__(self) -> bool:
        return False


class Undecided(Struct, frozen=True):
    """No verdict; `places` are where the inputs stop to match, in `before` and in `after`.

    `by_input`: the texts can be compared, and what the input itself leaves unknown decides.
    """

    reason: str
    places: tuple[Place | None, Place | None] = (None, None)
    by_input: bool = False

    def __bool__(self) -> bool:
        return False


Verdict = Proved | Refuted | Undecided
