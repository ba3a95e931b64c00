"""Headers as text and data: those that a proof is about, and how those in a folder differ from the known ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from ptofix.headers.versions import Headers, versions

if TYPE_CHECKING:  # comparing needs more than saying which headers they are
    from ptofix.headers.compared import ComparedOp

STATES = {
    "known": "known", "older": "older", "changed": "changed", "new": "new", "gone": "removed", "later": "not there yet",
}  # fmt: skip
"""What reports call the states of an op, in this order."""
_MOST_FILES = 4


def headers_lines(name: str, headers: Headers, ops: Collection[str]) -> list[str]:
    """What a summary says of the headers that it is about, with a warning for each op in use that they change."""
    return [
        *(f"{name}: warning: {text}" for text in header_warnings(headers, ops)),
        f"{name}: headers: {headers}{'; name yours with --headers' if headers.assumed else ''}",
    ]


def header_warnings(headers: Headers, ops: Collection[str]) -> list[str]:
    """One for each op in use that the op table says nothing about."""
    return [
        f"`{op}` has an unknown implementation in these headers: its calls may do anything"
        for op in sorted(headers.not_as_known(ops))
    ]


def headers_data(headers: Headers, ops: Collection[str]) -> dict[str, Any]:
    """The headers for machines, with the fingerprints of the ops in use."""
    return {
        "version": headers.version,
        "assumed": headers.assumed,
        "fingerprints": headers.of(ops),
        "not_as_known": sorted(headers.not_as_known(ops)),
    }


def comparison_text(folder: str, headers: Headers, found: Collection[ComparedOp]) -> str:
    """One line per op that is not as in the newest known version, and per op that the table is not about."""
    counted = Counter(op.state for op in found)
    states = ", ".join(f"{counted[state]} {words}" for state, words in STATES.items() if counted[state])
    lines = [f"{folder}: {headers.version}: {states}"]
    newest = versions()[-1]
    lines.append(f"{folder}: compared with {newest}")
    lines += [f"{op.name}: {_state_words(op)}" for op in found]
    return "\n".join(lines)


def _state_words(op: ComparedOp) -> str:
    newest = versions()[-1].name
    match op.state:
        case "known":
            words = f"known since {op.since}"
        case "older":
            words = f"as in {op.since}, changed since: {_files(op)}"
        case "changed":
            words = f"changed since {newest}: {_files(op)}"
        case "gone":
            return f"removed: {newest} has it"
        case "later":
            return f"not there yet: {newest} has it"
        case _:
            words = "new"
    return words if op.has_facts else f"{words}; the op table is not about this"


def _files(op: ComparedOp) -> str:
    shown = [f"{path} ({', '.join(names)})" if names else path for path, names in op.differing[:_MOST_FILES]]
    more = len(op.differing) - len(shown)
    return ", ".join(shown + ([f"{more} more"] if more > 0 else [])) or "a definition is removed"


def comparison_data(folder: str, headers: Headers, found: Collection[ComparedOp]) -> dict[str, Any]:
    """The same for machines."""
    return {
        "folder": folder,
        "headers": headers.version,
        "newest": str(versions()[-1]),
        "ops": list(_ops(found)),
    }


def _ops(found: Collection[ComparedOp]) -> Iterator[dict[str, Any]]:
    for op in found:
        yield {
            "name": op.name,
            "state": op.state,
            "since": op.since or None,
            "fingerprint": op.fingerprint or None,
            "facts": op.has_facts,
            "files": [{"path": path, "definitions": list(names)} for path, names in op.differing],
        }
