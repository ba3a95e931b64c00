"""Something on standard error that moves, where work takes longer than two seconds and somebody may be looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ptofix.commands.colour import terminal

if TYPE_CHECKING:
    from threading import Event

_QUIET_SECONDS = 2.0
_SECONDS_A_PICTURE = 0.2


@contextmanager
def progress(total: int = 1, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """Around the work; what it gives is called when one of `total` pieces is done. Nothing may be printed in between.

    Of one piece nobody knows how far it is: then the time is shown.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from threading import Event, Thread  # a start has no time for it

    done: list[None] = []
    finished = Event()
    thread = Thread(target=_draw, args=(done, total, finished), daemon=True)  # the work has the first one
    thread.start()
    try:
        yield lambda: done.append(None)
    finally:
        finished.set()
        thread.join()


def _draw(done: list[None], total: int, finished: Event) -> None:
    if finished.wait(_QUIET_SECONDS):
        return
    from shutil import get_terminal_size  # slow to import, like the next, and needed for long work only

    from tqdm import tqdm

    form = "{l_bar}{bar}{r_bar}" if total > 1 else "ptofix: at work for {elapsed}"
    columns, lines = get_terminal_size()  # tqdm writes nothing where a terminal does not tell
    first = _SECONDS_A_PICTURE  # not at once: its clock is set only now
    where, size = terminal(sys.stderr), {"ncols": columns - 1, "nrows": lines}
    with tqdm(total=total, file=where, unit="file", leave=False, bar_format=form, delay=first, **size) as bar:
        bar.start_t -= _QUIET_SECONDS
        while not finished.wait(_SECONDS_A_PICTURE):
            bar.n = len(done)
            bar.refresh()
