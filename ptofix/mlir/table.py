"""The PTO dialect as data: ops, enumerated attributes and types, per assembler version.

`dialect/ops_*.toml` has one table per op, keyed by the name without `pto.`:

    ["tci"]
    operands = ["S: integer", "tmp?: tile_like", "dst: tile_like"]     # ? optional, * variadic; after the colon: kind
    results = ["value: i64"]
    attributes = ["descending: bool = false", "base?: i32"]            # ? optional; after =: value when absent
    regions = ["body"]
    segments = true                    # the op carries operandSegmentSizes
    versions = ["0.45"]                # absent: every version of dialect/versions.toml
    spelled = { sat_mode = "satmode" } # attribute names that custom text spells differently
    alike = ["src", "dst"]             # operands of one element type: they tell the versions' operand orders apart
    asm = "ins(%S <tmp?, %tmp> : ~S <tmp?, ~tmp>) outs(%dst : ~dst) @attrs"
    ["tci"."0.37"]                     # keys that differ in that version

`asm` is the custom syntax. Words and punctuation stand for themselves; `%x` is an operand (commas join a variadic one),
`&x` an attribute, `~x` the type of operand or result x, `~~x` the same with the dialect prefix left out where the kind
names a single PTO type, `*x` a region, `<x? …>` a part that is there when x is, `@attrs` the dictionary of all other
attributes without those that have their default, `@attrs!` with them. `generic` means that there is no custom syntax,
`code name` that ptofix/mlir/handwritten holds a parser and a printer. Facts are those of the public assembler.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ptofix.text.toml import parse_toml

DATA = Path(__file__).parent / "dialect"
PREFIX = "pto."
SEGMENTS = "operandSegmentSizes"

_FIELD = re.compile(r"(?P<name>\w+)(?P<many>[?*]?): (?P<kind>!?\w+)(?: = (?P<default>.+))?\Z")


@dataclass(frozen=True)
class ValueSpec:
    """One operand or result: `many` is "" (exactly one), "?" or "*"; `kind` names the types it takes."""

    name: str
    many: str
    kind: str


@dataclass(frozen=True)
class AttributeSpec:
    """One attribute of an op. `default` is the text of the value that counts when the attribute is absent."""

    name: str
    optional: bool
    kind: str
    default: str | None


@dataclass(frozen=True)
class OpSpec:
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


@dataclass(frozen=True)
class EnumSpec:
    """One enumerated attribute. `angled`: `#pto.pipe<PIPE_V>`, else `#pto<cmp eq>`. `cases` per version."""

    name: str
    angled: bool
    cases: Mapping[str, tuple[str, ...]]

    @property
    def all_cases(self) -> frozenset[str]:
        return frozenset(case for cases in self.cases.values() for case in cases)


@cache
def versions() -> Mapping[str, Mapping[str, Any]]:
    """The tables of dialect/versions.toml, newest version first."""
    tables: dict[str, dict[str, Any]] = load("versions.toml")["version"]
    return dict(sorted(tables.items(), key=lambda item: version_key(item[0]), reverse=True))


@cache
def special(rule: str) -> tuple[Mapping[str, Any], ...]:
    """The entries of dialect/versions.toml under `rule`: "rejected" or "tolerated" attributes."""
    return tuple(load("versions.toml").get(rule, ()))


def version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@cache
def operations() -> Mapping[str, Mapping[str, OpSpec]]:
    """Op name (with prefix) → version → specification, for the versions that have the op, newest first."""
    result: dict[str, Mapping[str, OpSpec]] = {}
    for path in sorted(DATA.glob("ops_*.toml")):
        for name, entry in load(path.name).items():
            base = {key: value for key, value in entry.items() if key not in versions()}
            result[PREFIX + name] = {
                version: _op_spec(PREFIX + name, base | entry.get(version, {}))
                for version in versions()
                if version in entry.get("versions", versions())
            }
    return result


@cache
def enums() -> Mapping[str, EnumSpec]:
    """Attribute mnemonic → its keywords."""
    return {
        name: EnumSpec(
            name,
            entry["form"] == "angle",
            {
                version: tuple(entry.get(version, entry["cases"]))
                for version in versions()
                if version in entry.get("versions", versions())
            },
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


def load(name: str) -> dict[str, Any]:
    """The data file `name` of the dialect."""
    return parse_toml((DATA / name).read_text(encoding="utf-8"))
