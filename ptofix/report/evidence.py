"""The pairs that a text leaves without a barrier: for people, for machines, and for evidence.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from ptofix.evidence.entry import FORWARD
from ptofix.evidence.grade import Grade
from ptofix.program.program import Refusal
from ptofix.report.diagnostics_json import place
from ptofix.report.document import document, printable
from ptofix.rules.left_open import OpenPair, OpenSite
from ptofix.text.plural import plural
from ptofix.text.recording import line_words, recording_lines, recording_words
from ptofix.text.source import SourceFile

_MOST_SITES = 3


class LeftOpen(Struct, frozen=True):
    """What some texts leave open; `not_analysed` is what nothing is said of.

    `errors` are those that `check` finds, by text: what a wrong text leaves open speaks for nothing.
    """

    sources: tuple[SourceFile, ...]
    pairs: tuple[OpenPair, ...]
    not_analysed: tuple[Refusal, ...]
    undecided: int  # orders that hang on what was not understood
    errors: Mapping[SourceFile, int] = MappingProxyType({})


def evidence_text(found: LeftOpen) -> str:
    lines: list[str] = []
    for pair in found.pairs:
        kept = ", ".join(pair.conditions) or "none"
        lines.append(
            f"{pair.earlier} -> {pair.later}: {pair.hazard}, {_repeats(pair)}; conditions: {kept}; {pair.grade}; "
            f"{plural(len(pair.sites), 'place')}"
        )
        lines += [f"  {words}" for words in _sites(pair)]
    return "".join(f"{line}\n" for line in [*lines, *_said(found)])


def _said(found: LeftOpen) -> Iterator[str]:
    """What was looked at, and what nothing is said of."""
    for source in found.sources:
        yield from recording_lines(source)
        if source in found.errors:
            wrong = f"{plural(found.errors[source], 'error')} in `ptofix check`"
            yield f"{source.name}: warning: {wrong}: what this text leaves without a barrier is no evidence"
    for refusal in found.not_analysed:
        yield f"{refusal.place}: {refusal}; its pairs are not listed"
    if found.undecided:
        yield f"{plural(found.undecided, 'order')} on any pipe depend on what is not understood: see `ptofix check`"
    sites = sum(len(pair.sites) for pair in found.pairs)
    where = found.sources[0].name if len(found.sources) == 1 else plural(len(found.sources), "file")
    kinds = plural(len(found.pairs), "kind")
    yield f"{where}: {kinds} of pairs on PIPE_V at {plural(sites, 'place')} without a barrier"


def _repeats(pair: OpenPair) -> str:
    if pair.repeats is None:
        return "far apart"
    least, most = pair.repeats
    return f"{plural(least, 'repeat')} apart" if least == most else f"{least} to {most} repeats apart"


def _sites(pair: OpenPair) -> list[str]:
    """Some of the places; those of a recording that are from the same lines of the source count as one."""
    alike: dict[object, list[OpenSite]] = {}
    for site in pair.sites:
        source = site.earlier.recorded_from[:1], site.later.recorded_from[:1]
        alike.setdefault(source if all(source) else site, []).append(site)
    shown = [_site(sites[0], len(sites)) for sites in list(alike.values())[:_MOST_SITES]]
    return [*shown, *([f"and {len(alike) - _MOST_SITES} more"] if len(alike) > _MOST_SITES else [])]


def _site(site: OpenSite, count: int) -> str:
    source = site.earlier.source
    words = f"{source.name}: {line_words(source, site.earlier.line)} -> {line_words(source, site.later.line)}"
    return f"{words}, and {count - 1} more like it" if count > 1 else words


def evidence_json(found: LeftOpen) -> str:
    data = {
        "files": [
            {
                "file": source.name,
                "recording": recording_words(source) or None,
                "errors": found.errors.get(source, 0),
            }
            for source in found.sources
        ],
        "pairs": [_pair(pair) for pair in found.pairs],
        "not_analysed": [
            {
                "file": refusal.place.source.name,
                "function": refusal.function,
                "reason": refusal.reason,
                "place": place(refusal.place),
            }
            for refusal in found.not_analysed
        ],
        "undecided": found.undecided,
    }
    return document("evidence", data)


def _pair(pair: OpenPair) -> dict[str, Any]:
    return {
        "earlier": pair.earlier,
        "later": pair.later,
        "hazard": pair.hazard,
        "order": pair.order or None,
        "conditions": list(pair.conditions),
        "grade": str(pair.grade),
        "repeats": None if pair.repeats is None else {"least": pair.repeats[0], "most": pair.repeats[1]},
        "sites": [
            {
                "file": site.earlier.source.name,
                "earlier": place(site.earlier),
                "later": place(site.later),
                "repeats": site.repeats,
            }
            for site in pair.sites
        ],
    }


def evidence_toml(found: LeftOpen) -> str:
    """Entries of evidence.toml for the pairs that none is about so far, as if the kernel ran on devices."""
    new = [pair for pair in found.pairs if pair.order and pair.conditions and pair.grade is Grade.EXTRAPOLATED]
    lines = [f"# {line}" for line in _said(found)]
    lines.append("# Read each pair before it becomes an entry: `practised` says that a public kernel runs on devices.")
    named = sum(pair.grade is not Grade.EXTRAPOLATED for pair in found.pairs)
    rest = len(found.pairs) - len(new) - named
    lines.append(f"# Left out: {plural(named, 'kind')} with an entry, {rest} of which no entry can speak.")
    for pair in new:
        carried = "" if FORWARD in pair.conditions else ", round a loop too"
        said = f"{_repeats(pair)}{carried}: {'; '.join(_sites(pair))}"
        lines += [
            "",
            "[[evidence]]",
            f"orders = [{json.dumps(f'{pair.earlier} -> {pair.later}')}]",
            f"order = {json.dumps(pair.order)}",
            'grade = "practised"',
            f"when = [{', '.join(map(json.dumps, pair.conditions))}]",
            f"source = {json.dumps(printable(said))}",
        ]
    return "".join(f"{line}\n" for line in lines)
