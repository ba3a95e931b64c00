"""What the knobs of Flash Attention are worth: `python benchmarks/knobs.py VERSION=PATH/ptoas… [--s1 N] [--q-rows N]`.

Cycles by the model of time for each tile and preload that fits the memory, beyond those that the builder offers, and
for FIFOs of 4, 8 and 16 slots: 8 are the assembler's, others are put into its C++. Then, with 8, what `proven` makes of
it, and what it would take if no core waited for another one's data or slots.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "kernels" / "flash_attention"))

import plan as plans
from assembler import assemble
from plan import S1_TILES, KnobError, Plan
from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import integers_of, timed
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.worth import APART, worth
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.assemblers import assembler
from ptofix.text.source import SourceFile

PRELOADS = range(1, 8)
SLOTS = (4, 8, 16)
_SLOTS = re.compile(r"(TPipe<\d+, Direction::\w+, \d+, )8\b")


def cycles(text: str, s1: int) -> int | None:
    """None for a kernel that never ends."""
    kernel = kernel_of(parse(SourceFile("fa.cpp", text)))
    found = timed(kernel, 1, latencies()).run(integers_of(kernel, {}, s1))
    return None if found.stuck else found.cycles


def apart(text: str, s1: int) -> int | None:
    kernel = kernel_of(parse(SourceFile("fa.cpp", text)))
    found = worth(timed(kernel, 1, latencies()), integers_of(kernel, {}, s1))
    return None if found is None else next((one.cycles for one in found.tried if one.cause == APART), found.cycles)


def with_slots(text: str, slots: int) -> str:
    made, count = _SLOTS.subn(rf"\g<1>{slots}", text)
    assert count, "no FIFO of eight slots"
    return made


def proven(text: str) -> str:
    return run_pipeline(SourceFile("fa.cpp", text), parse_pipeline("drop-redundant-barriers"), Settings()).source.text


def shown(found: int | None) -> str:
    return "never ends" if found is None else f"{found:,}".replace(",", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assemblers", metavar="VERSION=PATH", nargs="+", type=assembler)
    parser.add_argument("--s1", type=int, default=8192)
    parser.add_argument("--q-rows", type=int, default=128)
    options = parser.parse_args()
    plans.QK_PRELOADS = tuple(PRELOADS)
    print(f"| ptoas | s1_tile | qk_preload | {' | '.join(f'{n} slots' for n in SLOTS)} | `proven` | cores apart |")
    print("|---" * (5 + len(SLOTS)) + "|")
    for with_ in options.assemblers:
        for s1_tile in S1_TILES:
            for preload in PRELOADS:
                try:
                    text = assemble(Plan(options.q_rows, s1_tile, preload), with_)
                except KnobError:
                    continue
                found = [cycles(with_slots(text, slots), options.s1) for slots in SLOTS]
                found += [cycles(proven(text), options.s1), apart(text, options.s1)]
                cells = (with_.version, s1_tile, preload, *map(shown, found))
                print("| " + " | ".join(map(str, cells)) + " |", flush=True)


if __name__ == "__main__":
    main()
