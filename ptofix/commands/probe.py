"""`ptofix probe`: write kernels that measure distances, and read what came of them."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ptofix.commands.given import record_of
from ptofix.evidence.measured import latency_classes
from ptofix.probe.cases import DTYPES, probes
from ptofix.probe.kernels import ASSEMBLER_OPTIONS
from ptofix.probe.results import assumption_text, measured_pairs, read_results
from ptofix.probe.writing import folder_of
from ptofix.text.diagnostics import error
from ptofix.text.plural import plural
from ptofix.text.source import read_source
from ptofix.text.writing import OutputFile, write_all


class ProbeOptions(Struct, frozen=True):
    """Where the probe goes, which classes and types it is about (none: all), and the assembler ("": no C++)."""

    folder: str
    classes: tuple[str, ...] = ()
    dtypes: tuple[str, ...] = ()
    assembler: str = ""


def command(given: Namespace) -> int:
    """The step `write`, or `read`. Raises PtofixError, OSError."""
    if given.verb == "read":
        return read_probe(given.results, given.output, given.margin)
    return write_probe(record_of(ProbeOptions, given))


def write_probe(options: ProbeOptions) -> int:
    """Write the folder. Returns 0. Raises PtofixError, OSError."""
    _one_of("--class", options.classes, tuple(latency_classes()))
    _one_of("--dtype", options.dtypes, DTYPES)
    chosen = probes(options.classes, options.dtypes or DTYPES)
    if not chosen:
        raise error("nothing can be measured between these classes", help="their ops drain the pipe inside")
    texts = folder_of(chosen)
    folder = Path(options.folder)
    for path in texts:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    write_all([OutputFile(str(folder / path), text) for path, text in texts.items()])
    if options.assembler:
        (folder / "cpp").mkdir(exist_ok=True)
        for probe in chosen:
            _assemble(options.assembler, folder / "ir" / f"{probe.name}.pto", folder / "cpp" / f"{probe.name}.cpp")
    cases = sum(len(probe.cases) for probe in chosen)
    print(f"{folder}: {plural(len(chosen), 'kernel')}, {plural(cases, 'case')}; run.py launches them")
    return 0


def _one_of(option: str, given: Sequence[str], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise error(f"{option} {name}: there is none", help=f"there are: {', '.join(known)}")


def _assemble(assembler: str, source: Path, target: Path) -> None:
    command = [assembler, *ASSEMBLER_OPTIONS, str(source), "-o", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise error(f"`{assembler}` ends with {done.returncode} for {source}", help=done.stderr.strip()[-2000:])


def read_probe(results: str, output: str, margin: int) -> int:
    """Write the assumption file. Returns 0. Raises PtofixError, OSError."""
    found = read_results(read_source(results))
    pairs, without = measured_pairs(found.cases, margin)
    write_all([OutputFile(output, assumption_text(found, pairs, without))])
    for one in without:
        print(f"ptofix: {one.earlier} → {one.later}, {one.dtype}: no safe distance: {one.reason}", file=sys.stderr)
    slowest = max((pair.repeats for pair in pairs), default=0)
    apart = f"at most {plural(slowest, 'repeat')} and {margin} of margin"
    print(f"{output}: {plural(len(pairs), 'pair')}, {apart}; {len(without)} without")
    return 0
