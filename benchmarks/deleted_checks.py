"""Which safety checks no test would miss: `python benchmarks/deleted_checks.py [--only FILE[:LINE]]… [--list]`.

Finds the checks of the trusted modules by their syntax, takes each away in a copy of the package, one at a time, and
runs the tests that concern the module, quickest first, up to the first that fails. Prints `killed` and the test, or
`SURVIVED`, and totals. What counts as a check, and the last figures: docs/testing.md, "Deleted checks".
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import io
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue

import pytest

ROOT = Path(__file__).parent.parent

# Left out: they ask whether too much is refused, of every file of the corpus.
SLOW = ("ptofix/program/tests/test_calls.py::test_nothing_in_the_kernels_is_opaque_and_every_address_is_known",)

_REDTEAM = "tests/test_redteam.py"
_CPP = ("cpp/tests", "program/tests/test_language.py", "program/tests/test_addresses.py", _REDTEAM, "program/tests")
_PROGRAM = (
    "program/tests/test_language.py", "program/tests/test_addresses.py", "program/tests/test_far_away.py", _REDTEAM,
    "program/tests", "order/tests/test_order.py",
)  # fmt: skip
_ROUNDS = ("testing/tests/test_rotating.py", "proof/tests/test_rotating.py")  # what recurs by the round of a loop
_GRADES = ("proof/tests/test_grades.py", "testing/tests/test_grades.py")
_PROOF = ("proof/tests/test_check.py", "proof/tests/test_certificate.py", _REDTEAM, "proof/tests")
_ORDER = (
    "order/tests/test_order.py", _REDTEAM, "order/tests", "program/tests/test_calls.py", "rules/tests", "report/tests",
    "passes/tests",
)  # fmt: skip
_PASSES = ("passes/tests", "tests/test_pipeline.py", _REDTEAM, "proof/tests")

# Files to look through, and the tests of each, quickest first. A later entry may hold earlier ones: no test runs twice.
TESTS: dict[str, tuple[str, ...]] = {
    **{f"program/{name}.py": _PROGRAM for name in (
        "unit", "scopes", "calls", "declarations", "lower", "build",
        "types", "library", "graph", "bindings", "evaluate", "conditionals",
    )},
    **{f"program/{name}.py": (*_ROUNDS, *_PROGRAM) for name in ("rounds", "counters")},
    **{f"cpp/{name}.py": _CPP for name in ("scanner", "lexer", "parser", "shapes", "grammar")},
    "proof/*.py": _PROOF,
    "proof/rounds.py": (*_ROUNDS, *_PROOF),
    "proof/grades.py": (*_GRADES, *_PROOF),
    **{f"order/{name}.py": _ORDER for name in ("effects", "cross", "inflight", "placement", "barriers", "flags")},
    **{f"order/{name}.py": (*_ROUNDS, *_ORDER) for name in ("rounds", "model")},
    "order/grades.py": (*_GRADES, *_ORDER),
    "order/inner_drains.py": ("order/tests/test_inner_drains.py", *_ORDER),
    "rewriting/*.py": _PASSES,
    "passes/*.py": _PASSES,
}  # fmt: skip


# ---- what a check is ----


@dataclass(frozen=True)
class Deletion:
    """`start` and `end` are offsets in the file, `instead` what stands there without the check."""

    file: str
    line: int
    kind: str
    start: int
    end: int
    instead: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.source}"


def deletions(file: str, text: str) -> list[Deletion]:
    """Every single deletion of a check in a module, in order of the text."""
    tree = ast.parse(text)
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    data = text.encode()

    def deletion(kind: str, node: ast.expr | ast.stmt, instead: str) -> Deletion:
        start = starts[node.lineno - 1] + node.col_offset
        end = start + len((ast.get_source_segment(text, node) or "").encode())
        old = data[start:end].decode()
        shown = " ".join(old.split())
        return Deletion(file, node.lineno, kind, start, end, instead.replace("…", old), shown)

    found: dict[tuple[int, int], Deletion] = {}
    for kind, node, instead in _checks(tree):
        made = deletion(kind, node, instead)
        found.setdefault((made.start, made.end), made)
    return [found[key] for key in sorted(found)]


def _checks(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """Kind, node and replacement (`…` for the node's own text) of each check."""
    alone = set()  # refusals that are all that their `if` does: the condition stands for them
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and all(map(_refuses, node.body)):
            yield "condition", node.test, "((…) and False)"
            yield from _weakened(node.test, wanted=True)
            alone |= {id(statement) for statement in node.body}
        elif isinstance(node, ast.match_case) and node.guard is not None:
            yield "guard", node.guard, "((…) or True)"
            yield from _weakened(node.guard, wanted=False)
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.BoolOp | ast.UnaryOp):
            yield from _weakened(node.value, wanted=False)
        elif isinstance(node, ast.IfExp) and (_is_refusal(node.body) or _is_refusal(node.orelse)):
            refuses = _is_refusal(node.body)
            yield "condition", node.test, "((…) and False)" if refuses else "((…) or True)"
            yield from _weakened(node.test, wanted=refuses)
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and id(node) not in alone:
            yield "raise", node, "pass"


