"""What supports a pair by way of an op between: links, which leave out and reuse much, against the plain definition."""

from __future__ import annotations

from random import Random

import pytest

from ptofix.cpp.parser import parse
from ptofix.evidence.grade import Grade
from ptofix.evidence.pairs import Support
from ptofix.isa.drain import Drain
from ptofix.order.effects import Effects, Site
from ptofix.order.grades import Grading, _overwrites, _Tile
from ptofix.order.model import DEFAULT, ProgramOrder
from ptofix.program.build import program_file
from ptofix.text.source import SourceFile

TILE = "Tile<TileType::Vec, float, {0}, {1}, BLayout::{2}, {0}, {1}, SLayout::NoneBox, 512, PadValue::Null>"
OPS = (
    *("TROWMAX(r{0}, v{1}, v{2});", "TROWSUM(r{0}, v{1}, v{2});", "TROWEXPANDSUB(v{1}, v{2}, r{0});"),
    *("TEXP(v{1}, v{2});", "TMULS(v{1}, v{2}, 2.0f);", "TADD(v{1}, v{2}, v{1});"),
)


def kernel(seed: int) -> str:
    """Ops in a row, or in a loop with branches, on few tiles that are long enough for a link, as in a softmax."""
    random = Random(seed)
    tiles = [(f"v{number}", (64, 128, "RowMajor")) for number in range(3)]
    tiles += [(f"r{number}", (64, 1, "ColMajor")) for number in range(2)]
    declared = "".join(
        f"{TILE.format(*shape)} {name}; TASSIGN({name}, {32768 * number});\n"
        for number, (name, shape) in enumerate(tiles)
    )

    def op() -> str:
        return random.choice(OPS).format(random.randrange(2), random.randrange(3), random.randrange(3))

    rows = [op() for _ in range(random.randint(4, 14))]
    if random.random() < 0.4:
        at = random.randrange(len(rows))
        rows[at:] = ["for (int i = 0; i < n; i += 1) {", *rows[at:], "if (i < 2) {", op(), "}", op(), "}"]
    body = "\n".join(rows)
    return f"__global__ AICORE void kernel(int32_t n) {{\n#if defined(__DAV_VEC__)\n{declared}{body}\n#endif\n}}\n"


class Plain(Grading):
    """By definition: of all ops between in the run that overwrite the tile in each of their forms, the best one."""

    def _through_another(self, earlier: Site, later: Site, tile: _Tile) -> Support | None:
        first, last = earlier.instruction.index, later.instruction.index
        found: list[Support] = []
        for index in range(first + 1, last):
            if not self._runs[first] == self._runs[index] == self._runs[last]:
                continue
            of_forms: list[Support] = []
            for steps in self.effects.forms[index]:
                sites = [step for step in steps if not isinstance(step, Drain) and _overwrites(step, tile)]
                both = [self.at_full_distance(earlier, x).and_also(self.at_full_distance(x, later)) for x in sites]
                of_forms += [min(both, key=lambda known: known.grade)] if both else []
            if len(of_forms) == len(self.effects.forms[index]):
                found.append(max(of_forms, key=lambda known: known.grade))
        good = [known for known in found if known.grade is not Grade.EXTRAPOLATED]
        return min(good, key=lambda known: known.grade, default=None)


def sites_of(effects: Effects) -> list[Site]:
    return [site for site in effects.sites if not site.opaque]


def compare(text: str) -> int:
    """How many supports by way of another there are; all are of the grade that they have by definition."""
    through = 0
    for program in program_file(parse(SourceFile("k.cpp", text))).programs:
        effects = ProgramOrder(program, DEFAULT).effects
        quick, plain = Grading(effects), Plain(effects)
        for earlier in sites_of(effects):
            for later in sites_of(effects):
                ours, theirs = (
                    [min(known.grade for known in each) for each in grading.supports_of(earlier, later)]
                    for grading in (quick, plain)
                )
                assert ours == theirs, (text, earlier.instruction.index, later.instruction.index)
                whole = plain.supports_of(earlier, later)
                assert list(map(len, quick.supports_of(earlier, later))) == list(map(len, whole))
                of_the_two = plain._of_ops(plain._alike(earlier, later), earlier, later).supports
                through += list(map(len, whole)) != list(map(len, of_the_two))
    return through


@pytest.mark.parametrize("part", range(4))
def test_links(part: int) -> None:
    assert sum(compare(kernel(seed)) for seed in range(part, 160, 4)) > 20
