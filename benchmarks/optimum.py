"""How far what is put in is from the minimum: `python benchmarks/optimum.py FIRST LAST`, random kernels of these seeds.

Barriers of V: those of `minimal-barriers`, greedy and with the solver, beside the fewest that brute force finds on the
paths of the kernel (testing/optimum.py), with addresses as each path has them and as the analysis has them, which
takes a tile that is bound on one path only to have both. Flags: those of `resynchronise` on the bare kernel, greedy
beside the least of all choices of fences that wait for no more than a pair needs, and of all choices in which fences
may be merged, too, whatever waits for them then.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from ptofix.cpp.parser import Tree, parse
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3
from ptofix.order.least import few_places, least_places
from ptofix.order.model import MODELS, STRICT, ProgramOrder
from ptofix.placement import engine
from ptofix.placement.engine import Engine
from ptofix.placement.fences import FlagFence, merged, widest
from ptofix.placement.sequences import synchronises
from ptofix.program.build import program_file
from ptofix.program.program import Instruction, Program
from ptofix.testing.judged import brute_model
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.testing.optimum import fewest, obligations
from ptofix.testing.soundness import Specimen

_MOST_CANDIDATES = 600


def _barriers(specimen: Specimen, model: str) -> dict[str, bool]:
    """Of each way: whether it has more than the fewest."""
    fewest_of_all = fewest(obligations(specimen.script, None, model, 3, 60))
    fewest_known = fewest(obligations(specimen.script, specimen.program, model, 3, 60))
    pipe = ProgramOrder(specimen.program, brute_model(model)).on(Pipe.V)
    pipe.barriers.clear()
    few, least = len(few_places(pipe)[0] or ()), len(least_places(pipe)[0] or ())
    return {
        "greedy, more than on any path": few > fewest_of_all,
        "solver, more than on any path": least > fewest_of_all,
        "solver, more than with the addresses of the analysis": least > fewest_known,
    }


def _is_sync(instruction: Instruction) -> bool:
    return instruction.statement is not None and synchronises(instruction.statement)


def _executions(tree: Tree, program: Program, *, solves: bool) -> int:
    """Of the flags that are put in; the lower bound with the solver, which is reached."""
    placed = Engine(tree, program, STRICT, forgets=_is_sync, solves=solves).placed
    if placed.bounds is None:
        return sum(8**fence.depth for fence, _ in placed.fences)
    return placed.bounds[0].at_least


def _with_merged(fences: Iterable[FlagFence]) -> list[FlagFence]:
    found = dict.fromkeys(widest(fences))
    pending = list(found)
    for one in pending:
        for other in list(found):
            both = merged(one, other)
            if both is not None and both not in found and len(found) < _MOST_CANDIDATES:
                found[both] = None
                pending.append(both)
    return list(found)


def _flags(specimen: Specimen) -> dict[str, bool]:
    tree = parse(specimen.source)
    (program,) = (p for p in program_file(tree, A2A3, idle_callers=True).programs if p.core == specimen.script.core)
    greedy = _executions(tree, program, solves=False)
    least = _executions(tree, program, solves=True)
    engine.widest = _with_merged  # type: ignore[attr-defined]
    merging = _executions(tree, program, solves=True)
    engine.widest = widest  # type: ignore[attr-defined]
    return {
        "greedy, more than the least": greedy > least,
        "greedy, more than the least with merged flags": greedy > merging,
        "solver, more than the least with merged flags": least > merging,
    }


def main(first: str = "0", last: str = "200") -> None:
    counts: Counter[str] = Counter()
    for seed in range(int(first), int(last)):
        specimen = Specimen.of(kernel_of_seed(seed, shape_of_seed(seed)), 2, 40)
        found = {
            f"barriers, {model}: {name}": more for model in MODELS for name, more in _barriers(specimen, model).items()
        }
        found |= {f"flags: {name}": more for name, more in _flags(specimen).items()}
        counts.update({name: int(more) for name, more in found.items()})
    kernels = int(last) - int(first)
    for name, count in counts.items():
        print(f"{name}: {count} of {kernels} kernels ({count / kernels:.1%})")


if __name__ == "__main__":
    main(*sys.argv[1:])
