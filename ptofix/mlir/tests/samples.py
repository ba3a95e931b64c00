"""Small modules for the tests: one op of the table with operands that fit, and helpers to compare texts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ptofix.mlir import table
from ptofix.mlir.reader import Module, parse_module
from ptofix.text.source import SourceFile

TILE = "!pto.tile_buf<vec, 32x32xf32>"
_TYPES = {
    "tile_like": TILE,
    "tile_or_memref": TILE,
    "any": "!pto.ptr<f32, gm>",
    "ptr_or_memref": "!pto.ptr<f32, gm>",
    "scalar": "f32",
    "integer": "i32",
    "ranked_tensor": "tensor<32x32xf32>",
    "pipe_entry": "!pto.tensor_view<32x32xf32>",
    "memref": "memref<256xi64>",
    "view_or_memref": "!pto.tensor_view<32x32xf32>",
    "!tile_buf": TILE,
    "!ptr": "!pto.ptr<f32, gm>",
    "!tensor_view": "!pto.tensor_view<32x32xf32>",
    "!partition_tensor_view": "!pto.partition_tensor_view<32x32xf32>",
    "!eventid_array": "!pto.eventid_array<4>",
    "!multi_tile_buf": f"!pto.multi_tile_buf<{TILE}, count=2>",
    "!struct": "!pto.struct<f32, i8>",
    "!local_array": "!pto.local_array<4x2xf32>",
}
_VALUES = {
    "i8": "1 : i8",
    "i32": "3 : i32",
    "i64": "4 : i64",
    "bool": "true",
    "string": '"name"',
    "symbol": "@peer",
    "i64_list": "[16, 16]",
    "i64_array": "array<i64: 0, 1>",
    "acc_push_epilogue": "#pto.acc_push_epilogue<layout = nz2nd, quant = no_convert, relu = no_relu>",
    "any": "#pto.pipe_event_type<TLOAD>",
    "tile_buf_config": "#pto.tile_buf_config<blayout=#pto.blayout<row_major>>",
}
_NAME = re.compile(r"(%[\w.$-]+)((?:#\d+)?)((?::\d+)?\s*=|:(?=\s))?|\^\w+")


def source(text: str, name: str = "k.pto") -> SourceFile:
    return SourceFile(name, text)


def parse(text: str) -> Module:
    return parse_module(source(text))


@cache
def kernel(path: Path) -> SourceFile:
    return SourceFile(path.name, path.read_text(encoding="utf-8"))


@cache
def kernel_module(path: Path) -> Module:
    """A kernel, parsed once for all tests that only read it: printing and lint change nothing."""
    return parse_module(kernel(path))


def renumbered(text: str) -> str:
    """`text` with value and block names replaced by numbers, in order of definition in each function."""
    parts = []
    for part in re.split(r"(?=^\s*func\.func|^\s*\"func\.func\")", text, flags=re.MULTILINE):
        numbers: dict[str, str] = {}
        count = 0

        def number(match: re.Match[str], numbers: dict[str, str] = numbers) -> str:
            nonlocal count
            name = match[1] or match[0]
            if match[3] or name not in numbers:
                numbers[name] = f"%{count}"
                count += 1
            return numbers[name] + (match[2] or "") + (match[3] or "")

        parts.append(_NAME.sub(number, part))
    return "".join(parts)


def sample(spec: table.OpSpec, version: str, *, full: bool) -> str:
    """A module in generic form with one `spec` op: all optional parts if `full`, none otherwise."""
    operands = [(o.name, 2 if o.many == "*" else int(full or not o.many), o.kind) for o in spec.operands]
    types = [_type(kind) for _, count, kind in operands for _ in range(count)]
    names = [f"%a{number}" for number in range(len(types))]
    results = [_type(r.kind) for r in spec.results if full or not r.many]
    bound = ", ".join(f"%r{number}" for number in range(len(results))) + " = " if results else ""
    attributes = {a.name: _value(a, version) for a in spec.attributes if full or not (a.optional or a.default)}
    if spec.segments:
        attributes[table.SEGMENTS] = f"array<i32: {', '.join(str(count) for _, count, _ in operands)}>"
    properties = ", ".join(f"{name} = {value}" for name, value in sorted(attributes.items()))
    regions = " ({\n^bb0:\n})" if spec.regions else ""
    op = f'{bound}"{spec.name}"({", ".join(names)})'
    op += f" <{{{properties}}}>" if properties else ""
    arguments = ", ".join(f"{name}: {kind}" for name, kind in zip(names, types, strict=True))
    results_text = results[0] if len(results) == 1 else f"({', '.join(results)})"
    body = f"    {op}{regions} : ({', '.join(types)}) -> {results_text}\n"
    return f"module {{\n  func.func @f({arguments}) {{\n{body}    return\n  }}\n}}\n"


def _type(kind: str) -> str:
    if kind in _TYPES:
        return _TYPES[kind]
    return f"!pto.{kind[1:]}" if kind.startswith("!") else kind


def _value(attribute: table.AttributeSpec, version: str) -> str:
    if attribute.kind in _VALUES:
        return _VALUES[attribute.kind]
    spec = table.enums()[attribute.kind]
    case = spec.cases[version][-1]
    return f"#pto.{spec.name}<{case}>" if spec.angled else f"#pto<{spec.name} {case}>"
