"""Which safety checks no test would miss: `python benchmarks/deleted_checks.py [--only FILE[:LINE]]… [--list]`.

Finds the checks of the trusted modules by their syntax, takes each away, one at a time, and runs the tests that execute
its lines, quickest first, up to the first that fails. Prints `killed` and the test, or `SURVIVED`, and totals; the last
are in RESULTS.md. What counts as a check, and how it is taken away:

- condition: an `if` whose body only raises, continues or returns a refusal (None, False, a text, something empty,
  `Undecided`, `Refuted`, `Opaque`), or `x if … else None`: it is never true;
- alternative: one operand of an `or` in such a condition (of an `and`, below a `not`): it is never true;
- guard, conjunct: the guard of a `case`, one operand of an `and` in it or in a returned condition: it is always true;
- raise: any other `raise`;
- never, always: in what decides (`RULES`) any other `if`, `x if … else …` and filter of a comprehension.

A test that fails without any deletion is left out. A deletion whose tests do not end in time counts as killed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import gc
import hashlib
import importlib
import itertools
import multiprocessing
import multiprocessing.connection
import os
import pickle
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar

import coverage
import hypothesis
import pytest

from ptofix.text.cache import cache_directory

ROOT = Path(__file__).parent.parent

MODULES = (
    *("proof/*.py", "program/*.py", "order/*.py", "placement/*.py", "passes/*.py", "rewriting/*.py"),
    *(f"cpp/{name}.py" for name in ("scanner", "lexer", "parser", "shapes", "grammar")),
    *("rules/vector_mask.py", "rules/between_cores.py", "rules/steps_on_pipes.py", "text/cache.py", "text/trees.py"),
)

# What decides, and refuses little by itself: every condition is a rule.
RULES = (
    *("ptofix/proof/", "ptofix/placement/", "ptofix/program/counters", "ptofix/program/recurrences"),
    *(f"ptofix/order/{name}.py" for name in ("global_memory", "covering", "least")),
)

TESTS = (
    "program/tests", "order/tests", "placement/tests", "proof/tests", "cpp/tests", "rules/tests/test_rules.py",
    "report/tests", "passes/tests", "rewriting", "testing/tests", "tests",
    "text/tests", "commands/tests/test_hostile_names.py",
)  # fmt: skip

# Left out: they ask whether too much is refused, of every file of the corpus; a compiler, which is slow.
SLOW = (
    "ptofix/program/tests/test_calls.py::test_nothing_in_the_kernels_is_opaque_and_every_address_is_known",
    "ptofix/program/tests/test_integers.py",
)

# Tables that are read once, and lark's parser: nothing is deleted there, and to make them again takes long.
_NOT_DELETED_FROM = (
    "ptofix.hardware",
    "ptofix.isa",
    "ptofix.headers",
    "ptofix.evidence",
    "ptofix.mlir",
    "ptofix.cpp.grammar",
)


# ---- what a check is ----


@dataclass(frozen=True)
class Deletion:
    """`start` and `end` are offsets in the file, `instead` what is there without the check.

    Nothing can go another way without it but what executes `lines`.
    """

    file: str
    line: int
    lines: range
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

    def deletion(kind: str, node: ast.expr | ast.stmt, instead: str, reached: ast.expr | ast.stmt) -> Deletion:
        start = starts[node.lineno - 1] + node.col_offset
        end = start + len((ast.get_source_segment(text, node) or "").encode())
        old = data[start:end].decode()
        lines = range(reached.lineno, (reached.end_lineno or reached.lineno) + 1)
        return Deletion(file, node.lineno, lines, kind, start, end, instead.replace("…", old), " ".join(old.split()))

    found: dict[tuple[int, int, str], Deletion] = {}
    rules = _rules(tree) if file.startswith(RULES) else ()
    for kind, node, instead, reached in (*_checks(tree), *rules):
        made = deletion(kind, node, instead, reached)
        found.setdefault((made.start, made.end, made.instead), made)
    return [found[key] for key in sorted(found)]


def _checks(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt, str, ast.expr | ast.stmt]]:
    """Kind, node and replacement (`…` for the node's own text) of each check, and what is executed if it matters."""
    alone = set()  # refusals that are all that their `if` does: the condition stands for them
    for node in ast.walk(tree):
        found: list[tuple[str, ast.expr | ast.stmt, str]] = []
        reached: ast.expr | ast.stmt | None = None
        if isinstance(node, ast.If) and all(map(_refuses, node.body)):
            found += [("condition", node.test, "((…) and False)"), *_weakened(node.test, wanted=True)]
            reached = node.body[0]
            alone |= {id(statement) for statement in node.body}
        elif isinstance(node, ast.match_case) and node.guard is not None:
            found += [("guard", node.guard, "((…) or True)"), *_weakened(node.guard, wanted=False)]
            reached = node.guard
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.BoolOp | ast.UnaryOp):
            found += _weakened(node.value, wanted=False)
            reached = node.value
        elif isinstance(node, ast.IfExp) and (_is_refusal(node.body) or _is_refusal(node.orelse)):
            refuses = _is_refusal(node.body)
            found += [("condition", node.test, "((…) and False)" if refuses else "((…) or True)")]
            found += _weakened(node.test, wanted=refuses)
            reached = node
        if reached is not None:
            yield from ((*check, reached) for check in found)
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and id(node) not in alone:
            yield "raise", node, "if False: …", node


