"""How the headers of a tree differ from the newest version that is known, op by op."""

from __future__ import annotations

from msgspec import Struct

from ptofix.headers.tree import HeaderTree, read_tree
from ptofix.headers.versions import Headers, has_facts, versions
from ptofix.isa.architecture import A2A3
from ptofix.isa.row import SHARED


class ComparedOp(Struct, frozen=True):
    """One op, with or without a row in the op table, or what is shared.

    `state` is "known" (as in the newest version), "older" (as in an older one), "changed", "new", "gone", or "later"
    (the tree is a version that does not have it yet); `since` the first version with this text. `differing` are files
    with definitions that the newest version does not have.
    """

    name: str
    state: str
    since: str
    fingerprint: str
    has_facts: bool
    differing: tuple[tuple[str, tuple[str, ...]], ...] = ()


def compared(tree: HeaderTree) -> list[ComparedOp]:
    """All ops of the tree or of the newest version, what is shared first."""
    newest = versions()[-1].fingerprints
    names = sorted({*tree.fingerprints, *newest} - {SHARED})
    absent = "later" if headers_of(tree).is_known else "gone"
    return [_compared(tree, name, absent) for name in (SHARED, *names)]


def _compared(tree: HeaderTree, name: str, absent: str) -> ComparedOp:
    newest, fingerprint = versions()[-1], tree.fingerprints.get(name, "")
    since = [version.name for version in versions() if version.fingerprints.get(name) == fingerprint]
    if not fingerprint:
        return ComparedOp(name, absent, "", "", False)
    facts = (name == SHARED or A2A3.classify(name) != "unknown") and has_facts(name, fingerprint)
    if newest.fingerprints.get(name) == fingerprint:
        return ComparedOp(name, "known", since[0], fingerprint, facts)
    if since:
        return ComparedOp(name, "older", since[-1], fingerprint, facts, _differing(tree, name))
    state = "changed" if name in newest.fingerprints else "new"
    return ComparedOp(name, state, "", fingerprint, facts, _differing(tree, name))


def _differing(tree: HeaderTree, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    files: dict[str, dict[str, None]] = {}
    for source in tree.sources(name):
        if source.digest not in versions()[-1].definitions:
            files.setdefault(source.path, {}).update(dict.fromkeys(sorted(source.definition.names)))
    return tuple((path, tuple(names)) for path, names in sorted(files.items()))


def headers_of(tree: HeaderTree) -> Headers:
    """What the headers of a tree are."""
    same = next((str(version) for version in reversed(versions()) if version.fingerprints == tree.fingerprints), "")
    return Headers(same or "pto-isa, no version that is known", tree.fingerprints)


def read_headers(folder: str) -> Headers:
    """The headers in `folder`. Raises PtofixError where there are none, and OSError."""
    return headers_of(read_tree(folder))
