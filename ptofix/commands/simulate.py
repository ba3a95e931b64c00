"""`ptofix simulate`: the command line's side of the machine."""

from __future__ import annotations

from argparse import Namespace

from ptofix.api.simulating import Simulated, SimulateOptions, run_all
from ptofix.commands.given import put_report, record_of
from ptofix.commands.many import on_each, with_progress
from ptofix.text.language import read_cpp
from ptofix.text.writing import write_atomically


def command(given: Namespace) -> int:
    """Returns 0, or 1 for a race, a deadlock or a wrong result. Raises PtofixError, OSError."""
    options = record_of(SimulateOptions, given, source=read_cpp(given.file, "simulate"))
    runs = run_all(options, lambda work, items: with_progress(on_each(work, items, given.jobs), len(items)))
    done = Simulated(options, runs)
    put_report(given, "simulate", done.text, done.data)
    if given.html:
        write_atomically(given.html, done.page())
    return int(not done.fine)
