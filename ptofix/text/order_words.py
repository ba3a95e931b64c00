"""What is said of an order: `verify`, `check`, `explain` and `simulate` use these words for it, and no others.

An order is `missing`, `missing under` a model or grade of evidence with which other options would accept it, or `in
order`. A verdict on a text counts pairs of lines; it is the last line that a command prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.text.plural import plural

MISSING, IN_ORDER = "missing", "in order"
VERDICT = "verdict"


class Apart(Struct, frozen=True):
    """Two accesses with only vector repeats between them: how many, of which grade, and by which assumptions.

    Between two products into one accumulator the distance is `in_blocks` of it.
    """

    repeats: int | None  # None: more than any pair needs
    grade: str
    rests_on: frozenset[str]
    in_blocks: bool = False

    @property
    def words(self) -> str:
        """`51 repeats apart, grade extrapolated`."""
        apart = repeats_apart(self.repeats)
        if self.in_blocks and self.repeats is not None:
            apart = f"{plural(self.repeats, 'block')} of the accumulator apart"
        return f"{apart}, grade {self.grade}"


class Acceptance(NamedTuple):
    """Under what an order is missing, and which options accept it."""

    under: str  # `evidence practised`, `model strict`
    options: str  # "with `--evidence extrapolated`"

    @property
    def words(self) -> str:
        return f"accepted {self.options}"


def repeats_apart(repeats: int | None) -> str:
    """`1 repeat apart`."""
    return "far enough apart" if repeats is None else f"{plural(repeats, 'repeat')} apart"


def missing_words(acceptance: Acceptance | None = None, apart: Apart | None = None) -> str:
    """`missing under evidence practised (51 repeats apart, grade extrapolated: accepted with …)`."""
    if acceptance is None:
        return MISSING
    why = f"{apart.words}: {acceptance.words}" if apart is not None else acceptance.words
    return f"{MISSING} under {acceptance.under} ({why})"


def in_order_words(apart: Apart) -> str:
    """`in order by hw.repeat-distance (33 repeats apart, grade shipped)`."""
    return f"{IN_ORDER} by {' and '.join(sorted(apart.rests_on))} ({apart.words})"


class VerdictCounts(NamedTuple):
    """Orders that are missing, those that other options accept, errors that are no orders, and what is undecided."""

    missing: int = 0
    missing_under: int = 0
    other_errors: int = 0
    undecided: int = 0

    @property
    def words(self) -> str:
        """Of many texts."""
        found = [f"{MISSING}: {plural(self.missing, 'order')}"] if self.missing else []
        if self.missing_under:
            orders = plural(self.missing_under, "order")
            found.append(f"{MISSING} under this model or grade: {orders}, accepted with other options")
        if self.other_errors:
            found.append(plural(self.other_errors, "other error" if found else "error"))
        if self.undecided:
            found.append(f"undecided: {self.undecided}")
        return "; ".join(found) or IN_ORDER


Pair = tuple[int, int]


class OrderVerdict(Struct, frozen=True):
    """What there is to say of a text: pairs of lines whose order is missing, by what would accept it.

    `more` pairs are missing beside those that are listed; `wrong` counts errors that are no missing orders, `undecided`
    what was not understood. `scope` says what it is about, if that is less than the text.
    """

    missing: Mapping[Pair, Acceptance | None] = field(default_factory=dict)
    wrong: int = 0
    undecided: int = 0
    more: int = 0
    scope: str = ""

    @property
    def in_order(self) -> bool:
        return not (self.missing or self.wrong or self.undecided or self.more)

    @property
    def has_errors(self) -> bool:
        return bool(self.missing or self.wrong or self.more)

    @property
    def words(self) -> str:
        """`missing: 2 orders; missing under evidence practised: 1 order, accepted with …`."""
        counts = Counter(self.missing.values())
        found = []
        if counts[None] + self.more:
            found.append(f"{MISSING}: {plural(counts[None] + self.more, 'order')}")
        for acceptance in sorted(filter(None, counts)):
            count = plural(counts[acceptance], "order")
            found.append(f"{MISSING} under {acceptance.under}: {count}, {acceptance.words}")
        if self.wrong:
            found.append(plural(self.wrong, "other error" if found else "error"))
        if self.undecided:
            found.append(f"undecided: {self.undecided}")
        return f"{'; '.join(found) or IN_ORDER}{self.scope}"

    @property
    def counts(self) -> VerdictCounts:
        outright = sum(one is None for one in self.missing.values())
        return VerdictCounts(outright + self.more, len(self.missing) - outright, self.wrong, self.undecided)

    def data(self) -> dict[str, object]:
        """The same for machines."""
        accepted = Counter(self.missing.values())
        under = [
            {"under": one.under, "accepted": one.options, "orders": accepted[one]}
            for one in sorted(filter(None, accepted))
        ]
        return {"words": self.words, "in_order": self.in_order, **self.counts._asdict(), "missing_under": under}


def verdict_line(name: str, verdict: OrderVerdict, basis: str) -> str:
    """`fa.cpp: verdict: in order (model default, evidence practised)`."""
    return f"{name}: {VERDICT}: {verdict.words} ({basis})"


def acceptance(model: str, off: Collection[str], evidence: str, needed: str) -> Acceptance | None:
    """What accepts a pair that repeats keep apart under model default, with the grade `needed` ("": that is accepted).

    `off` are the assumptions on distance that are switched off.
    """
    asked = (["--model default"] if model != "default" else []) + ([f"--evidence {needed}"] if needed else [])
    options = [f"with `{' '.join(asked)}`"] if asked else []
    if model != "default":
        return Acceptance(f"model {model}", options[0])
    if off:
        switched = " ".join(f"--no-assume {name}" for name in sorted(off))
        return Acceptance(f"`{switched}`", " and ".join([f"without `{switched}`", *options]))
    return Acceptance(f"evidence {evidence}", options[0]) if options else None
