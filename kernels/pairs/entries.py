"""What the experiment saw as evidence: `python kernels/pairs/entries.py` writes the last part of evidence.toml anew."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator

from outcomes import Pair, read_outcomes
from pair_kernels import BROKEN, KEPT
from ptofix.evidence.pairs import PATH
from ptofix.testing.assemblers import COMMITS

MARK = "# ---- observed: written by kernels/pairs/entries.py from kernels/pairs/outcomes.toml ----\n"


def is_evidence(pair: Pair) -> bool:
    """Whether the two are left wherever all conditions hold, and never where one of them does not.

    An assembler that does not see what an op touches leaves everything, so what stands without a barrier counts only
    beside what does not: one when the tile is too short, and another one.
    """
    return (
        {"straight", "two-rounds"} <= set(pair.left)
        and not set(pair.ordered) & set(KEPT)
        and not set(pair.left) & set(BROKEN)
        and "short" in pair.ordered
        and len(set(pair.ordered) & set(BROKEN)) > 1
    )


def observed_part(pairs: Iterable[Pair]) -> str:
    """The entries, one for each set of assemblers that agree on pairs."""
    versions: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        if is_evidence(pair):
            versions[pair.earlier, pair.later].append(pair)
    groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for of_pair in versions.values():
        groups[tuple(pair.version for pair in of_pair)] += of_pair
    return MARK + "".join(_entry(by, groups[by]) for by in sorted(groups, key=lambda by: (-len(by), by)))


def _entry(versions: tuple[str, ...], pairs: list[Pair]) -> str:
    by = " and ".join(f"{version} ({COMMITS[version]})" for version in versions)
    count = len({(pair.earlier, pair.later) for pair in pairs})
    sites = sum(pair.sites for pair in pairs)
    source = (
        f"observed in {sites} kernels of ours, of {count} pairs, at 16 repeats by {by}: each pair is left where all "
        f"conditions hold, and gets a barrier where the tile is a repeat shorter, and where any other fails"
    )
    lines = ["", "[[evidence]]", "orders = ["]
    for line in _orders(pairs):
        lines += ['  """\\', " \\\n".join(textwrap.wrap(line, 116)) + '""",']
    lines += ["]", 'order = "RAW"', 'grade = "shipped"', 'when = ["same-tile", "contiguous", "long", "forward"]']
    return "\n".join([*lines, f'source = "{source}"']) + "\n"


def _orders(pairs: list[Pair]) -> Iterator[str]:
    """`EARLIER… -> LATER…`: all earlier ops with the same later ones together."""
    later: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        later[pair.earlier].add(pair.later)
    earlier: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(later):
        earlier[tuple(sorted(later[name]))].append(name)
    for group, names in earlier.items():
        yield f"{' '.join(names)} -> {' '.join(group)}"


def main() -> None:
    text = PATH.read_text(encoding="utf-8")
    PATH.write_text(text.split(MARK)[0] + observed_part(read_outcomes()), encoding="utf-8")


if __name__ == "__main__":
    main()
