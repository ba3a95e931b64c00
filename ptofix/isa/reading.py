"""From the tables of ops.toml to rows; whatever the language of that file does not know is a fault.

A name with a slip of the pen would otherwise drop an access or a drain, and with it the proof of what rests on them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.hardware.tile import OnChipMemory, Space
from ptofix.isa.chains import WALKS
from ptofix.isa.conditions import AtRunTime, Condition, SameAddress, parse_condition
from ptofix.isa.drain import Drain
from ptofix.isa.raw_table import RawTable, TableFault
from ptofix.isa.row import (
    ALWAYS_WHOLE,
    AREAS,
    AXES,
    CONFIDENCES,
    EMPTY,
    FIFO_STEPS,
    HEADER_EVENT,
    HEADERS,
    INDEX,
    KINDS,
    MASK_USES,
    ORIGINS,
    ROLES,
    TILE_ROLES,
    Form,
    Mention,
    OperandRow,
    OpRow,
    SameSize,
    ScratchArea,
    Step,
    access_of,
)
from ptofix.isa.rules import BYTES_ONLY

_OP_NAME = re.compile(r"(?:member\.|element\.|signal\.|pto::comm::)?[A-Za-z_]\w*")
_OPERAND = re.compile(r"([A-Za-z_]\w*)=([a-z-]+)(\??)")
_STEP = re.compile(r"(?:(?P<pipe>[^:]*):)?(?P<reads>[^:>@]*)->(?P<writes>[^:>@]*)(?:@(?P<walk>[^@>]*))?")

_SAME_SIZE = re.compile(r"(\w+)(?:\.(rows|cols))? ->((?: \w+)+)")
_ELEMENT = re.compile(r"(\w+)\[(\w+)\]")


class Limits(Struct, frozen=True):
    """What numbers of the file must keep to."""

    memories: Mapping[Space, OnChipMemory]
    event_ids: range


_OF_FORMS = (
    "pipe", "operands", "always", "empty", "no_rows", "fifo", "gives", "axis", "full", "sizes", "events", "form",
)  # fmt: skip


def read_op(values: Any, limits: Limits) -> OpRow:
    """One `[[op]]`. Raises TableFault."""
    raw = RawTable(values, OpRow._fields)
    names = raw.texts("names")
    if not names:
        raise TableFault("`names` is missing")
    for name in names:
        if not _OP_NAME.fullmatch(name) or names.count(name) > 1:
            raise TableFault(f"`{name}` is no name of an op, or is there twice", "names", name)
    since = raw.text("since", "")
    kind, unknown = raw.choice("kind", KINDS, "tile-op"), raw.optional("unknown", raw.text, None)
    pipe = raw.optional("pipe", lambda key: Pipe(raw.choice(key, PIPES)), None)
    operands = raw.optional("operands", lambda key: _operands(raw.text(key)), None)
    always = raw.flag("always", False)
    empty, no_rows = (raw.choice(key, EMPTY, "") for key in ("empty", "no_rows"))
    full = raw.optional("full", lambda key: _full(raw.texts(key)), None)
    source, confidence = raw.text("source"), raw.choice("confidence", CONFIDENCES, "read")
    origin, implemented_by = raw.choice("origin", tuple(ORIGINS), HEADERS), raw.text("implemented_by", "")
    if implemented_by and origin != HEADERS:
        raise TableFault(f"`implemented_by`: the facts are not of the headers but of: {origin}", "implemented_by")
    if implemented_by and not _OP_NAME.fullmatch(implemented_by):
        raise TableFault(f"`{implemented_by}` is no name of an op", "implemented_by", implemented_by)
    home = (raw.choice("mask", MASK_USES, ""), origin, implemented_by, source, confidence)
    fifo, axis = raw.choice("fifo", FIFO_STEPS, ""), raw.choice("axis", AXES, "")
    gives = _gives(raw.texts("gives"))
    events = raw.numbers("events", limits.event_ids) if raw.has("events") else (HEADER_EVENT,)
    own = raw.values.get("form", [])
    if not isinstance(own, list):
        raise TableFault("`form` must be a list of tables, `[[op.form]]`", "form")
    if not own and unknown is None and kind in ("tile-op", "alias"):
        raise TableFault(f"`{names[0]}` has neither a form nor a reason why it is `unknown`")
    if unknown is not None or kind in ("sync", "pure"):
        for key in _OF_FORMS:
            if raw.has(key):
                raise TableFault(f"`{names[0]}` has no forms that `{key}` could serve", key)
        plain = (names, since, kind, None, None, unknown, always, empty, no_rows, fifo, gives, axis, full, (), events)
        return OpRow(*plain, *home, ())
    if pipe is None or operands is None:
        raise TableFault(f"`{'pipe' if pipe is None else 'operands'}` is missing")
    sizes = tuple(_same_size(text, operands) for text in raw.texts("sizes"))
    forms = []
    for number, one in enumerate(own):
        try:
            forms.append(_read_form(one, operands, pipe, always, full, events, limits))
        except TableFault as fault:
            fault.form = number
            raise
    known = (
        names,
        since,
        kind,
        pipe,
        operands,
        unknown,
        always,
        empty,
        no_rows,
        fifo,
        gives,
        axis,
        full,
        sizes,
        events,
    )
    return OpRow(*known, *home, tuple(forms))


def _gives(texts: tuple[str, ...]) -> dict[str, Pipe]:
    """From `CORE PIPE`. Raises TableFault."""
    for text in texts:
        core, _, pipe = text.partition(" ")
        if core not in ("cube", "vector") or pipe not in PIPES:
            raise TableFault(f"`{text}` is no core and pipe", "gives", text)
    return {core: Pipe(pipe) for core, _, pipe in (text.partition(" ") for text in texts)}


def read_scratch(values: Any, limits: Limits) -> ScratchArea:
    """One `[scratch.…]`. Raises TableFault."""
    raw = RawTable(values, ScratchArea._fields)
    space = Space(raw.choice("space", tuple(Space)))
    area = ScratchArea(raw.text("symbol"), space, raw.number("offset"), raw.number("size"), raw.text("source"))
    memory = limits.memories[space]
    if not 0 < area.size <= memory.capacity - area.offset:
        raise TableFault(f"`size`: the {area.size} bytes at {area.offset} do not lie in {memory.memory}", "size")
    return area


def _operands(text: str) -> tuple[OperandRow, ...]:
    """`name=role?` words; those that may be absent are the last ones."""
    found: list[OperandRow] = []
    for word in text.split():
        match = _OPERAND.fullmatch(word)
        if match is None or match[1] in AREAS:
            raise TableFault(f"`{word}` is no operand: `name=role`, with a `?` if it may be absent", "operands", word)
        if match[2] not in ROLES:
            raise TableFault(f"unknown role `{match[2]}`; it must be one of {', '.join(ROLES)}", "operands", word)
        if any(operand.name == match[1] for operand in found):
            raise TableFault(f"two operands `{match[1]}`", "operands", word)
        if found and found[-1].optional and not match[3]:
            raise TableFault(f"`{word}` is after an operand that may be absent", "operands", word)
        found.append(OperandRow(match[1], match[2], bool(match[3])))
    return tuple(found)


def _full(names: tuple[str, ...]) -> tuple[str, str]:
    if len(names) != 2 or names[0] == names[1]:
        raise TableFault("`full` must name two operands", "full")
    return names[0], names[1]


def _same_size(text: str, operands: tuple[OperandRow, ...]) -> SameSize:
    """From `OPERAND -> OPERAND…`, or `OPERAND.rows -> …`, `OPERAND.cols -> …`."""
    match = _SAME_SIZE.fullmatch(text)
    if match is None:
        raise TableFault(f"`{text}` is no `OPERAND -> OPERAND…`, with `.rows` or `.cols` for one side", "sizes", text)
    found = SameSize(match[1], match[2] or "", tuple(match[3].split()))
    for name in (found.of, *found.others):
        if not any(one.name == name and one.role in TILE_ROLES for one in operands):
            raise TableFault(f"`sizes` needs a tile `{name}`", "sizes", text)
    return found


def _read_form(
    values: Any,
    operands: tuple[OperandRow, ...],
    pipe: Pipe,
    always: bool,
    full: tuple[str, str] | None,
    events: tuple[int, ...],
    limits: Limits,
) -> Form:
    """One `[[op.form]]` of an op with these operands, pipe and so on."""
    raw = RawTable(values, Form._fields)
    operands = raw.optional("operands", lambda key: _operands(raw.text(key)), operands)
    pipe = raw.optional("pipe", lambda key: Pipe(raw.choice(key, PIPES)), pipe)
    by_name = {operand.name: operand for operand in operands}
    for name in () if full is None else (*full, "dst"):
        if name not in by_name or by_name[name].role not in TILE_ROLES or by_name[name].optional:
            raise TableFault(f"`full` needs a tile `{name}` in every form", "operands")
    if raw.has("steps") == raw.has("unknown"):
        raise TableFault("a form needs either `steps` or a reason why it is `unknown`")
    rebinds, resizes = raw.texts("rebinds"), raw.texts("resizes")
    for key, names in (("rebinds", rebinds), ("resizes", resizes)):
        for name in names:
            if name not in by_name or by_name[name].optional:
                raise TableFault(f"`{key}`: `{name}` is no operand of this form", key, name)
    steps = tuple(_step(step, pipe, by_name) for step in raw.texts("steps"))
    form = Form(
        operands,
        _conditions(raw.values.get("when", {}), by_name),
        pipe,
        raw.text("text", ""),
        raw.optional("unknown", raw.text, None),
        raw.flag("always", always),
        rebinds,
        steps,
        resizes,
        raw.optional("skipped", raw.text, None),
        raw.numbers("events", limits.event_ids) if raw.has("events") else events,
    )
    _require_use(form)
    return form


def _conditions(when: Any, operands: Mapping[str, OperandRow]) -> tuple[Condition, ...]:
    if not isinstance(when, dict):
        raise TableFault(f"`when` must be a table of conditions, not `{when}`", "when")
    found: list[Condition] = []
    for key, value in when.items():
        try:
            condition = parse_condition(key, value)
        except ValueError as problem:
            raise TableFault(str(problem), "when", key) from None
        for name in condition.operands:
            if name not in operands or operands[name].optional or operands[name].role not in TILE_ROLES:
                raise TableFault(f"`{key}`: `{name}` is no tile of this form that is always there", "when", key)
        if not isinstance(condition, AtRunTime) and any(condition == other for other in found):
            raise TableFault(f"`{key}` says what another condition says", "when", key)
        found.append(condition)
    return tuple(found)


def _step(text: str, pipe: Pipe, operands: Mapping[str, OperandRow]) -> Step | Drain:
    """One step: a drain, or reads and writes with a walk, on the form's pipe or on the one in front."""
    if "->" not in text:
        return _drain(text)
    match = _STEP.fullmatch(text)
    if match is None:
        raise TableFault(f"`{text}` is no step", "steps", text)
    if match["pipe"] is not None:
        pipe = _pipe(match["pipe"].strip(), text)
    walk = None if match["walk"] is None else match["walk"].strip()
    known = WALKS if pipe is Pipe.V else BYTES_ONLY
    if walk is not None and walk not in known:
        raise TableFault(f"`{text}`: no walk `@{walk}`; on {pipe} there are {', '.join(known)}", "steps", text)
    for name in () if walk is None else WALKS[walk].needs:
        if name not in operands or operands[name].optional or operands[name].role not in TILE_ROLES:
            raise TableFault(f"`{text}`: the walk `@{walk}` needs a tile `{name}`", "steps", text)
    reads, writes = _mentions(match["reads"], text, operands), _mentions(match["writes"], text, operands)
    for mention in writes:
        if mention.name not in AREAS and "w" not in access_of(role := operands[mention.name].role):
            raise TableFault(f"`{text}` writes `{mention.name}`, which has the role `{role}`", "steps", text)
    return Step(pipe, reads, writes, walk)