def _refuses(statement: ast.stmt) -> bool:
    match statement:
        case ast.Raise() | ast.Continue():
            return True
        case ast.Return(None):
            return True
        case ast.Return(ast.expr() as value):
            return _is_refusal(value)
    return False


def _is_refusal(value: ast.expr) -> bool:
    """None, False, a text (a reason), nothing at all, or an object that says no."""
    match value:
        case ast.Constant(None | False | str()) | ast.JoinedStr():
            return True
        case ast.Tuple([]) | ast.List([]) | ast.Dict([], []):
            return True
        case ast.Call(ast.Name("Undecided" | "Refuted" | "Refusal" | "Opaque" | "frozenset" | "set"), _, _):
            return True
        case ast.Tuple([first, *_]):
            return _is_refusal(first)
    return False


def _weakened(condition: ast.expr, wanted: bool) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """Parts of a condition without which it holds less often (`wanted`), or more often."""
    match condition:
        case ast.UnaryOp(ast.Not(), operand):
            yield from _weakened(operand, not wanted)
        case ast.BoolOp(operator, parts):
            if isinstance(operator, ast.Or) == wanted:
                for part in parts:
                    yield (
                        ("alternative" if wanted else "conjunct"),
                        part,
                        f"((…) {'and False' if wanted else 'or True'})",
                    )
            for part in parts:
                yield from _weakened(part, wanted)
        case ast.Call(ast.Name("any" | "all"), [ast.GeneratorExp(element, generators)]):
            for generator in generators:
                for test in generator.ifs:
                    yield from _weakened(test, wanted)
            yield from _weakened(element, wanted)


# ---- a copy of the package for each worker ----


