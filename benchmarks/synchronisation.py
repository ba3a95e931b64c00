"""What `resynchronise` makes of every kernel of the corpus, beside what the assembler put in.

One row per kernel and version of the assembler: flags per round of the innermost loops, PIPE_V barriers and cycles of
both sync modes, of `minimal` (of the insert-sync mode, under model strict), and of `resynchronise`; what is above the
better of the others is marked. A mode whose text is not in order under model strict has its figures in brackets and
does not count: what it lacks costs nothing. Run it as `python benchmarks/synchronisation.py [PREFIX]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.order.model import STRICT
from ptofix.report.sync_counts import SyncCounts, sync_counts
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.rules.subject import Subject
from ptofix.text.source import SourceFile, read_source

CORPUS = Path(__file__).parents[1] / "kernels" / "corpus" / "cpp"
_S1 = 2048


def _after(source: SourceFile, pipeline: str) -> SourceFile:
    return run_pipeline(source, parse_pipeline(pipeline), Settings()).source


def _counts(source: SourceFile) -> SyncCounts:
    return sync_counts(source, A2A3, {}, _S1)


def _kernels(prefix: str) -> Iterator[tuple[str, str, Path, Path]]:
    for path in sorted(CORPUS.glob(f"{prefix}*.insert-sync.cpp")):
        name, version = path.name.removesuffix(".insert-sync.cpp").split(".", 1)
        graph = path.with_name(f"{name}.{version}.graph-sync-solver.cpp")
        if graph.exists():
            yield name, version, path, graph


def _row(path: Path, graph: Path) -> list[str]:
    sources = [read_source(str(path)), read_source(str(graph))]
    given = [_counts(source) for source in sources]
    in_order = [_is_in_order(source) for source in sources]
    minimal = _counts(_after(sources[0], "minimal-barriers{model=strict}"))
    made = _counts(_after(sources[0], "resynchronise"))
    cells = []
    for kind, others, mine in (
        ("flags", [c.innermost.get("flags", 0) for c in given], made.innermost.get("flags", 0)),
        ("V", [minimal.static.get("PIPE_V", 0)], made.static.get("PIPE_V", 0)),
        ("ALL", [0], made.static.get("PIPE_ALL", 0)),
        ("cycles", [c.cycles or 0 for c in given], made.cycles or 0),
    ):
        counting = [n for n, good in zip(others, in_order) if good]
        shown = "/".join(str(n) if good else f"({n})" for n, good in zip(others, in_order))
        cells.append(f"{kind} {shown} → {mine}{' WORSE' if counting and mine > min(counting) else ''}")
    return cells


def _is_in_order(source: SourceFile) -> bool:
    return not any(True for _ in Subject(parse(source), STRICT, A2A3).missing)


def main(prefix: str = "") -> None:
    for name, version, path, graph in _kernels(prefix):
        print(f"{name:28} {version:8}", *(f"{cell:34}" for cell in _row(path, graph)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
