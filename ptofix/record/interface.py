"""The headers that a recording is compiled against: those of include/, and what is made of the op table."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ptofix.isa.architecture import A2A3
from ptofix.text.toml import parse_toml

INCLUDE = Path(__file__).with_name("include")
"""Our headers, with the interface of the PTO ISA."""

_FACTS = Path(__file__).with_name("interface.toml")
_RESULTS = {"TTEST": "bool"}


@lru_cache(maxsize=1)
def interface() -> dict[str, Any]:
    return parse_toml(_FACTS.read_text(encoding="utf-8"))


def write_headers(folder: Path) -> None:
    """Write the headers into `folder` that are made: one for the ops, and one for each include that stands for all."""
    (folder / "ptofix_ops.hpp").write_text(_ops(), encoding="utf-8")
    facts = interface()
    for name in facts["library"]:
        _write(folder / name, '#include "pto/pto-inst.hpp"\n')
    for name in facts["host"]:
        _write(folder / name, '#include "ptofix_record/host.hpp"\n')


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#pragma once\n{text}", encoding="utf-8")


def _ops() -> str:
    """The ops of the table, each in its namespace, and the pipes that events believe of them."""
    facts = interface()
    not_here = {*facts["by_hand"], *facts["of_the_file"]}
    spaces: dict[str, list[str]] = {"GLOBAL": [], "PTO": [], "COMM": []}
    pipes: dict[str, str] = {}
    for name in A2A3.ops.names():
        row = A2A3.row(name)
        assert row is not None
        short = name.removeprefix("pto::comm::")
        if name.isidentifier() and row.pipe is not None:
            pipes.setdefault(name, f"PIPE_{row.pipe}")
        if not short.isidentifier() or name in not_here or name.startswith(facts["made_by_the_file"]):
            continue
        space = "COMM" if short != name else "GLOBAL" if name[0].islower() or name.startswith("__") else "PTO"
        result = _RESULTS.get(short, "void" if space == "GLOBAL" else "::pto::RecordEvent")
        spelled = short if space != "COMM" else name
        spaces[space].append(f"X({short}, {spelled}, {result})")
        if space == "PTO":  # what the headers call the same op inside
            spaces[space].append(f"X({short}_IMPL, {spelled}, {result})")
    spaces["PTO"] += [f"X({name}, {name}, ::pto::RecordEvent)" for name in facts["without_facts"]]
    for pipe, names in facts["event_pipes"].items():
        pipes.update(dict.fromkeys(names, f"PIPE_{pipe}"))
    events = " ".join(f"X({name}, {pipe})" for name, pipe in pipes.items())
    intrinsics = " ".join(f"X({name})" for name in facts["intrinsics"])
    lists = {f"{space}_OPS": " ".join(ops) for space, ops in spaces.items()}
    lists |= {"EVENT_OPS": events, "INTRINSICS": intrinsics}
    return "\n".join(["#pragma once", *(f"#define PTOFIX_{name}(X) {made}" for name, made in lists.items()), ""])
