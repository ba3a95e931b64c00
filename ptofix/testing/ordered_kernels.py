"""Random kernels that can be run and are in order: loops, branches, tiles that overlap, barriers and flags.

Before each op is what it needs: a barrier or a pair of set and wait for each pipe that may still work on its bytes,
and sometimes a barrier that nothing needs. Around loops and branches everything may be under way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from ptofix.testing.written import kernel, tensor, tile

# Rows, columns, and where tiles of that shape lie: some are equal, some overlap others.
_SHAPES = {
    "small": (8, 64, (0, 1024, 2048, 8192)),
    "middle": (16, 64, (0, 4096, 6144, 12288)),
    "wide": (32, 128, (16384, 32768, 24576)),
    "column": (32, 1, (49152, 49280, 12288)),
}
_SCRATCH = (183296, 196608)
_EVERYTHING = (0, 1 << 20)
_BINARY = ("TADD", "TSUB", "TMAX", "TMIN", "TMUL")
_PIPES = ("V", "MTE2", "MTE3")


@dataclass(frozen=True)
class _Touch:
    """Bytes that a pipe may still work on, and the pipes that wait for it."""

    pipe: str
    start: int
    end: int
    write: bool
    seen_by: frozenset[str] = frozenset()


@dataclass
class _Writer:
    pick: Callable[[int], int]
    lines: list[str] = field(default_factory=list)
    open: list[_Touch] = field(default_factory=list)
    tiles: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name, its bytes."""
    depth: int = 0
    loops: int = 0
    stored: list[str] = field(default_factory=list)
    """The shapes of what was stored, in order."""

    def write(self, statements: int) -> str:
        head = []
        for shape, (rows, cols, addresses) in _SHAPES.items():
            size = rows * cols * 4
            head += [tile(f"{shape}{n}", "float", rows, cols, at) for n, at in enumerate(addresses)]
            self.tiles |= {f"{shape}{n}": (at, at + size) for n, at in enumerate(addresses)}
            if cols > 1:
                head.append(tensor(f"from_{shape}", "v1", "float", rows, cols))
        for shape in _SHAPES:
            for number in range(len(_SHAPES[shape][2])):
                self.op("V", f"TEXPANDS({shape}{number}, {number + 1}.5f);", [f"{shape}{number}"], [])
        self.block(statements)
        for name in self.tiles:  # all results show
            self.store(name)
        tensors = [
            tensor(
                f"to{number}",
                "v2",
                "float",
                *_SHAPES[shape][:2],
                offset=number * 4096,
                layout="DN" if shape == "column" else "ND",
            )
            for number, shape in enumerate(self.stored)
        ]
        return kernel("__gm__ float* v1, __gm__ float* v2, int32_t n", [*head, *tensors, *self.lines])

    def line(self, text: str) -> None:
        self.lines.append("  " * self.depth + text)

    def one_of(self, items: tuple[str, ...]) -> str:
        return items[self.pick(len(items))]

    def any_tile(self, shape: str) -> str:
        return f"{shape}{self.pick(len(_SHAPES[shape][2]))}"

    def block(self, most: int) -> None:
        for _ in range(2 + self.pick(most)):
            what = self.pick(20)
            if what == 0 and self.depth < 2:
                self.loop(max(1, most // 2))
            elif what == 1 and self.depth < 2:
                self.branch(max(1, most // 2))
            else:
                self.statement()

    @contextmanager
    def inner(self, head: str) -> Iterator[None]:
        """A block; when it begins and after it anything may be under way."""
        self.line(f"{head} {{")
        self.depth += 1
        self.open = [_Touch(pipe, *_EVERYTHING, write=True) for pipe in _PIPES]
        yield
        self.depth -= 1
        self.line("}")
        self.open = [_Touch(pipe, *_EVERYTHING, write=True) for pipe in _PIPES]

    def loop(self, most: int) -> None:
        self.loops += 1
        name = f"i{self.loops}"
        with self.inner(f"for (int32_t {name} = 0; {name} < {'n' if self.pick(2) else 2}; {name} += 1)"):
            self.block(most)

    def branch(self, most: int) -> None:
        with self.inner(f"if (n == {1 + self.pick(3)})"):
            self.block(most)
        if self.pick(2):
            with self.inner("else"):
                self.block(most)

    def statement(self) -> None:
        if not self.pick(5):
            self.line("pipe_barrier(PIPE_V);")  # needed or not
        shape = self.one_of(("small", "middle", "wide"))
        a, b, c = (self.any_tile(shape) for _ in range(3))
        match self.pick(12):
            case 0 | 1 | 2:
                self.op("V", f"{self.one_of(_BINARY)}({a}, {b}, {c});", [a], [b, c])
            case 3:
                self.op("V", f"TMULS({a}, {b}, 0.5f);", [a], [b])
            case 4:
                self.op("V", f"TABS({a}, {b});", [a], [b])
            case 5:
                self.op("V", f"TEXPANDS({a}, 0.25f);", [a], [])
            case 6 | 7:
                self.op("MTE2", f"TLOAD({a}, from_{shape});", [a], [])
            case 8:
                self.store(a)
            case 9:
                wide, scratch, column = self.any_tile("wide"), self.any_tile("wide"), self.any_tile("column")
                self.op("V", f"TROWMAX({column}, {wide}, {scratch});", [column, scratch], [wide])
            case 10:
                wide, other, column = self.any_tile("wide"), self.any_tile("wide"), self.any_tile("column")
                self.op("V", f"TROWEXPANDMUL({wide}, {other}, {column});", [wide], [other, column], scratch=True)
            case _:
                self.op("V", f"TMOV({a}, {b});", [a], [b])

    def overlap(self, one: str, other: str) -> bool:
        (first, first_end), (second, second_end) = self.tiles[one], self.tiles[other]
        return first < second_end and second < first_end

    def store(self, name: str) -> None:
        """Each to a place of its own; the same place in the next round of a loop."""
        self.line("pipe_barrier(PIPE_MTE3);")
        self.op("MTE3", f"TSTORE(to{len(self.stored)}, {name});", [], [name])
        self.stored.append(name.rstrip("0123456789"))

    def op(self, pipe: str, text: str, written: list[str], read: list[str], scratch: bool = False) -> None:
        """A call, after what it needs; none that may overwrite what it reads, where tiles overlap in part."""
        if any(one != other and self.overlap(one, other) for one in written for other in (*written, *read)):
            return
        touches = [_Touch(pipe, *self.tiles[name], write=True) for name in written]
        touches += [_Touch(pipe, *self.tiles[name], write=False) for name in read]
        touches += [_Touch(pipe, *_SCRATCH, write=True)] if scratch else []
        for source in _PIPES:
            if any(_conflict(old, new) for old in self.open for new in touches if old.pipe == source):
                self.synchronise(source, pipe)
        self.line(text)
        self.open += touches

    def synchronise(self, source: str, target: str) -> None:
        if source == target:
            self.line(f"pipe_barrier(PIPE_{source});")
        else:
            event = self.pick(4)
            self.line(f"set_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});")
            self.line(f"wait_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});")
        self.open = [
            _Touch(t.pipe, t.start, t.end, t.write, t.seen_by | {target}) if t.pipe == source else t for t in self.open
        ]


def _conflict(old: _Touch, new: _Touch) -> bool:
    return new.pipe not in old.seen_by and (old.write or new.write) and old.start < new.end and new.start < old.end


def kernel_of_seed(seed: int, statements: int = 10) -> str:
    """The kernel of a seed, with about so many statements in its outermost block."""
    return _Writer(Random(seed).randrange).write(statements)
