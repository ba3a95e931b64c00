"""Random kernels of both cores with TPipes in both directions, without synchronisation within a core.

In each round the cube core hands slots to the vector cores, and these hand some back; the two ends of a pipe agree.
A kernel with a fault has one of these faults at a random place of one core.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ptofix.testing.written import tile

LOCAL_FAULTS = ("free first", "push first", "one flag")
"""What one core alone does wrong, so that `check` has to say so: a slot is freed before it was loaded, or pushed before
it was stored to; two pipes share a flag."""
COUNT_FAULTS = ("no free", "no pop", "no push", "one round less", "early return")
"""The two cores do not agree in how often they do something, which only a run shows."""

_SPLIT = "TileSplitAxis::TILE_UP_DOWN"
_TILES = {
    "VEC": [tile("a", "float", 16, 64, 0), tile("b", "float", 16, 64, 4096)],
    "CUBE": [
        tile("m", "float", 32, 64, 0, space="Mat", layout="ColMajor", box="RowMajor"),
        tile("l", "half", 32, 16, 0, space="Left", box="RowMajor"),
        tile("r", "half", 16, 64, 0, space="Right", box="ColMajor"),
        tile("c", "float", 32, 64, 0, space="Acc", layout="ColMajor", box="RowMajor"),
    ],
}
_TILE_TYPES = {line.partition("> ")[2][0]: line.partition("> ")[0] + ">" for tiles in _TILES.values() for line in tiles}


@dataclass(frozen=True)
class PipeKernel:
    """A text, how many rounds it should run, and its fault, "" for none."""

    text: str
    rounds: int
    fault: str


@dataclass(frozen=True)
class _Pipe:
    """p goes from the cube core to the vector cores, q back; its entries are tiles or tensors at either end."""

    name: str
    flag_id: int
    slots: int
    local: int
    takes_tiles: bool
    gives_tiles: bool

    @property
    def type(self) -> str:
        direction = "DIR_C2V" if self.name == "p" else "DIR_V2C"
        return f"TPipe<{self.flag_id}, Direction::{direction}, 8192, {self.slots}, {self.local}, false>"


def pipe_kernel(seed: int, faults: tuple[str, ...] = ()) -> PipeKernel:
    """The kernel of a seed, with one of these faults if there are any."""
    random = Random(seed)
    fault = random.choice(faults) if faults else ""
    pipes = [_pipe("p", 0, random), _pipe("q", 1 if fault == "one flag" else 2, random)]
    turns = [random.choice("ppq") for _ in range(random.randint(1, 4))]
    ahead = random.randint(0, min(pipes[0].slots, 2)) if "q" not in turns else 0
    wrong = random.choice(("CUBE", "VEC"))
    sections = [_Section(core, pipes, random, fault if core == wrong else "") for core in ("CUBE", "VEC")]
    head = "__global__ AICORE void kernel(__gm__ float* v1, __gm__ float* v2, int32_t n) {\n"
    body = "".join(section.text(turns, ahead) for section in sections)
    text = f'#include "pto/pto-inst.hpp"\nusing namespace pto;\n{head}{body}}}\n'
    return PipeKernel(text, random.randint(2, 5), fault)


def _pipe(name: str, flag_id: int, random: Random) -> _Pipe:
    sizes = random.choice((1, 2, 4, 8)), random.choice((1, 2))
    return _Pipe(name, flag_id, *sizes, random.random() < 0.3, random.random() < 0.3)


class _Section:
    """What one kind of core does."""

    def __init__(self, core: str, pipes: list[_Pipe], random: Random, fault: str) -> None:
        self.core, self.pipes, self.random, self.fault = core, pipes, random, fault
        self.tensors = 0

    def text(self, turns: list[str], ahead: int) -> str:
        """`ahead` slots are filled before the first round."""
        lines = [
            f"auto {pipe.name} = {pipe.type}({memory}, 65536, 131072);"
            for pipe, memory in zip(self.pipes, ("v1", "v2"))
        ]
        lines += _TILES[self.core]
        if self.core == "CUBE":
            lines += [line for _ in range(ahead) for line in self.turn("p", "")]
        lines.append(f"for (int32_t i = 0; i < {'n - 1' if self.fault == 'one round less' else 'n'}; i += 1) {{")
        if self.fault == "early return":
            lines += ["if (i == 1) {", "return;", "}"]
        at = self.random.randrange(len(turns))
        for number, turn in enumerate(turns):
            lines += self.turn(turn, self.fault if number == at else "")
        lines.append("}")
        if self.core == "VEC":
            lines += [line for _ in range(ahead) for line in self.turn("p", "")]
        body = "\n".join(f"  {line}" for line in lines)
        return f"#if defined(__DAV_{self.core}__)\n{body}\n#endif\n"

    def turn(self, name: str, fault: str) -> Iterator[str]:
        pipe = next(one for one in self.pipes if one.name == name)
        return self.produce(pipe, fault) if (name == "p") == (self.core == "CUBE") else self.consume(pipe, fault)

    def produce(self, pipe: _Pipe, fault: str) -> Iterator[str]:
        if self.core == "VEC":
            yield self.random.choice(("TEXP(a, b);", "TADD(a, a, b);", "TMULS(a, b, 2.0f);"))
        else:
            yield "TMATMUL(c, l, r);"
        made = "a" if self.core == "VEC" else "c"
        if pipe.takes_tiles:
            if fault != "no push":
                yield self.call("TPUSH", pipe, _TILE_TYPES[made], made)
            return
        declared, type_, entry = self.tensor()
        store, push = f"TSTORE({entry}, {made});", self.call("TPUSH", pipe, type_, entry)
        yield from (declared, self.call("TALLOC", pipe, type_, entry))
        yield from (push, store) if fault == "push first" else (store,) if fault == "no push" else (store, push)

    def consume(self, pipe: _Pipe, fault: str) -> Iterator[str]:
        taken = "b" if self.core == "VEC" else "m"
        if fault == "no pop":
            return
        if pipe.gives_tiles:
            yield self.call("TPOP", pipe, _TILE_TYPES[taken], taken)
        else:
            declared, type_, entry = self.tensor()
            load, free = f"TLOAD({taken}, {entry});", self.call("TFREE", pipe, type_, entry)
            yield from (declared, self.call("TPOP", pipe, type_, entry))
            yield from (free, load) if fault == "free first" else (load,) if fault == "no free" else (load, free)
        if self.core == "VEC" and self.random.random() < 0.5:
            yield "TADDS(b, b, 1.0f);"

    def tensor(self) -> tuple[str, str, str]:
        """A new one, which a slot is bound to: its declaration, type and name."""
        self.tensors += 1
        rows, entry = 16 if self.core == "VEC" else 32, f"e{self.tensors}"
        steps = ", ".join([str(rows * 64)] * 3)
        type_ = f"GlobalTensor<float, pto::Shape<1, 1, 1, {rows}, 64>, pto::Stride<{steps}, 64, 1>, pto::Layout::ND>"
        return f"{type_} {entry}(nullptr);", type_, entry

    @staticmethod
    def call(op: str, pipe: _Pipe, type_: str, entry: str) -> str:
        return f"{op}<{pipe.type}, {type_}, {_SPLIT}>({pipe.name}, {entry});"
