"""Knowing less must never prove more: everything that is known of two texts, and how to take one thing of it away.

What there is to know comes from where it is kept: assumptions and ops from their tables, grades and models from their
lists, constants, types, helpers and marks from the text. `KINDS` has one function for each parameter of the checker and
for each kind of fact in a text; a test compares it with the checker's signature and the fields of `Arch`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random

from msgspec import structs

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.evidence.grade import Grade
from ptofix.headers.versions import assumed_headers
from ptofix.isa.architecture import A2A3, Arch
from ptofix.isa.row import OpRow
from ptofix.order.model import MODELS as CHECK_MODELS
from ptofix.proof.check import MODELS, ON_REQUEST, check_rewrite, checked_assumptions, parsed_kernel
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved, Refuted, Verdict
from ptofix.rules.checking import check_subject
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import PtofixError, Severity
from ptofix.text.source import SourceFile


class _Forgetful(Arch, frozen=True, eq=False):
    """Hardware whose table lacks the rows of some ops."""

    dropped: frozenset[str] = frozenset()

    def row(self, name: str) -> OpRow | None:
        return None if name.removeprefix("pto::") in self.dropped else Arch.row(self, name)


@dataclass(frozen=True)
class KnownTexts:
    """Two texts, and all that is known when they are judged; `forgotten` says what was taken away."""

    before: str
    after: str
    model: str = "default"
    assumptions: frozenset[str] = MODELS["default"] | ON_REQUEST["default"]
    evidence: Grade = Grade.EXTRAPOLATED
    not_known: frozenset[str] = frozenset()
    no_row: frozenset[str] = frozenset()
    forgotten: tuple[str, ...] = field(default=(), compare=False)

    @property
    def arch(self) -> Arch:
        return _arch(self.not_known, self.no_row)

    def in_both(self, change: Callable[[str], str | None], what: str) -> KnownTexts | None:
        """The same with both texts changed, None if one does not have what is to be changed."""
        before, after = change(self.before), change(self.after)
        if before is None or after is None or before == self.before or before == after:
            return None  # where nothing differs any more, there is nothing to judge
        return replace(self, before=before, after=after, forgotten=(*self.forgotten, what))


@lru_cache(maxsize=64)
def _arch(not_known: frozenset[str], no_row: frozenset[str]) -> Arch:
    known = structs.asdict(A2A3)
    return _Forgetful(**{**known, "not_known": not_known}, dropped=no_row)


Forget = Callable[[KnownTexts, Random], "KnownTexts | None"]


def _one_of(random: Random, names: Iterable[str]) -> str | None:
    known = sorted(names)
    return random.choice(known) if known else None


def _assumption(known: KnownTexts, random: Random) -> KnownTexts | None:
    name = _one_of(random, known.assumptions)
    if name is None:
        return None
    return replace(known, assumptions=known.assumptions - {name}, forgotten=(*known.forgotten, name))


def _evidence(known: KnownTexts, random: Random) -> KnownTexts | None:
    stronger = [grade for grade in Grade if grade < known.evidence]
    if not stronger:
        return None
    chosen = random.choice(stronger)
    return replace(known, evidence=chosen, forgotten=(*known.forgotten, f"evidence below {chosen}"))


def _model(known: KnownTexts, random: Random) -> KnownTexts | None:
    """A model that assumes less. `ops` is none: it looks at other accesses (docs/proof.md)."""
    weaker = [name for name in MODELS if name != "ops" and MODELS[name] < MODELS[known.model]]
    if not weaker or known.model == "ops":
        return None
    chosen = random.choice(weaker)
    allowed = MODELS[chosen] | ON_REQUEST[chosen]
    what = (*known.forgotten, f"model {chosen}")
    return replace(known, model=chosen, assumptions=known.assumptions & allowed, forgotten=what)


def _ops_in(known: KnownTexts) -> list[str]:
    names = set(re.findall(r"\b[A-Z][A-Za-z_]+(?=\s*(?:<[^;(]*>)?\()", known.before))
    return sorted(names & set(A2A3.ops.names()))


def _header(known: KnownTexts, random: Random) -> KnownTexts | None:
    name = _one_of(random, set(_ops_in(known)) - known.not_known)
    if name is None:
        return None
    return replace(known, not_known=known.not_known | {name}, forgotten=(*known.forgotten, f"header of {name}"))


def _row(known: KnownTexts, random: Random) -> KnownTexts | None:
    name = _one_of(random, set(_ops_in(known)) - known.no_row)
    if name is None:
        return None
    return replace(known, no_row=known.no_row | {name}, forgotten=(*known.forgotten, f"row of {name}"))


_NUMBER = re.compile(r"(?<![\w.<])(?:\d+)(?![\w.])")
_SYNC = re.compile(r"(?:pto::)?(?:set_flag|wait_flag|pipe_barrier)\b[^;]*;")
_TEMPLATE = re.compile(r"\b(?:Tile|GlobalTensor|Shape|Stride|TPipe)<[^;(]*>")
_PARAMETERS = re.compile(r"(__global__[^(;{]*\([^)]*)\)")
_AT_RUN_TIME = "ptofix_unknown"


def _with_parameter(text: str) -> str | None:
    """The kernels take one number more."""
    if _AT_RUN_TIME in text:
        return text
    return _PARAMETERS.sub(
        lambda m: m[1] + (", " if m[1].strip()[-1] != "(" else "") + f"int32_t {_AT_RUN_TIME})", text
    )


def _constant(known: KnownTexts, random: Random) -> KnownTexts | None:
    """A number outside of types is one of the run: the same one in both texts."""
    places = _numbers(known.before)
    if not places or len(places) != len(_numbers(known.after)):
        return None
    chosen = random.randrange(len(places))

    def changed(text: str) -> str | None:
        start, end = _numbers(text)[chosen]
        return _with_parameter(f"{text[:start]}{_AT_RUN_TIME}{text[end:]}")

    start, end = places[chosen]
    line = known.before.count("\n", 0, start) + 1
    return known.in_both(changed, f"the number {known.before[start:end]} in line {line}")


def _numbers(text: str) -> list[tuple[int, int]]:
    """Where numbers are in functions, but not in types, synchronisation and directives."""
    start = text.find("__global__")
    hidden = [m.span() for pattern in (_SYNC, _TEMPLATE) for m in pattern.finditer(text)]
    hidden += [m.span() for m in re.finditer(r"^\s*#.*$|//.*$|/\*.*?\*/", text, re.M)]
    spans = [m.span() for m in _NUMBER.finditer(text, max(start, 0))] if start >= 0 else []
    return [span for span in spans if not any(a <= span[0] < b for a, b in hidden)]


def _event(known: KnownTexts, random: Random) -> KnownTexts | None:
    """All flags of one id, of all pipes or of two, have one of the run."""
    found = sorted({*re.findall(r"_flag\((?:pto::)?(PIPE_\w+, (?:pto::)?PIPE_\w+, EVENT_ID\d)", known.before)})
    chosen = _one_of(random, found)
    if chosen is None:
        return None
    pipes, _, event = chosen.rpartition(" ")
    id_ = f"(event_t) {_AT_RUN_TIME}"
    if random.random() < 0.5:
        return known.in_both(
            lambda text: _with_parameter(text.replace(chosen, f"{pipes} {id_}")), f"the id of {chosen}"
        )
    return known.in_both(lambda text: _with_parameter(re.sub(rf"\b{event}\b", id_, text)), f"all ids {event}")


def _type(known: KnownTexts, random: Random) -> KnownTexts | None:
    """One part of the type of a tile or tensor is a name of which nothing is known."""
    words = list(_TEMPLATE.finditer(known.before))
    if not words:
        return None
    chosen = random.choice(words)
    parts = list(re.finditer(r"\b(?:float|half|bfloat16_t|u?int\d+_t|\d+|\w+::\w+)\b", chosen[0]))
    if not parts:
        return None
    part = random.choice(parts)
    changed = chosen[0][: part.start()] + _AT_RUN_TIME.upper() + chosen[0][part.end() :]
    return known.in_both(lambda text: text.replace(chosen[0], changed), f"{part[0]} in {chosen[0]}")


def _mark(known: KnownTexts, random: Random) -> KnownTexts | None:
    """A kernel is no longer marked as one: anybody may call it."""
    del random
    return known.in_both(lambda text: text.replace("__global__ ", "", 1), "__global__")


def _helper(known: KnownTexts, random: Random) -> KnownTexts | None:
    """A helper is declared, and defined elsewhere."""
    heads = re.findall(r"^((?:static )?(?:AICORE|__aicore__)[^{};]*\b(\w+)\([^{};]*\))\s*\{", known.before, re.M)
    if not heads:
        return None
    head, name = random.choice(heads)

    def changed(text: str) -> str | None:
        start = text.find(head)
        if start < 0:
            return None
        depth, at = 1, text.index("{", start + len(head)) + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        declared = head.replace("static ", "").replace("inline ", "")
        return f"{text[:start]}{declared};{text[at:]}"

    return known.in_both(changed, f"what {name} does")


def _call(known: KnownTexts, random: Random) -> KnownTexts | None:
    """There is a call of which nothing is known: it may do nothing at all."""
    kernel = known.before.find("__global__")
    places = [
        m.end() for m in re.finditer(r"\bTASSIGN\([^;]*;|\bT[A-Z]{2,}\([^;]*;", known.before) if m.start() > kernel
    ]
    if kernel < 0 or not places:
        return None
    number = random.randrange(len(places))

    def changed(text: str) -> str | None:
        found = [
            m.end()
            for m in re.finditer(r"\bTASSIGN\([^;]*;|\bT[A-Z]{2,}\([^;]*;", text)
            if m.start() > text.find("__global__")
        ]
        if len(found) != len(places):
            return None
        return f"{text[: found[number]]} ptofix_something(0);{text[found[number] :]}"

    line = known.before.count("\n", 0, places[number]) + 1
    return known.in_both(changed, f"whether something happens after line {line}")


KINDS: dict[str, Forget] = {
    "assumptions": _assumption,
    "evidence": _evidence,
    "model": _model,
    "not_known": _header,
    "table": _row,
    "constant": _constant,
    "event id": _event,
    "type": _type,
    "mark": _mark,
    "helper": _helper,
    "call": _call,
}


def less(known: KnownTexts, kind: str, random: Random) -> KnownTexts | None:
    """`known` without something of one kind, None if there is nothing of it."""
    return KINDS[kind](known, random)


@lru_cache(maxsize=8)
def _before(text: str, arch: Arch) -> Parsed:
    """Most of what is taken away does not change the text, and what that means."""
    return parsed_kernel(SourceFile("before.cpp", text), arch)


@lru_cache(maxsize=8)
def _after(text: str, arch: Arch) -> Parsed:
    return Parsed.of(SourceFile("after.cpp", text), arch)


def verdict(known: KnownTexts) -> Verdict | None:
    """What the checker says; None for texts that cannot be used."""
    try:
        before = _before(known.before, known.arch)
        taken = checked_assumptions(known.model, known.assumptions)
        under = (known.model, taken, (), before, known.arch, known.evidence)
        return check_rewrite(before.tree.source, SourceFile("after.cpp", known.after), *under)
    except PtofixError:
        return None


def word(answer: Verdict | None) -> str:
    return "proved" if isinstance(answer, Proved) else "refuted" if isinstance(answer, Refuted) else "undecided"


def said(known: KnownTexts) -> set[Severity] | None:
    """How grave `ptofix check` finds what is wrong with the second text; None for a text that cannot be used."""
    model = CHECK_MODELS[known.model]
    chosen = structs.replace(model, assumed=model.alone.assumed & known.assumptions, evidence=known.evidence)
    chosen = structs.replace(chosen, idle_callers=IDLE_CALLERS in known.assumptions)
    try:
        after = _after(known.after, known.arch)
        after = after.with_idle_callers() if chosen.idle_callers else after
        subject = Subject(after.tree, chosen, known.arch, "", assumed_headers(), known=after.file)
        return {finding.severity for finding in check_subject(subject).findings}
    except PtofixError:
        return None
