"""The op table: ops.toml in the form that `expand` reads, from the disk cache on a warm start."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ptofix.text.cache import cached

PATH = Path(__file__).with_name("ops.toml")

VERSION = b"5"
"""Part of the cache key: raise it when `_build` changes its output."""

DRAINS = ("barrier", "all")
"""Drains that are spelled out; the others name two pipes, as in V>S."""


def _operands(text: str) -> list[list[Any]]:
    """`name=role?` words as [name, role, may be absent]."""
    words = []
    for word in text.split():
        name, role = word.split("=")
        words.append([name, role.rstrip("?"), role.endswith("?")])
    return words


def _names(text: str) -> list[list[Any]]:
    """Operand names as [name, whole padded tile]."""
    return [[word.rstrip("*"), word.endswith("*") or word == "tmp"] for word in text.split()]


def _step(text: str, pipe: str) -> dict[str, Any]:
    """One step: a drain, or reads and writes on a pipe with a walk. Raises ValueError on other text."""
    if "->" not in text:
        if text not in DRAINS and text.count(">") != 1:
            raise ValueError(f"no step: {text!r}")
        return {"drain": text}
    body, _, walk = text.partition("@")
    prefix, colon, rest = body.partition(":")
    if colon:
        pipe, body = prefix.strip(), rest
    reads, _, writes = body.partition("->")
    return {"pipe": pipe, "reads": _names(reads), "writes": _names(writes), "walk": walk.strip() or None}


def _build() -> dict[str, Any]:
    """Parse ops.toml. Raises TOMLDecodeError, KeyError or ValueError: the file ships with the package."""
    from ptofix.text.toml import parse_toml  # only on a cold start

    document = parse_toml(PATH.read_text(encoding="utf-8"))
    ops: list[dict[str, Any]] = []
    names: dict[str, int] = {}
    for raw in document["op"]:
        forms = []
        for form in raw.get("form", ()):
            pipe = form.get("pipe", raw.get("pipe"))
            forms.append(
                {
                    "operands": _operands(form.get("operands", raw["operands"])),
                    "when": form.get("when", {}),
                    "pipe": pipe,
                    "text": form.get("text"),
                    "unknown": form.get("unknown"),
                    "always": form.get("always", raw.get("always", False)),
                    "rebinds": form.get("rebinds", []),
                    "steps": [_step(step, pipe) for step in form.get("steps", ())],
                }
            )
        for name in raw["names"]:
            if name in names:
                raise ValueError(f"{name} has two rows")
            names[name] = len(ops)
        ops.append(
            {
                "kind": raw.get("kind", "tile-op"),
                "unknown": raw.get("unknown"),
                "fifo": raw.get("fifo", ""),
                "full": raw.get("full"),
                "events": raw.get("events", [0]),
                "source": raw["source"],
                "confidence": raw.get("confidence", "read"),
                "forms": forms,
            }
        )
    return {"meta": document["meta"], "scratch": document["scratch"], "names": names, "ops": ops}


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """Meta data, scratch areas, and ops by name (an index into `ops`)."""
    value: dict[str, Any] = cached("isa", (VERSION, PATH.read_bytes()), _build)
    return value


def row(name: str) -> dict[str, Any] | None:
    """The row of the op spelled `name` in C++ (`pto::TADD` counts as `TADD`), None if there is none."""
    data = table()
    index = data["names"].get(name)
    if index is None and name.startswith("pto::"):
        index = data["names"].get(name.removeprefix("pto::"))
    found: dict[str, Any] | None = None if index is None else data["ops"][index]
    return found


def header_events(name: str) -> tuple[int, ...]:
    """The event ids that the header of an op uses inside, of any version."""
    found = row(name)
    return () if found is None else tuple(found["events"])


def classify(name: str) -> str:
    """What kind of statement a call is: "tile-op" | "sync" | "pure" | "alias" | "unknown".

    sync: flags and barriers, which the caller models. pure: touches no tile and drains nothing. alias: only changes
    what a name denotes (`expand` lists the operands). unknown: not in the table, or there with a reason why.
    """
    found = row(name)
    if found is None or found["unknown"] is not None:
        return "unknown"
    kind: str = found["kind"]
    return kind
