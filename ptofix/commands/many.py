"""The same work on many files, on all cores, with the results in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from ptofix.commands.progress import progress
from ptofix.text.diagnostics import error

Item = TypeVar("Item")
Done = TypeVar("Done")

_FEW = 2


def on_each(work: Callable[[Item], Done], items: Sequence[Item], jobs: int) -> Iterator[Done]:
    """`work` of each item, in order; `jobs` processes, 0 for one per core that this process may use.

    `work` and what it returns must be picklable. Raises PtofixError if a process ends before its work.
    """
    jobs = min(jobs or _cores(), len(items))
    if jobs < _FEW:
        if len(items) >= _FEW:
            _start()
        yield from map(work, items)
        return
    import threading
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and needed for many files only
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children

    with ProcessPoolExecutor(jobs, initializer=_start_worker) as pool:
        size = max(1, min(16, len(items) // (4 * jobs)))
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        try:
            # Not pool.map: it cancels what is left, and a pool whose processes end then stumbles over that.
            pending = deque(pool.submit(_all, work, part) for part in parts)
            while pending:
                yield from pending.popleft().result()
        except BrokenProcessPool:
            raise error(
                "a process ended before its work was done (out of memory?)", help="--jobs 1 works in one process"
            ) from None
        except BaseException:
            # Nobody needs the rest, and leaving the pool waits for what is under way. The pool's own thread would print
            # a traceback about processes that end before their work.
            threading.excepthook = lambda _: None
            for process in active_children():
                process.terminate()
            raise


def _all(work: Callable[[Item], Done], items: Sequence[Item]) -> list[Done]:
    return [*map(work, items)]


def jobs_for(paths: Iterable[str], jobs: int) -> int:
    """Standard input is there for the first process only."""
    return 1 if "-" in paths else jobs


def with_progress(done: Iterable[Done], total: int, quiet: bool = False) -> Iterator[Done]:
    """`done`, with a bar on standard error if that is a terminal and it takes longer than two seconds."""
    with progress(total, quiet) as advance:
        for one in done:
            yield one
            advance()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_worker() -> None:
    """Ctrl-C reaches all processes of a terminal: the first one ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _start()


def _start() -> None:
    """A process that works on many files must collect what each of them leaves; what it began with stays."""
    import gc

    gc.freeze()
    gc.enable()
