"""Which headers a proof is about: known versions of pto-isa, fingerprints of their ops, and what is not as known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from ptofix import isa
from ptofix.isa.architecture import A2A3, Arch
from ptofix.isa.row import SHARED
from ptofix.text.cache import cached_toml

VERSIONS = Path(isa.__file__).with_name("header_versions.toml")
FINGERPRINTS = Path(__file__).with_name("fingerprints.toml")


class Version(Struct, frozen=True):
    """A version of the headers. `fingerprints` are of all its ops; `definitions` digests of what they are made of.

    `same_facts` are ops that have other text than in the version before, and the same facts.
    """

    name: str
    commit: str
    date: str
    same_facts: frozenset[str]
    fingerprints: Mapping[str, str]
    definitions: frozenset[str]

    def __str__(self) -> str:
        return f"pto-isa {self.commit[:7]} ({self.name}, {self.date})"


class Headers(Struct, frozen=True):
    """The headers that a proof is about: what they are called, and `fingerprints` by op.

    `assumed` if nobody said which they are.
    """

    version: str
    fingerprints: Mapping[str, str]
    assumed: bool = False

    def __str__(self) -> str:
        return f"{self.version} assumed" if self.assumed else self.version

    @property
    def is_known(self) -> bool:
        """Whether they are one of the known versions, op by op."""
        return any(self.fingerprints == version.fingerprints for version in versions())

    def not_as_known(self, ops: Collection[str] | None = None) -> frozenset[str]:
        """The ops (of `ops`) of which the op table says something, but about other headers."""
        shared = has_facts(SHARED, self.fingerprints.get(SHARED))
        asked = {
            op
            for op in (A2A3.ops.names() if ops is None else ops)
            if op in every_op() and not (shared and has_facts(op, self.fingerprints.get(op)))
        }
        return frozenset(op for op in asked if A2A3.classify(op) != "unknown")  # last, as it reads the op's row

    @property
    def arch(self) -> Arch:
        """What is known of A2/A3 with these headers."""
        rows = {op: (row_of(op, self.fingerprints.get(op)), A2A3.ops.since(op)[-1]) for op in A2A3.ops.variants()}
        older = tuple((op, since) for op, (since, newest) in rows.items() if since not in (None, newest))
        return _arch(self.not_as_known(), older)

    def may_be(self, op: str, names: Collection[str]) -> bool:
        """Whether they may have the text of `op` that one of these known versions has: any, if they are assumed."""
        own = self.fingerprints.get(op)
        return self.assumed or any(
            v.name in names and own is not None and v.fingerprints.get(op) == own for v in versions()
        )

    @property
    def contradicts_itself(self) -> bool:
        """Whether it is called a known version, and has other fingerprints than that."""
        known = [version.fingerprints for version in versions() if str(version) == self.version]
        return any(ops.get(op) != value for ops in known for op, value in self.fingerprints.items())

    def of(self, ops: Collection[str]) -> dict[str, str]:
        """The fingerprints of `ops` and of what they share."""
        return {op: self.fingerprints[op] for op in (SHARED, *sorted(ops)) if op in self.fingerprints}


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The two files: `version`, and `made`, the fingerprints by version."""
    return {**cached_toml(VERSIONS), "made": cached_toml(FINGERPRINTS)}


@lru_cache(maxsize=1)
def versions() -> tuple[Version, ...]:
    """The known versions, oldest first."""
    made = document()["made"]
    found: list[Version] = []
    fingerprints: dict[str, str] = {}
    for entry in document()["version"]:
        own = made[entry["name"]]
        fingerprints = {op: value for op, value in {**fingerprints, **own["ops"]}.items() if value}
        before = found[-1].definitions if found else frozenset[str]()
        digests = (before - {*own["gone"].split()}) | {*own["definitions"].split()}
        same = frozenset(entry.get("same_facts", ()))
        found.append(Version(entry["name"], entry["commit"], entry["date"], same, fingerprints, digests))
    return tuple(found)


@lru_cache(maxsize=1)
def every_op() -> frozenset[str]:
    """The ops that a known version implements: other rows of the op table say whose their facts are (`origin`)."""
    return frozenset(op for version in versions() for op in version.fingerprints) - {SHARED}


@lru_cache(maxsize=4096)
def row_of(op: str, fingerprint: str | None) -> str | None:
    """Since which version the row of the op table holds that is about this text of `op`; "" for the first row.

    None where no row is about it.
    """
    known = versions()
    for i in reversed(range(len(known))):
        if fingerprint is not None and known[i].fingerprints.get(op) == fingerprint:
            since, start = _row_at(op, i)
            if all(_same(op, known[k - 1], known[k]) for k in range(start + 1, i + 1)):
                return since
    return None


def _row_at(op: str, at: int) -> tuple[str, int]:
    """The row that is about a version: since which it holds, and the first version that it is about."""
    names = [version.name for version in versions()]
    rows = [names.index(since) for since in A2A3.ops.since(op) if since in names[: at + 1]]
    if rows:
        return names[max(rows)], max(rows)
    return "", next(i for i, version in enumerate(versions()) if op in version.fingerprints)


def has_facts(op: str, fingerprint: str | None) -> bool:
    """Whether the op table is about this text of `op`."""
    return row_of(op, fingerprint) is not None


@lru_cache(maxsize=4)
def _arch(not_known: frozenset[str], older: tuple[tuple[str, str], ...]) -> Arch:
    return A2A3.without(not_known).with_older(dict(older))


def _same(op: str, older: Version, newer: Version) -> bool:
    return older.fingerprints.get(op) == newer.fingerprints.get(op) or op in newer.same_facts


def assumed_headers() -> Headers:
    """Where nobody says which headers they are: the newest version that the op table is about as a whole."""
    for version in reversed(versions()):
        headers = Headers(str(version), version.fingerprints, assumed=True)
        if not headers.not_as_known(set(A2A3.ops.names()) & version.fingerprints.keys()):
            return headers
    raise ValueError("the op table is about no version of the headers")
