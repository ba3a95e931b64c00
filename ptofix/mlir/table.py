"""The PTO dialect as data: ops, enumerated attributes and types, per assembler version.

`dialect/ops_*.toml` has one table per op, keyed by the name without `pto.`:

    ["tci"]
    operands = ["S: integer", "tmp?: tile_like", "dst: tile_like"]     # ? optional, * variadic; after the colon: kind
    results = ["value: i64"]
    attributes = ["descending: bool = false", "base?: i32"]            # ? optional; after =: value when absent
    regions = ["body"]
    segments = true                    # the op carries operandSegmentSizes
    since = "0.45"                     # first and last version that has the op; absent: no limit
    until = "0.56"
    spelled = { sat_mode = "satmode" } # attribute names that custom text spells differently
    alike = ["src", "dst"]             # operands of one element type: they tell the versions' operand orders apart
    asm = "ins(%S <tmp?, %tmp> : ~S <tmp?, ~tmp>) outs(%dst : ~dst) @attrs"
    ["tci"."until 0.37"]               # keys that differ up to that version

`asm` is the custom syntax. Words and punctuation stand for themselves; `%x` is an operand (commas join a variadic one),
`&x` an attribute, `&&x` the same with its dialect prefix, `~x` the type of operand or result x, `~~x` the same with the
dialect prefix left out where the kind names a single PTO type, `*x` a region, `<x? …>` a part that is there when x is,
`@attrs` the dictionary of all other attributes without those that have their default, `@attrs!` with them, `_` a blank
before a bracket that would have none. ` | ` separates alternatives: the first that fits the text is read, and the first
with a place for all parts of an op is printed. `generic` means that there is no custom syntax, `code name` that
ptofix/mlir/handwritten holds a parser and a printer. Facts are those of the public assembler.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from ptofix.text.cache import cached_toml

DATA = Path(__file__).parent / "dialect"
PREFIX = "pto."

A5_ONLY = frozenset(
    f"{PREFIX}{name}" for name in ("fusion_region", "get_buf_dyn", "rls_buf_dyn", "section.simt", "tquant.mx", "yield")
)
"""Ops of 0.60 that print no C++ for A2/A3: they are not in the table."""
SEGMENTS = "operandSegmentSizes"
_UNTIL = "until "

_FIELD = re.compile(r"(?P<name>\w+)(?P<many>[?*]?): (?P<kind>!?\w+)(?: = (?P<default>.+))?\Z")


class ValueSpec(Struct, frozen=True):
    """One operand or result: `many` is "" (exactly one), "?" or "*"; `kind` names the types it takes."""

    name: str
    many: str
    kind: str


class AttributeSpec(Struct, frozen=True):
    """One attribute of an op. `default` is the text of the value that counts when the attribute is absent."""

    name: str
    optional: bool
    kind: str
    default: str | None


class OpSpec(Struct, frozen=True, dict=True):
    """One op as one assembler version defines it. `name` includes the dialect prefix."""

    name: str
    operands: tuple[ValueSpec, ...]
    results: tuple[ValueSpec, ...]
    attributes: tuple[AttributeSpec, ...]
    regions: tuple[str, ...]
    segments: bool
    spelled: tuple[tuple[str, str], ...]
    alike: tuple[str, ...]
    asm: str

    @cached_property
    def attribute_by_name(self) -> Mapping[str, AttributeSpec]:
        return {a.name: a for a in self.attributes}

    @cached_property
    def inherent(self) -> frozenset[str]:
        """Names of the attributes that belong to the op itself, the segment sizes among them."""
        return frozenset(a.name for a in self.attributes) | ({SEGMENTS} if self.segments else frozenset())


class EnumSpec(Struct, frozen=True):
    """One enumerated attribute. `angled`: `#pto.pipe<PIPE_V>`, else `#pto<cmp eq>`. `cases` per version."""

    name: str
    angled: bool
    cases: Mapping[str, tuple[str, ...]]

    @property
    def all_cases(self) -> frozenset[str]:
        return frozenset(case for cases in self.cases.values() for case in cases)


@cache
def versions() -> tuple[str, ...]:
    """The versions that were compared with a real assembler, newest first."""
    tested: list[str] = load("versions.toml")["tested"]
    return tuple(sorted(tested, key=version_key, reverse=True))


@cache
def special(rule: str, version: str) -> tuple[Mapping[str, Any], ...]:
    """The entries of dialect/versions.toml under `rule` that hold for `version`."""
    return tuple(entry for entry in all_special(rule) if holds(entry, version))


@cache
def all_special(rule: str) -> tuple[Mapping[str, Any], ...]:
    """The entries of dialect/versions.toml under `rule`."""
    return tuple(load("versions.toml")[rule])


@cache
def fact(name: str, version: str) -> bool:
    """Whether the fact of dialect/versions.toml holds for `version`."""
    return holds(load("versions.toml")["facts"][name], version)


@cache
def types(version: str) -> frozenset[str]:
    """The PTO types that `version` knows, without the dialect prefix."""
    return frozenset(name for name, entry in load("versions.toml")["types"].items() if holds(entry, version))


def holds(entry: Mapping[str, Any], version: str) -> bool:
    """Whether `version` lies between the `since` and the `until` of `entry`; either may be absent."""
    key = version_key(version)
    after = "since" not in entry or version_key(entry["since"]) <= key
    return after and ("until" not in entry or key <= version_key(entry["until"]))


def in_version(entry: Mapping[str, Any], version: str) -> Mapping[str, Any]:
    """The keys of `entry` as they are in `version`: those of its tables "until …" replace the others."""
    older = {key[len(_UNTIL) :]: value for key, value in entry.items() if key.startswith(_UNTIL)}
    result = {key: value for key, value in entry.items() if not key.startswith(_UNTIL)}
    for last in sorted(older, key=version_key, reverse=True):
        if version_key(version) <= version_key(last):
            result |= older[last]
    return result


def version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@cache
def operations() -> Mapping[str, Mapping[str, OpSpec]]:
    """Op name (with prefix) → version → specification, for the versions that have the op, newest first."""
    result: dict[str, Mapping[str, OpSpec]] = {}
    for path in sorted(DATA.glob("ops_*.toml")):
        for name, entry in load(path.name).items():
            result[PREFIX + name] = {
                version: _op_spec(PREFIX + name, in_version(entry, version))
                for version in versions()
                if holds(entry, version)
            }
    return result


@cache
def enums() -> Mapping[str, EnumSpec]:
    """Attribute mnemonic → its keywords."""
    return {
        name: EnumSpec(
            name,
            entry["form"] == "angle",
            {version: tuple(in_version(entry, version)["cases"]) for version in versions() if holds(entry, version)},
        )
        for name, entry in load("attributes.toml")["enums"].items()
    }


def newest(name: str) -> OpSpec | None:
    """The newest specification of op `name` (with prefix), None for an op that no version has."""
    return next(iter(operations().get(name, {}).values()), None)


def _op_spec(name: str, entry: Mapping[str, Any]) -> OpSpec:
    values = {
        key: tuple(ValueSpec(m["name"], m["many"], m["kind"]) for m in map(_field, entry.get(key, ())))
        for key in ("operands", "results")
    }
    return OpSpec(
        name,
        values["operands"],
        values["results"],
        tuple(
            AttributeSpec(m["name"], m["many"] == "?", m["kind"], m["default"])
            for m in map(_field, entry.get("attributes", ()))
        ),
        tuple(entry.get("regions", ())),
        entry.get("segments", False),
        tuple(entry.get("spelled", {}).items()),
        tuple(entry.get("alike", ())),
        entry["asm"],
    )


def _field(text: str) -> re.Match[str]:
    match = _FIELD.match(text)
    if match is None:
        raise ValueError(f"bad field in the dialect table: {text!r}")
    return match


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `name` of the dialect."""
    return cached_toml(DATA / name)