def _rules(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt, str, ast.expr | ast.stmt]]:
    """As `_checks`, of conditions whatever they guard: of each `if`, and of each comprehension."""
    for node in ast.walk(tree):
        filters = node.ifs if isinstance(node, ast.comprehension) else []
        choices = [node.test] if isinstance(node, ast.If | ast.IfExp) else []
        for test in choices:
            yield "never", test, "((…) and False)", test
            yield from ((*part, test) for part in _weakened(test, wanted=True))
        if isinstance(node, ast.If) and all(map(_refuses, node.body)):
            continue  # what it would refuse more is not asked
        for test in (*choices, *filters):
            yield "always", test, "((…) or True)", test
            yield from ((*part, test) for part in _weakened(test, wanted=False))


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


# ---- a pytest session that is collected once, and forks ----


class Session:
    """A pytest plugin: collects the tests, then runs `work` in place of all of them."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        self._work = work
        self.items: dict[str, pytest.Item] = {}
        self.failed: list[str] = []
        self._caches: list[Any] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items if not item.nodeid.startswith(SLOW)}
        for file in files():
            importlib.import_module(file.removesuffix(".py").replace("/", "."))
        self._caches = [
            found
            for found in gc.get_objects()
            if isinstance(found, functools._lru_cache_wrapper)
            and found.__module__.startswith(("ptofix.", "test_"))
            and not found.__module__.startswith(_NOT_DELETED_FROM)
        ]
        gc.freeze()
        self._work(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def forget(self) -> None:
        """Empty the caches: what an earlier test made must not answer for this one."""
        for cache in self._caches:
            cache.cache_clear()

    def run(self, name: str, following: str | None) -> bool:
        """Run one test; whether it passed."""
        before = len(self.failed)
        item, after = self.items[name], self.items[following] if following else None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
        return len(self.failed) == before


_FORK = multiprocessing.get_context("fork")
_Task = TypeVar("_Task")


def in_children(
    tasks: Iterable[_Task], work: Callable[[_Task], Any], jobs: int, seconds: float
) -> Iterator[tuple[_Task, Any]]:
    """Each task with what `work` answers in a child of its own; None if the child dies or takes too long."""
    pending = iter(tasks)
    running: dict[Connection, tuple[_Task, Any, Path, float]] = {}
    while True:
        for task in itertools.islice(pending, jobs - len(running)):
            folder = Path(tempfile.mkdtemp(prefix="deleted-checks-"))
            receiver, sender = _FORK.Pipe(duplex=False)
            child = _FORK.Process(target=_answer, args=(work, task, folder, sender))
            child.start()
            sender.close()
            running[receiver] = task, child, folder, time.monotonic() + seconds
        if not running:
            return
        ready = multiprocessing.connection.wait(list(running), timeout=1)
        for receiver, (task, child, folder, until) in list(running.items()):
            if receiver not in ready and time.monotonic() < until:
                continue
            try:
                answer = receiver.recv() if receiver in ready else None
            except EOFError:
                answer = None
            if child.is_alive():
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
            child.join()
            shutil.rmtree(folder, ignore_errors=True)
            del running[receiver]
            yield task, answer


def _answer(work: Callable[[_Task], Any], task: _Task, folder: Path, sender: Connection) -> None:
    os.setpgrp()
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    # What a deletion leaves in the user's cache must not reach the next one.
    cache_directory().mkdir(parents=True, exist_ok=True)
    shutil.copytree(cache_directory(), folder / "ptofix")
    os.environ["XDG_CACHE_HOME"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
    sender.send(work(task))
    sender.close()


# ---- which tests execute which lines ----


@dataclass
class Map:
    """The tests that execute each line of a module, how long each test took, and the text of the modules then."""

    tests: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]
    failing: list[str]
    digests: dict[str, str]

    def complete(self, session: Session, jobs: int) -> None:
        """Run the tests that it does not know yet."""
        of_module: dict[str, list[str]] = {}
        for name in session.items:
            if name not in self.seconds:
                of_module.setdefault(name.partition("::")[0], []).append(name)
        tasks = sorted(of_module.values(), key=len, reverse=True)
        for names, answer in in_children(tasks, functools.partial(_traced, session), jobs, 3600):
            if answer is None:
                sys.exit(f"the tests of {names[0]} crash")
            lines, seconds, failing = answer
            self.seconds.update(seconds)
            self.failing += failing
            for file, tests in lines.items():
                for line, found in tests.items():
                    self.tests[file].setdefault(line, set()).update(found)
            print(f"{names[0].partition('::')[0]}: {len(names)} tests, {sum(seconds.values()):.1f} s", flush=True)

    def of(self, deletion: Deletion, session: Session) -> list[str]:
        """The tests to run for a deletion, quickest first: every test function gets as much time as the others."""
        lines = self.tests[deletion.file]
        known = {name for line in deletion.lines for name in lines.get(line, ())}
        known = (known & session.items.keys()) - set(self.failing)
        spent: dict[str, float] = {}
        order = {}
        for name in sorted(known, key=self.seconds.__getitem__):
            function = name.partition("[")[0]
            spent[function] = spent.get(function, 0) + self.seconds[name]
            order[name] = spent[function]
        return sorted(order, key=order.__getitem__)


def _digest(file: str) -> str:
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()


def _traced(session: Session, names: list[str]) -> tuple[dict[str, dict[int, list[str]]], dict[str, float], list[str]]:
    """Per module and line the tests that execute it; the seconds of each test; those that fail."""
    seconds = {}
    traced = coverage.Coverage(
        data_file=None, include=[os.path.realpath(ROOT / file) for file in files()], config_file=False
    )
    traced.start()
    for name, following in zip(names, (*names[1:], None)):
        session.forget()
        traced.switch_context(name)
        began = time.monotonic()
        session.run(name, following)
        seconds[name] = time.monotonic() - began
    traced.stop()
    data = traced.get_data()
    lines = {file: data.contexts_by_lineno(os.path.realpath(ROOT / file)) for file in files()}
    return lines, seconds, session.failed


# ---- the run ----


def killer(session: Session, map_: Map, most: float, deletion: Deletion) -> str:
    """The first test that fails without the check, "" if none does."""
    delete(deletion)
    session.forget()
    if deletion.file.startswith("ptofix/cpp/"):  # what the user's cache has of statements was made with the check
        for known in cache_directory().glob("shapes-*"):
            known.unlink()
    names = map_.of(deletion, session)
    for name, following in zip(names, (*names[1:], None)):
        if time.process_time() > most:
            break
        if not session.run(name, following):
            return name
    return ""


def delete(deletion: Deletion) -> None:
    """Give the functions of the module the code that they would have without the check."""
    path = ROOT / deletion.file
    text = path.read_bytes()
    changed = text[: deletion.start] + deletion.instead.encode() + text[deletion.end :]
    codes: dict[tuple[str, int], CodeType] = {}
    pending = [compile(changed, str(path), "exec")]
    while pending:
        code = pending.pop()
        codes[code.co_name, code.co_firstlineno] = code
        pending += [c for c in code.co_consts if isinstance(c, CodeType)]
    gc.unfreeze()
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__code__.co_filename == str(path):
            found.__code__ = codes[found.__code__.co_name, found.__code__.co_firstlineno]


def files() -> list[str]:
    """The modules that are looked through."""
    found = [path for pattern in MODULES for path in sorted((ROOT / "ptofix").glob(pattern))]
    return [str(path.relative_to(ROOT)) for path in found if path.name != "__init__.py"]


def selected(only: list[str]) -> list[Deletion]:
    found = [d for file in files() for d in deletions(file, (ROOT / file).read_text(encoding="utf-8"))]
    return [d for d in found if not only or any(_matches(d, word) for word in only)]


def _matches(deletion: Deletion, word: str) -> bool:
    file, _, line = word.partition(":")
    return file in deletion.file and line in ("", str(deletion.line))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", action="append", default=[], metavar="FILE[:LINE]", help="part of a path")
    arguments.add_argument("--tests", action="append", metavar="PATH", help="in ptofix/, in place of all")
    arguments.add_argument("--list", action="store_true", help="print the checks and run nothing")
    arguments.add_argument("--map", type=Path, default=Path("/tmp/deleted_checks.map"), help="made where it is not")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--seconds", type=float, default=20, help="of processor time for one deletion")
    arguments.add_argument("--timeout", type=float, default=300, help="seconds after which a deletion counts as killed")
    arguments.add_argument("--survivors", action="store_true", help="print the survivors only")
    options = arguments.parse_args()
    chosen = selected(options.only)
    if options.list:
        print(*chosen, f"{len(chosen)} checks", sep="\n")
        return

    def work(session: Session) -> None:
        map_ = Map({file: {} for file in files()}, {}, [], {file: _digest(file) for file in files()})
        if options.map.exists():
            map_ = pickle.loads(options.map.read_bytes())
        map_.complete(session, options.jobs)
        options.map.write_bytes(pickle.dumps(map_))
        for name in map_.failing:
            print(f"fails without any deletion, left out: {name}")
        for file in dict.fromkeys(deletion.file for deletion in chosen):
            if map_.digests.get(file) != _digest(file):
                sys.exit(f"{options.map} was made for another text of {file}")
        totals: dict[str, Counter[str]] = {}
        judge = functools.partial(killer, session, map_, options.seconds)
        for deletion, answer in in_children(chosen, judge, options.jobs, options.timeout):
            how = "SURVIVED" if answer == "" else f"killed by {answer or 'CRASH or TIMEOUT'}"
            totals.setdefault(deletion.file, Counter())[how.split()[0]] += 1
            if answer == "" or not options.survivors:
                print(f"{deletion}\n    {how}", flush=True)
        for file, counts in totals.items():
            print(f"{file:40} {counts.total():4} deleted, {counts['SURVIVED']:3} survived")
        print(f"{'all':40} {len(chosen):4} deleted, {sum(c['SURVIVED'] for c in totals.values()):3} survived")

    os.chdir(ROOT)
    os.environ["COVERAGE_CORE"] = "ctrace"  # the one that knows contexts
    hypothesis.settings.register_profile("deleted", database=None, derandomize=True, deadline=None)
    hypothesis.settings.load_profile("deleted")
    sys.dont_write_bytecode = True
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist"]
    code = pytest.main(
        ["-q", "-s", *plugins, *(f"ptofix/{one}" for one in options.tests or TESTS)], plugins=[Session(work)]
    )
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit(int(code))


if __name__ == "__main__":
    main()
