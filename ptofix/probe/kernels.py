"""A probe as PTO IR, in the form that every known assembler reads, with addresses and synchronisation of its own.

Between two cases everything is drained; inside of one nothing is between the two ops.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.probe.cases import COLUMN, FILLER, FULL, LINE, Probe, ProbeCall, ProbeCase, ProbeTile, other_type

ASSEMBLER_OPTIONS = ("--pto-arch=a3", "--pto-level=level3")

OUT_SIZE = 4096
"""Elements that the result of each case has for itself; inputs have as many, in all."""

SCALAR = 0.5
_IR_TYPES = {"float": "f32", "half": "f16"}
_ADDRESSES = {
    "x": 0, "y": 16384, "column": 32768, "other": 40960,
    "pair": 49152, "scratch": 65536, "out": 81920, "between": 98304,
}  # fmt: skip


class _Text(Struct):
    """Lines of the body, and the constants that they use."""

    lines: list[str] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    names: int = 0

    def index(self, value: int) -> str:
        return self.constant(f"%c{value}", f"arith.constant {value} : index")

    def constant(self, name: str, text: str) -> str:
        self.constants[name] = text
        return name

    def new(self, text: str) -> str:
        self.names += 1
        self.lines.append(f"%{self.names} = {text}")
        return f"%{self.names}"


def kernel_text(probe: Probe) -> str:
    """The module with one kernel, called as the probe."""
    x, out = input_types(probe)
    kinds = {"x": x, "y": probe.dtype, "column": probe.dtype, "stale": probe.dtype, "out": out}
    text = _Text()
    for number, case in enumerate(probe.cases):
        _write_case(text, case, number, len(probe.cases))
    arguments = ", ".join(f"%{name}: !pto.ptr<{_IR_TYPES[kind]}>" for name, kind in kinds.items())
    attributes = "attributes {pto.entry, pto.kernel_kind = #pto.kernel_kind<vector>}"
    constants = [f"{name} = {what}" for name, what in text.constants.items()]
    body = "\n".join(f"    {line}" for line in [*constants, *text.lines, "return"])
    return f"module {{\n  func.func @{probe.name}({arguments}) {attributes} {{\n{body}\n  }}\n}}\n"


def input_types(probe: Probe) -> tuple[str, str]:
    """The types of x and of the result: a conversion has another one on its other side."""
    other = other_type(probe.dtype)
    return other if probe.earlier == "convert" else probe.dtype, other if probe.later == "convert" else probe.dtype


_INPUTS = {"x": "x", "y": "y", "column": "column", "other": "y"}
"""Where the content of each tile comes from."""


def _write_case(text: _Text, case: ProbeCase, number: int, count: int) -> None:
    tiles: dict[tuple[str, ProbeTile], str] = {}
    pair = case.earlier.target

    def tile(place: str, kind: ProbeTile) -> str:
        if (place, kind) not in tiles:
            address = text.constant(f"%a{_ADDRESSES[place]}", f"arith.constant {_ADDRESSES[place]} : i64")
            tiles[place, kind] = text.new(f"pto.alloc_tile addr = {address} : {_type(kind)}")
        return tiles[place, kind]

    used = {*case.earlier.sources, *case.later.sources}
    loads = [(_INPUTS[place], place, kind) for place, kind in used if place in _INPUTS]
    loads.append(("stale", "pair", pair))
    for source, place, kind in sorted(loads, key=str):
        moved = _moved(kind)
        view = _part(text, source, moved, 0, OUT_SIZE)
        text.lines.append(f"pto.tload ins({view}) outs({tile(place, moved)} : {_type(moved)})")
    calls = [(case.earlier, "pair"), (case.later, "out")]
    if case.between is not None:
        calls.insert(1, (ProbeCall(FILLER, case.between, (("between", case.between),), scalar=True), "between"))
    ops = [
        _op(text, call, [tile(*source) for source in call.sources], tile(place, call.target)) for call, place in calls
    ]
    text.lines += ["pto.barrier #pto.pipe<PIPE_ALL>", *ops, "pto.barrier #pto.pipe<PIPE_ALL>"]
    moved, result = (_moved(pair), "pair") if case.hidden else (_moved(case.later.target), "out")
    view = _part(text, "out", moved, number * OUT_SIZE, count * OUT_SIZE)
    text.lines.append(f"pto.tstore ins({tile(result, moved)} : {_type(moved)}) outs({view})")
    text.lines.append("pto.barrier #pto.pipe<PIPE_ALL>")


def _moved(kind: ProbeTile) -> ProbeTile:
    """A column is loaded and stored as a line: the bytes are the same."""
    return replace(kind, kind=LINE) if kind.kind == COLUMN else kind


def _op(text: _Text, call: ProbeCall, sources: list[str], target: str) -> str:
    operands = [(name, _type(kind)) for name, (_, kind) in zip(sources, call.sources)]
    if call.scalar:
        kind = _IR_TYPES[call.target.dtype]
        operands.append((text.constant(f"%scalar_{kind}", f"arith.constant {SCALAR:e} : {kind}"), kind))
    mode = " {rmode = #pto<round_mode CAST_RINT>}" if call.op == "TCVT" else ""
    ins = f"{', '.join(name for name, _ in operands)}{mode} : {', '.join(kind for _, kind in operands)}"
    return f"pto.{call.op.lower()} ins({ins}) outs({target} : {_type(call.target)})"


def _type(kind: ProbeTile) -> str:
    rows, cols = kind.shape
    layout = ", blayout=col_major" if kind.kind == COLUMN else ""
    return f"!pto.tile_buf<vec, {rows}x{cols}x{_IR_TYPES[kind.dtype]}{layout}>"


def _part(text: _Text, argument: str, kind: ProbeTile, start: int, size: int) -> str:
    """A part of an argument, from element `start` of `size`, that has the shape of a tile, with its type."""
    rows, cols = kind.shape
    width = cols if kind.kind == FULL else size
    element = _IR_TYPES[kind.dtype]
    whole = f"!pto.tensor_view<{size // width}x{width}x{element}>"
    shape, one = [text.index(n) for n in (size // width, width)], text.index(1)
    view = text.new(
        f"pto.make_tensor_view %{argument}, shape = [{', '.join(shape)}], strides = [{shape[1]}, {one}] : {whole}"
    )
    offsets = ", ".join(text.index(n) for n in divmod(start, width))
    sizes = ", ".join(text.index(n) for n in (rows, cols))
    part = text.new(f"pto.partition_view {view}, offsets = [{offsets}], sizes = [{sizes}] : {whole}")
    return f"{part} : !pto.partition_tensor_view<{rows}x{cols}x{element}>"


def call_data(call: ProbeCall) -> dict[str, object]:
    """What the runner has to know of a call."""
    sources = [{"place": place, "shape": kind.shape} for place, kind in call.sources if place != "scratch"]
    return {"op": call.op, "dtype": call.target.dtype, "shape": call.target.shape, "sources": sources}
