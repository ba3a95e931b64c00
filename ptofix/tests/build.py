"""Short kernels for the tests, and questions about them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from ptofix.cpp.parser import Tree, parse
from ptofix.cpp.shapes import SyntaxTable
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import Candidate, candidates, describe, orders_of
from ptofix.order.effects import Site
from ptofix.order.model import OPS, Model, ProgramOrder
from ptofix.program.build import program_file
from ptofix.program.program import Operand, Program, TileOp
from ptofix.rewriting.job import RemarkKind
from ptofix.rewriting.pipeline import Result, Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.corpus import CPP
from ptofix.text.source import SourceFile, read_source

PARAMETERS = "__gm__ float* gm, int32_t n, uint64_t where, float s"


def kernel_files(pattern: str = "*.cpp") -> list[Path]:
    return sorted(CPP.glob(pattern))


def tile(name: str, at: int | None = None, rows: int = 16, cols: int = 64, layout: str = "RowMajor") -> str:
    """A float tile in vector memory, by default of 4096 bytes."""
    text = f"Tile<TileType::Vec, float, {rows}, {cols}, BLayout::{layout}, {rows}, {cols}, SLayout::NoneBox> {name};"
    return text if at is None else f"{text} TASSIGN({name}, {at});"


# a to f: tiles of 4096 bytes at 0, 4096, …; w and x: two more, without an address.
TILES = " ".join([*(tile(name, 4096 * i) for i, name in enumerate("abcdef")), tile("w"), tile("x")])


def kernel(body: str, *, before: str = "", parameters: str = PARAMETERS, tiles: str = TILES) -> SourceFile:
    """A vector kernel with `body` after the declaration of its tiles."""
    text = f"__global__ AICORE void kernel({parameters}) {{\n#if defined(__DAV_VEC__)\n{tiles}\n{body}\n#endif\n}}\n"
    return SourceFile("test.cpp", before + text)


@cache
def _table() -> SyntaxTable:
    return SyntaxTable()


def tree(source: SourceFile) -> Tree:
    """The tree of a text. All of them share one table of shapes: reading it again takes longer than a short kernel."""
    return parse(source, _table())


@lru_cache(maxsize=256)
def programs(source: SourceFile) -> tuple[Program, ...]:
    """The programs of a text: built once, however many tests ask about it."""
    return program_file(tree(source)).programs


def program(body: str, *, before: str = "", parameters: str = PARAMETERS) -> Program:
    """The program of the kernel with `body` on the vector core."""
    found = programs(kernel(body, before=before, parameters=parameters))
    return next(p for p in found if p.function == "kernel" and p.core == "vector")


def refusal(body: str, *, before: str = "") -> str:
    """Why the kernel with `body` is not analysed, "" if it is."""
    found = program_file(tree(kernel(body, before=before))).refusals
    return next((r.reason for r in found if r.function in ("kernel", "")), "")


def operands(body: str, before: str = "") -> list[Operand]:
    """Operands of the last op in `body`."""
    ops = [i.action for i in program(body, before=before).instructions if isinstance(i.action, TileOp)]
    return list(ops[-1].operands)


def bases(body: str, operand: int = 0, before: str = "") -> tuple[int, ...] | str | None:
    """The addresses that an operand of the last op in `body` can have; "outside" if the kernel is not analysed."""
    if refusal(body, before=before):
        return "outside"
    return operands(body, before)[operand].bases


def name_of(site: Site) -> str:
    action = site.instruction.action
    return action.call.name if isinstance(action, TileOp) else "?"


def hazards(body: str, model: Model = OPS, before: str = "") -> set[str]:
    """Pairs of the kernel that nothing orders, as `A -> B`; `?` for what is not understood.

    `outside` alone if the kernel is not analysed.
    """
    if refusal(body, before=before):
        return {"outside"}
    return order_hazards(ProgramOrder(program(body, before=before), model))


def order_hazards(order: ProgramOrder) -> set[str]:
    pairs = [
        (h.earlier, h.later)
        for pipe in (Pipe.V, Pipe.M, Pipe.MTE1, Pipe.MTE2, Pipe.MTE3)
        for h in order.on(pipe).hazards()
    ]
    pairs += [(a, b) for a, b in order.cross.unordered if a.instruction is not b.instruction]
    return {f"{name_of(a)} -> {name_of(b)}" for a, b in pairs}


def barriers(source: SourceFile, model: Model = OPS) -> list[Candidate]:
    return candidates(orders_of(list(programs(source)), model), Pipe.V)


def kept_for(body: str, model: Model = OPS, before: str = "") -> list[set[str]]:
    """Per barrier of the kernel, the pairs that nothing else keeps apart, as `A -> B`."""
    found = barriers(kernel(body, before=before), model)
    return [{f"{name_of(h.earlier)} -> {name_of(h.later)}" for h, _ in c.needed_for()} for c in found]


def why(candidate: Candidate) -> str:
    return "; ".join(describe(hazard) for hazard, _ in candidate.needed_for())


@lru_cache(maxsize=256)
def run(source: SourceFile, pipeline: str = "remove-barriers", strip: bool = False) -> Result:
    """What a pipeline makes of a text: run once, however many tests ask about it."""
    return run_pipeline(source, parse_pipeline(pipeline), Settings(verify=False, strip=strip))


def removed(result: Result) -> list[int]:
    """Lines of the rewrites that were made."""
    return [r.place.line for r in result.remarks if r.kind is RemarkKind.PASSED and r.place is not None]


def decisions(result: Result) -> list[tuple[str, str, str]]:
    """What was decided, in order, without places and texts."""
    return [(r.kind.value, r.label, r.reason) for r in result.remarks]


@cache
def kernel_source(name: str) -> SourceFile:
    """A file of the corpus, by its name without `.cpp`."""
    return read_source(str(CPP / f"{name}.cpp"))