@cache
def _drain(text: str) -> Drain:
    if text in ("barrier", "all"):
        return Drain(Pipe.V if text == "barrier" else Pipe.ALL)
    if text == "dsb":
        return Drain(Pipe.S, Pipe.V, flag=False)
    source, arrow, target = text.partition(">")
    if not arrow:
        raise TableFault(f"`{text}` is no step", "steps", text)
    drain = Drain(_pipe(source, text), _pipe(target, text))
    if drain.source == drain.target:
        raise TableFault(f"`{text}` must name two pipes", "steps", text)
    return drain


def _pipe(name: str, text: str) -> Pipe:
    if name not in PIPES:
        raise TableFault(f"`{text}`: unknown pipe `{name}`; it must be one of {', '.join(PIPES)}", "steps", text)
    return Pipe(name)


def _mentions(names: str, text: str, operands: Mapping[str, OperandRow]) -> tuple[Mention, ...]:
    """The operands that one side of a step names."""
    found: dict[str, Mention] = {}
    for word in names.split():
        indexed = _ELEMENT.fullmatch(word)
        name, index = (indexed[1], indexed[2]) if indexed is not None else (word.removesuffix("*"), "")
        if name in found:
            raise TableFault(f"`{text}` names `{name}` twice on one side", "steps", text)
        if word not in AREAS and (name not in operands or not access_of(operands[name].role)):
            raise TableFault(f"`{text}`: `{word}` is no operand of this form that an op may touch", "steps", text)
        if index and (index not in operands or operands[index][1:] != (INDEX, False)):
            raise TableFault(f"`{text}`: `{index}` is no index that is always there", "steps", text)
        found[name] = Mention(name, word != name or name == ALWAYS_WHOLE, index)
    return tuple(found.values())


def _require_use(form: Form) -> None:
    """An operand with bytes that no step touches as its role says was forgotten; only `tmp` is often not needed."""
    steps = [step for step in form.steps if isinstance(step, Step)]
    same = {name for test in form.when if isinstance(test, SameAddress) for name in test.operands}
    reads = {mention.name for step in steps for mention in step.reads} | same
    writes = {mention.name for step in steps for mention in step.writes} | same
    for operand in form.operands if steps else ():
        role = access_of(operand.role)
        if operand.name == ALWAYS_WHOLE:
            continue
        if "w" in role and operand.name not in writes:
            raise TableFault(f"no step writes `{operand.name}`, which has the role `{operand.role}`", "steps")
        if role == "r" and operand.name not in reads:
            raise TableFault(f"no step reads `{operand.name}`, which has the role `{operand.role}`", "steps")
