"""Probes of one pair of ops each; `golden/NAME.cpp` is what assembler 0.45 made of them.

After a change of what is written, they are made again with `python -m ptofix.probe.tests.small PTOAS`.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from ptofix.probe.cases import COLUMN, FULL, LINE, Probe, probes
from ptofix.probe.kernels import ASSEMBLER_OPTIONS, kernel_text

GOLDEN = Path(__file__).with_name("golden")
HASHES = GOLDEN / "ir.sha256"

PAIRS = {
    ("row-expand", "elementwise", "float"): ("TROWEXPANDMUL", "TADD", FULL),
    ("transcendental", "row-reduction", "float"): ("TEXP", "TROWSUM", FULL),
    ("elementwise", "convert", "half"): ("TMULS", "TCVT", LINE),
    ("elementwise", "row-expand", "float"): ("TMUL", "TROWEXPANDSUB", COLUMN),
    ("row-expand", "row-expand", "float"): ("TROWEXPANDMUL", "TROWEXPANDMUL", FULL),
}
"""The two ops, and the tile that the second one reads, of each probe."""


def small_probes() -> list[Probe]:
    """One case for each distance."""
    found = []
    for (earlier, later, dtype), (first, second, kind) in PAIRS.items():
        classes = tuple(dict.fromkeys((earlier, later)))
        [probe] = [p for p in probes(classes, (dtype,)) if (p.earlier, p.later) == (earlier, later)]
        cases = {
            case.distance: case
            for case in reversed(probe.cases)
            if (case.earlier.op, case.later.op) == (first, second)
            and (case.hidden or dict(case.later.sources)["pair"].kind == kind)
        }
        found.append(replace(probe, cases=tuple(cases[distance] for distance in sorted(cases))))
    return found


def hashes() -> str:
    """Of the IR of each."""
    found = [(hashlib.sha256(kernel_text(probe).encode()).hexdigest(), probe.name) for probe in small_probes()]
    return "".join(f"{digest}  {name}.pto\n" for digest, name in found)


def assemble(assembler: str) -> None:
    """Make the golden files."""
    for probe in small_probes():
        source = GOLDEN / f"{probe.name}.pto"
        source.write_text(kernel_text(probe))
        target = GOLDEN / f"{probe.name}.cpp"
        subprocess.run([assembler, *ASSEMBLER_OPTIONS, str(source), "-o", str(target)], check=True)
        source.unlink()
    HASHES.write_text(hashes())


if __name__ == "__main__":
    assemble(sys.argv[1])