@dataclass(frozen=True)
class Copy:
    """A copy of the package, and the tests that fail in it as it is."""

    root: Path

    @staticmethod
    def make(root: Path) -> Copy:
        shutil.copytree(ROOT / "ptofix", root / "ptofix", symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("passes", "docs", "lit_tests"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("kernels", "benchmarks", "pyproject.toml", "README.md"):
            (root / name).symlink_to(ROOT / name)
        return Copy(root)

    def failing(self, tests: tuple[str, ...], without: tuple[str, ...], only_first: bool, seconds: float) -> list[str]:
        """Tests that fail; [TIMEOUT] if they do not end in time. In a process of its own, killed behind its time."""
        receiver, sender = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_run_tests, args=(self.root, tests, without, only_first, sender))
        process.start()
        sender.close()
        try:
            answered = receiver.poll(seconds)
            return receiver.recv() if answered else ["TIMEOUT"]
        except EOFError:
            return ["CRASH"]
        finally:
            if process.is_alive() and process.pid is not None:
                os.killpg(process.pid, signal.SIGKILL)
            process.join()


_CONTEXT = multiprocessing.get_context("fork")


class _Failures:
    """A pytest plugin that writes down what fails."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and report.nodeid not in self.names:
            self.names.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.names.append(f"collecting {report.nodeid}")


def _run_tests(
    root: Path, tests: tuple[str, ...], without: tuple[str, ...], only_first: bool, answer: Connection
) -> None:
    os.setpgrp()
    os.chdir(root)
    os.environ["XDG_CACHE_HOME"] = os.path.join(root, "cache")
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    failures = _Failures()
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *(["-x"] if only_first else [])]
    options += [option for name in (*SLOW, *without) for option in ("--deselect", name)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*options, *(f"ptofix/{test}" for test in tests)], plugins=[failures])
    import ptofix

    assert Path(ptofix.__file__).is_relative_to(root), "not the copy was tested"
    answer.send(failures.names or (["CRASH"] if code else []))
    answer.close()


# ---- the run ----


def files() -> dict[str, tuple[str, ...]]:
    """The tests of each module that is there."""
    found: dict[str, tuple[str, ...]] = {}
    for pattern, tests in TESTS.items():
        for path in sorted((ROOT / "ptofix").glob(pattern)):
            own = f"{path.parent.name}/tests/test_{path.stem}.py"  # what is written for the module kills most of it
            known = (own, *(t for t in tests if t != own))
            found[f"ptofix/{path.relative_to(ROOT / 'ptofix')}"] = tuple(
                t for t in known if (ROOT / "ptofix" / t).exists()
            )
    return found


def selected(only: list[str]) -> list[Deletion]:
    found = [d for file in files() for d in deletions(file, (ROOT / file).read_text(encoding="utf-8"))]
    return [d for d in found if not only or any(_matches(d, word) for word in only)]


def _matches(deletion: Deletion, word: str) -> bool:
    file, _, line = word.partition(":")
    return file in deletion.file and line in ("", str(deletion.line))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", action="append", default=[], metavar="FILE[:LINE]", help="part of a path")
    arguments.add_argument("--list", action="store_true", help="print the checks and run nothing")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--timeout", type=float, default=300, help="seconds for the tests of one deletion")
    arguments.add_argument("--survivors", action="store_true", help="print the survivors only")
    options = arguments.parse_args()
    chosen = selected(options.only)
    if options.list:
        print(*chosen, f"{len(chosen)} checks", sep="\n")
        return
    for name in ("hypothesis", "lark"):  # what every child would import again
        importlib.import_module(name)

    tests_of = files()
    totals: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(prefix="deleted-checks-") as folder:
        copies: Queue[Copy] = Queue()
        for number in range(options.jobs):
            copies.put(Copy.make(Path(folder) / str(number)))
        wanted = {tests_of[d.file] for d in chosen}
        broken = {tests: tuple(Copy.failing(copies.queue[0], tests, (), False, 3600)) for tests in wanted}
        for name in sorted({name for names in broken.values() for name in names}):
            print(f"fails without any deletion, left out: {name}")

        def judged(deletion: Deletion) -> tuple[Deletion, str, float]:
            copy, began = copies.get(), time.monotonic()
            path = copy.root / deletion.file
            original = path.read_bytes()
            changed = original[: deletion.start] + deletion.instead.encode() + original[deletion.end :]
            try:
                path.write_bytes(changed)
                tests = tests_of[deletion.file]
                failing = copy.failing(tests, broken[tests], True, options.timeout)
            finally:
                path.write_bytes(original)
                copies.put(copy)
            return deletion, failing[0] if failing else "", time.monotonic() - began

        with ThreadPoolExecutor(options.jobs) as pool:
            for deletion, killer, seconds in pool.map(judged, chosen):
                totals.setdefault(deletion.file, Counter())["killed" if killer else "survived"] += 1
                if not killer or not options.survivors:
                    how = f"killed by {killer}" if killer else "SURVIVED"
                    print(f"{deletion}\n    {how} ({seconds:.1f} s)", flush=True)
    for file, counts in totals.items():
        print(f"{file:40} {sum(counts.values()):4} deleted, {counts['survived']:3} survived")
    print(f"{'all':40} {len(chosen):4} deleted, {sum(c['survived'] for c in totals.values()):3} survived")


if __name__ == "__main__":
    main()
