"""Which mutants of synchronisation are noticed: `python benchmarks/mutants.py [--every N] [FILE…]`.

Per kernel and kind of mutant: how many there are, how many are flagged by verify, by check, by neither, and for those
what brute force finds them to be. A mutant that truly loses something and that neither flags is listed as MISSED; one
that verify refutes though brute force finds nothing lost is listed as EXTRA. Without files: the small kernels.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from ptofix.passes.drop_redundant_barriers import DropRedundantBarriers
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.testing.corpus import CPP
from ptofix.testing.mutate import Mutant, mutants
from ptofix.testing.mutation import Original, judge
from ptofix.text.source import SourceFile, read_source


def reason(source: SourceFile, mutant: Mutant, truth: str, model: str) -> str:
    """Why nothing is lost."""
    if mutant.kind == "delete" and mutant.statement.startswith("pipe_barrier"):
        rewritten = run_pipeline(source, (DropRedundantBarriers(model=model),), Settings()).source
        listed = mutant.statement not in rewritten.text.split("\n")[mutant.line - 1].partition("/*")[0]
        return f"deleted barrier: {'listed by --pattern proven' if listed else truth}"
    if mutant.kind in ("up", "down"):
        return f"moved past `{mutant.with_.partition('(')[0].partition('<')[0]}`: {truth}"
    return f"{mutant.kind}: {truth}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--every", type=int, default=1, help="take one of N mutants")
    arguments.add_argument("--model", action="append", choices=("ops", "strict"))
    arguments.add_argument("--paths", type=int, default=24)
    arguments.add_argument("--no-check", action="store_true")
    options = arguments.parse_args()
    files = options.files or [path for path in sorted(CPP.glob("*.cpp")) if not path.name.startswith("fa_")]
    total: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    print(f"{'file':52} {'model':6} {'kind':9}{'mutants':>8}{'verify':>8}{'check':>8}{'neither':>8}  neither are")
    for path in files:
        source = read_source(str(path))
        made = mutants(source)[:: options.every]
        for model in options.model or ("ops", "strict"):
            original = Original(source, model, most_paths=options.paths)
            rows: dict[str, Counter[str]] = {}
            for mutant in made:
                found = judge(original, mutant, not options.no_check)
                row = rows.setdefault(mutant.kind, Counter())
                flagged = found.verify == "refuted"
                row["mutants"] += 1
                row["verify"] += flagged
                row["check"] += found.check
                row["undecided"] += found.verify == "undecided"
                if found.verify == "undecided":
                    print(f"UNDECIDED {path.name} {mutant.kind} line {mutant.line} {mutant.with_}")
                if not flagged and not found.check:
                    row["neither"] += 1
                    row[f"= {found.truth}"] += 1
                    reasons[reason(source, mutant, found.truth, model)] += 1
                if not flagged and not found.check and not found.is_equivalent:
                    print(f"MISSED {path.name} {mutant.kind} line {mutant.line}, {mutant.with_}: {found.truth}")
                if flagged and found.is_equivalent:
                    row["extra"] += 1
                    print(f"EXTRA {path.name} {model} {mutant.kind} line {mutant.line}, {mutant.with_}: {found.truth}")
            for kind, row in sorted(rows.items()):
                total.update({(kind, word): number for word, number in row.items()})
                numbers = "".join(f"{row[word]:>8}" for word in ("mutants", "verify", "check", "neither"))
                why = ", ".join(f"{row[word]} {word[2:]}" for word in row if word.startswith("= "))
                print(f"{path.name:52} {model:6} {kind:9}{numbers}  {why}", flush=True)
    print("\nall of them")
    for kind in sorted({kind for kind, _ in total}):
        print(f"{kind:9}", ", ".join(f"{word} {n}" for (k, word), n in sorted(total.items()) if k == kind))
    print("\nflagged by neither, because")
    for words, number in reasons.most_common():
        print(f"{number:6} {words}")


if __name__ == "__main__":
    main()
