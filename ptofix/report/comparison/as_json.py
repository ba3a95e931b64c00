"""A comparison for machines; docs/compare.md describes the keys. Lines and columns count from 1."""

from __future__ import annotations

from typing import Any

from ptofix.report.comparison.result import ComparedRow, ComparedTable, Comparison, OpStream, StreamOp
from ptofix.report.comparison.side import KernelSide
from ptofix.report.document import document
from ptofix.text.recording import recording_words


def json_text(comparison: Comparison) -> str:
    return document("compare", comparison_data(comparison))


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    return {
        "view": comparison.view,
        "equal": comparison.equal,
        **({"proof": comparison.proof} if comparison.proof else {}),
        "a": _kernel(comparison.a),
        "b": _kernel(comparison.b),
        "tables": {table.name: [_row(table, row) for row in table.rows] for table in comparison.tables},
        "streams": [_stream(stream) for stream in comparison.streams],
    }


def _kernel(kernel: KernelSide) -> dict[str, Any]:
    return {
        "file": kernel.source.name,
        "recording": recording_words(kernel.source) or None,
        "outside": [
            {
                "function": found.function,
                "whole_function": found.whole_function,
                "line": found.place.line,
                "column": found.place.column,
                "reason": found.reason,
            }
            for found in kernel.outside
        ],
    }


def _row(table: ComparedTable, row: ComparedRow) -> dict[str, Any]:
    return {**dict(zip(table.heads, row.key)), "a": row.a, "b": row.b, "equal": row.equal}


def _stream(stream: OpStream) -> dict[str, Any]:
    return {
        "function": stream.function,
        "core": stream.core,
        "segment": stream.segment,
        "stage": stream.stage,
        "equal": stream.equal,
        "pairs": [{"a": _op(pair.a), "b": _op(pair.b), "equal": pair.equal} for pair in stream.pairs],
    }


def _op(op: StreamOp | None) -> dict[str, Any] | None:
    return None if op is None else {"op": op.name, "class": op.kind, "pipe": op.pipe, "line": op.line}
