"""The command line: what was written becomes the call of one function, and problems become messages."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module

from ptofix.commands.colour import colours
from ptofix.commands.parser import note_of, parsed, parser
from ptofix.commands.terminal import spell_what_is_not_shown
from ptofix.text.diagnostics import PtofixError, error

# As shells say of a process that a signal ended: SIGINT, SIGPIPE.
INTERRUPTED = 128 + 2
NOBODY_READS = 128 + 13


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code."""
    # A short process that keeps almost all it allocates: the collector would only walk a growing heap over and over,
    # and all of it once more on the way out.
    gc.disable()
    atexit.register(gc.freeze)
    spell_what_is_not_shown()
    with colours("never"):  # what is wrong with the arguments may be their characters
        return reporting_problems(lambda: _do(arguments))


def _do(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = parsed(parser(given[0] if given else ""), given)
    except UnicodeDecodeError as problem:
        raise error(f"arguments from a file: it is not text: {problem}") from None
    except RecursionError:
        raise error("arguments from a file: files that name each other endlessly") from None
    if instead := getattr(options, "instead", ""):
        note_of(instead)
    command: Callable[..., int] = import_module(f"ptofix.commands.{options.module}").command
    with colours(options.color):
        return reporting_problems(lambda: _keep_what_is_read(options) or command(options))


_READ = ("files", "texts", "file", "a", "b", "results", "arguments", "assumptions", "config", "pairs")
_WRITTEN = ("certificate", "report", "html", "timeline", "write_baseline", "output")


def _keep_what_is_read(options: Namespace) -> int:
    """Returns 0. Raises PtofixError where a report would replace an input; a rewritten text may."""
    named = (getattr(options, option, None) for option in _READ)
    read = {os.path.realpath(x) for one in named if one for x in ([one] if isinstance(one, str) else one) if x != "-"}
    for option in _WRITTEN:
        is_text = option == "output" and hasattr(options, "in_place")
        is_read = option == "certificate" and hasattr(options, "absolute") and not options.absolute
        path = None if is_text or is_read else getattr(options, option, None)
        if path and path != "-" and os.path.realpath(path) in read and os.path.isfile(path):
            raise error(f"`{path}` is an input, which --{option.replace('_', '-')} would replace")
    return 0


def reporting_problems(work: Callable[[], int]) -> int:
    """What `work` returns, or 2 with a message for input or arguments that cannot be used.

    130 after Ctrl-C, 141 where what reads the output has ended.
    """
    try:
        return work()
    except PtofixError as problem:
        message, status = str(problem), 2
    except BrokenPipeError:
        return NOBODY_READS
    except OSError as problem:
        message, status = f"{problem.filename or 'ptofix'}: error: {problem.strerror}", 2
    except RecursionError:
        message, status = "ptofix: error: blocks or calls are nested too deeply", 2
    except KeyboardInterrupt:
        message, status = "ptofix: interrupted", INTERRUPTED
    with suppress(OSError):  # where the message cannot be written, the exit code still says it
        print(message, file=sys.stderr, flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
