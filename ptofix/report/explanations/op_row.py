"""The page of an op: what the op table says of it, and which header says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ptofix.evidence.entry import Entry
from ptofix.evidence.pairs import entries
from ptofix.headers.versions import versions
from ptofix.isa.architecture import A2A3
from ptofix.isa.drain import Drain
from ptofix.isa.row import HEADERS, ORIGINS, Form, Mention, OperandRow, OpRow, Step
from ptofix.report.explanations.op import drain_words
from ptofix.text.plural import plural

_ROLES = {
    "w": "written",
    "r": "read",
    "rw": "read and written",
    "-": "a tile that is not touched",
    "global": "global memory",
    "global-r": "global memory, read",
    "global-w": "global memory, written",
    "global-rw": "global memory, read and written",
    "entry-w": "a tile or global memory, written",
    "entry-r": "a tile or global memory, read",
    "alias": "gets other bytes",
    "meta": "its bytes are not touched",
    "index": "a number of elements",
    "scalar": "a number",
    "mode": "a mode",
    "behind": "the pipe that gives the signal",
    "core-flag": "the number of a flag between the cores",
    "message": "which flag is given to other cores",
    "pipe": "a pipe between the cores",
    "pipe-r": "a pipe between the cores, of which a slot is read",
    "pipe-w": "a pipe between the cores, of which a slot is written",
}
_KINDS = {
    "tile-op": "an op on tiles",
    "sync": "synchronisation",
    "pure": "it touches no tile and drains nothing",
    "alias": "it changes what a name denotes",
}
_FOLDER = "include/pto/npu/a2a3/"


def op_page(name: str) -> str:
    """All rows of an op, those for older headers first."""
    parts = [f"op {name}"]
    raw = [entry for entry in A2A3.ops.document["op"] if name in entry["names"]]
    for entry in raw:
        since = entry.get("since", "")
        row = A2A3.ops.row(name, since)
        assert row is not None
        parts.append("\n".join(_row(row, entry, since if len(raw) > 1 else None)))
    orders = [line for entry in entries() for line in _evidence(name, entry)]
    if orders:
        parts.append("\n".join(["without a barrier (`ptofix explain hw.repeat-distance`):", *orders]))
    return "\n\n".join(parts)


def _row(row: OpRow, raw: dict[str, Any], since: str | None) -> Iterator[str]:
    if since is not None:
        yield f"in headers {f'since {since}' if since else 'before that'}:"
    pipe = f", on PIPE_{row.pipe}" if row.pipe is not None else ""
    yield f"{_KINDS[row.kind]}{pipe}"
    if row.operands:
        yield f"operands: {_operands(row.operands)}"
    if row.fifo:
        yield f"between the cores: it does a {row.fifo} of a slot"
    if row.unknown is not None:
        yield f"taken to touch everything: {row.unknown}"
    for number, (form, values) in enumerate(zip(row.form, raw.get("form", ())), start=1):
        yield from _form(row, form, values, number if len(row.form) > 1 else 0)
    sure = " (inferred, not read in a header)" if row.confidence == "inferred" else ""
    if row.origin != HEADERS:
        yield f"whose facts these are: {ORIGINS[row.origin]}"
    if row.implemented_by:
        yield f"headers have it in {row.implemented_by}"
    commit = versions()[0] if not since else next(one for one in versions() if one.name == since)
    yield f"source: {row.source}{sure}"
    yield f"of {commit}, below {_FOLDER} where no other folder is named; `asm:` is the assembler"


def _form(row: OpRow, form: Form, raw: dict[str, Any], number: int) -> Iterator[str]:
    text = f": {form.text}" if form.text else ""
    if number:
        when = ", ".join(f"{key} {_value(value)}" for key, value in raw.get("when", {}).items())
        other = "with these operands" if form.operands != (row.operands or ()) else "in all other cases"
        yield f"form {number}, {f'where {when}' if when else other}{text}"
    elif form.text:
        yield form.text
    if form.operands != (row.operands or ()):
        yield f"  operands: {_operands(form.operands)}"
    if form.unknown is not None:
        yield f"  taken to touch everything: {form.unknown}"
    if form.skipped is not None:
        yield f"  may do nothing at all: {form.skipped}"
    for count, step in enumerate(form.steps, start=1):
        yield f"  {count}. {_step(step)}"
    drains = sum(isinstance(step, Drain) for step in form.steps)
    if drains:
        reached = (
            "reached whatever the shape" if form.always else "not reached for certain where a shape is set at run time"
        )
        yield f"  {plural(drains, 'drain')} inside, {reached}"
    if form.resizes:
        yield f"  sets the valid shape of {', '.join(form.resizes)}"


def _operands(operands: tuple[OperandRow, ...]) -> str:
    return ", ".join(f"{one.name} ({_ROLES[one.role]}{', optional' if one.optional else ''})" for one in operands)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"is {' or '.join(map(str, value))}"
    if isinstance(value, bool):
        return f"is {'true' if value else 'false'}"
    return str(value) if isinstance(value, str) and not value[:1].isalpha() else f"is {value}"


def _step(step: Step | Drain) -> str:
    if isinstance(step, Drain):
        return drain_words(step)
    verbs = [f"{verb} {_mentions(what)}" for verb, what in (("reads", step.reads), ("writes", step.writes)) if what]
    return f"PIPE_{step.pipe}: {'; '.join(verbs) or 'touches nothing'}"


def _mentions(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(
        f"{one.name}[{one.element}]" if one.element else f"{one.name}{' (all of it)' if one.whole else ''}"
        for one in mentions
    )


def _evidence(name: str, entry: Entry) -> Iterator[str]:
    """What an entry says of an op as the earlier one and as the later one."""
    after = [later for earlier, later in entry.orders if earlier == name]
    before = [earlier for earlier, later in entry.orders if later == name]
    mine = [f"{name} → {' '.join(after)}"] if after else []
    if before and before != [name]:
        mine.append(f"{' '.join(before)} → {name}")
    if mine:
        yield f"  {', '.join(mine)}: {entry.grade}, {entry.source}"
