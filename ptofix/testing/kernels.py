"""Random kernels as C++ text: branches, nested loops, tiles that alias and overlap, random barriers and flags.

All choices come from one function, `pick(n)`, which gives a number below n; 0 is the simplest choice. A seeded `Random`
serves for long campaigns, Hypothesis for tests (it then shrinks a failing kernel).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

Pick = Callable[[int], int]

# Per shape: rows, columns, layout, and how many tiles of it there are.
_SHAPES = {
    "small": (8, 64, "RowMajor", 4),
    "middle": (16, 64, "RowMajor", 4),
    "wide": (32, 128, "RowMajor", 3),
    "column": (32, 1, "ColMajor", 3),
    "row": (1, 32, "RowMajor", 2),
}
_FULL = ("middle", "small", "wide")
# Tiles whose type leaves the valid size open, and sizes that they get. They take ops of one stage: with another size an
# op of several may have others, and what brute force finds is compared stage by stage.
_OPEN = {"open": (16, 64, 3), "open_wide": (32, 128, 3)}
_OPEN_SIZES = {"open": ((16, 64), (8, 64), (16, 32)), "open_wide": ((32, 128), (16, 128), (32, 64), (1, 128))}
# Columns of one large tile, whole blocks wide: some of them share no byte, though their ranges do.
_COLUMNS = {"half": (16, 128, 64), "quarter": (16, 128, 32), "odd": (16, 128, 12)}
_COLUMN_BASES = (0, 128, 256, 384, 2048, 2176, 32, 8192, 8448)
_BINARY = ("TADD", "TMUL", "TSUB", "TMAX")
_SCALAR = ("TMULS", "TADDS")
_UNARY = ("TEXP", "TABS")
_REDUCE = ("TROWMAX", "TROWSUM")
_EXPAND = ("TROWEXPANDMUL", "TROWEXPANDSUB", "TROWEXPANDDIV")
_STAGED = ("TORS", "TFMODS", "TANDS")  # with barriers inside
# Few addresses, so that tiles meet: equal, overlapping, apart; the last ones reach into the hidden scratch.
_ADDRESSES = (*range(0, 32768, 2048), 1024, 3072, 512, 183296, 188416)
_PAIRS = (
    ("MTE2", "V"), ("V", "MTE3"), ("MTE3", "V"), ("V", "MTE2"), ("MTE3", "MTE2"), ("MTE2", "MTE3"), ("V", "S"),
)  # fmt: skip


@dataclass(frozen=True)
class KernelShape:
    """What kernels look like: statements per block and depth at most; the rest is in percent, per statement.

    `sizes` above 0 gives them tiles whose valid size is set at run time, `columns` columns of larger tiles, `jumps`
    early returns, breaks out of loops and rounds of them cut short, and switches whose arms fall through.
    """

    statements: int = 9
    depth: int = 2
    barriers: int = 45
    flags: int = 30
    rebinds: int = 8
    idioms: int = 6
    sizes: int = 0
    jumps: int = 0
    columns: int = 0


@dataclass
class _Writer:
    """A kernel being written, statement by statement, as `pick` decides."""

    pick: Pick
    shape: KernelShape
    lines: list[str] = field(default_factory=list)
    tiles: dict[str, list[str]] = field(default_factory=dict)
    raised: list[tuple[str, str, int]] = field(default_factory=list)
    loops: int = 0
    ends: tuple[str, ...] = ()  # jumps within the function that may be here

    def write(self) -> str:
        self.lines += [
            "__global__ AICORE void kernel(__gm__ float* gm, int32_t n, float s) {",
            "#if defined(__DAV_VEC__)",
        ]
        for name, (rows, cols, layout, number) in _SHAPES.items():
            self.tiles[name] = [f"{name}{i}" for i in range(number)]
            for tile in self.tiles[name]:
                size = f"{rows}, {cols}, BLayout::{layout}, {rows}, {cols}"
                self.lines.append(f"  Tile<TileType::Vec, float, {size}, SLayout::NoneBox> {tile};")
                self.lines.append(f"  TASSIGN({tile}, {self.one_of(_ADDRESSES)});")
        for name, (rows, cols, number) in _OPEN.items() if self.shape.sizes else ():
            self.tiles[name] = [f"{name}{i}" for i in range(number)]
            for tile in self.tiles[name]:
                type_ = f"Tile<TileType::Vec, float, {rows}, {cols}, BLayout::RowMajor, -1, -1, SLayout::NoneBox>"
                self.lines.append(f"  {type_} {tile}({self.size(name)});")
                self.lines.append(f"  TASSIGN({tile}, {self.one_of(_ADDRESSES)});")
        for name, (rows, cols, valid) in _COLUMNS.items() if self.shape.columns else ():
            self.tiles[name] = [f"{name}{i}" for i in range(3)]
            for tile in self.tiles[name]:
                type_ = (
                    f"Tile<TileType::Vec, float, {rows}, {cols}, BLayout::RowMajor, {rows}, {valid}, SLayout::NoneBox>"
                )
                self.lines.append(f"  {type_} {tile};")
                self.lines.append(f"  TASSIGN({tile}, {self.one_of(_COLUMN_BASES)});")
        self.line("TEXPANDS(small0, s);", 1)  # so that there is a program
        self.block(self.shape.depth, 1)
        self.lines += ["#endif", "}", ""]
        return "\n".join(self.lines)

    def chance(self, percent: int) -> bool:
        return self.pick(100) >= 100 - percent

    def one_of(self, items: tuple[str, ...] | tuple[int, ...] | list[str]) -> str:
        return str(items[self.pick(len(items))])

    def line(self, text: str, indent: int) -> None:
        self.lines.append("  " * indent + text)

    def block(self, depth: int, indent: int) -> None:
        for _ in range(1 + self.pick(self.shape.statements)):
            what = self.pick(100)
            if depth and what >= 92:
                self.loop(depth, indent)
            elif depth and what >= 82:
                self.branch(depth, indent)
            else:
                self.synchronise(indent)
                self.statement(indent)
            if self.shape.jumps and self.chance(self.shape.jumps):
                if depth and self.chance(30):
                    self.switch(depth, indent)
                else:
                    self.jump(depth, indent)

    def jump(self, depth: int, indent: int) -> None:
        self.line(f"if (n == {self.pick(4)}) {{", indent)
        if depth and self.chance(40):
            self.block(depth - 1, indent + 1)
        self.line(self.one_of(("return;", *self.ends)), indent + 1)
        self.line("}", indent)

    def switch(self, depth: int, indent: int) -> None:
        self.line("switch (n) {", indent)
        labels = ["case 0:", "case 1:", "default:"][: 2 + self.pick(2)]
        for label in labels:
            self.line(label, indent)
            if depth > 1:  # an `else` may be inside
                self.line("{", indent)
            with self.inside("break;"):
                self.block(depth - 1, indent + 1)
            if self.chance(50):
                self.line("break;", indent + 1)
            if depth > 1:
                self.line("}", indent)
        self.line("}", indent)

    @contextmanager
    def inside(self, *ends: str) -> Iterator[None]:
        """What the statements are in that these jumps end, or a round of it."""
        around = self.ends
        self.ends = tuple(dict.fromkeys((*ends, *around)))
        yield
        self.ends = around

    def loop(self, depth: int, indent: int) -> None:
        self.loops += 1
        name = f"i{self.loops}"
        last = "3" if self.chance(25) else "n"
        self.line(f"for (int32_t {name} = 0; {name} < {last}; {name} += 1) {{", indent)
        with self.inside("break;", "continue;"):
            self.block(depth - 1, indent + 1)
        if self.chance(40):
            self.synchronise(indent + 1)
        self.line("}", indent)

    def branch(self, depth: int, indent: int) -> None:
        self.line(f"if (n == {self.pick(4)}) {{", indent)
        self.block(depth - 1, indent + 1)
        if self.chance(60):
            self.line("} else {", indent)
            self.block(depth - 1, indent + 1)
        self.line("}", indent)

    def synchronise(self, indent: int) -> None:
        if self.chance(self.shape.flags):
            self.flag(indent)
        if self.chance(self.shape.barriers):
            pipe = "V" if not self.chance(6) else self.one_of(("MTE3", "MTE2", "ALL"))
            self.line(f"pipe_barrier(PIPE_{pipe});", indent)

    def flag(self, indent: int) -> None:
        """A set, or a wait for what was set in the text above; sometimes one that matches nothing."""
        if self.raised and self.chance(60):
            source, target, event = self.raised.pop(self.pick(len(self.raised)))
            self.line(f"wait_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});", indent)
            return
        (source, target), event = _PAIRS[self.pick(len(_PAIRS))], self.pick(2)
        if self.chance(8):
            self.line(f"wait_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});", indent)
            return
        self.line(f"set_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});", indent)
        if self.chance(50):
            self.line(f"wait_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});", indent)
        elif not self.chance(10):
            self.raised.append((source, target, event))

    def statement(self, indent: int) -> None:
        if self.shape.sizes and self.chance(self.shape.sizes):
            self.line(self.open_op(), indent)
        elif self.shape.columns and self.chance(self.shape.columns):
            self.line(self.column_op(), indent)
        elif self.chance(self.shape.idioms):
            self.idiom(indent)
        elif self.chance(self.shape.rebinds):
            self.line(self.rebind(), indent)
        else:
            self.line(self.op(), indent)

    def idiom(self, indent: int) -> None:
        """The neighbourhoods that the patterns of `remove-barriers` look for."""
        wide, column = self.tiles["wide"], self.tiles["column"]
        a, b, c, by = self.one_of(wide), self.one_of(wide), self.one_of(wide), self.one_of(column)
        wait = ["set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);", "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);"]
        barrier = "pipe_barrier(PIPE_V);"
        for text in (
            (f"TROWEXPANDMUL({a}, {a}, {by});", *wait, barrier, f"TADD({a}, {a}, {b});"),
            (f"TEXP({a}, {b});", barrier, f"TROWSUM({by}, {c}, {b});"),
            (f"TROWSUM({by}, {a}, {b});", barrier, f"TADD({c}, {c}, {c});"),
            (f"TMUL({a}, {b}, {c});", barrier, f"TROWEXPANDDIV({b}, {b}, {by});"),
        )[self.pick(4)]:
            self.line(text, indent)

    def rebind(self) -> str:
        if self.chance(40):
            column, row = self.one_of(self.tiles["column"]), self.one_of(self.tiles["row"])
            return f"TRESHAPE({row}, {column});" if self.chance(70) else f"TRESHAPE({column}, {row});"
        return f"TASSIGN({self.one_of(self.tiles[self.one_of(_FULL)])}, {self.one_of(_ADDRESSES)});"

    def size(self, shape: str) -> str:
        rows, cols = _OPEN_SIZES[shape][self.pick(len(_OPEN_SIZES[shape]))]
        return f"{rows}, {cols}"

    def open_op(self) -> str:
        """Something with tiles whose size is set at run time, often in place; or another size."""
        shape = self.one_of([*_OPEN])
        a, b, c = (self.one_of(self.tiles[shape]) for _ in range(3))
        match self.pick(8):
            case 0 | 1:
                return f"{a}.SetValidShape({self.size(shape)});"
            case 2:
                return f"{self.one_of(_BINARY)}({a}, {b}, {c});"
            case 3:
                return f"TEXPANDS({a}, s);"
            case 4:
                return f"{self.one_of(_SCALAR)}({a}, {b}, s);"
            case 5:
                return f"TMOV({a}, {b});"
            case _:
                return f"{self.one_of(_UNARY)}({a}, {a});"

    def column_op(self) -> str:
        """Something with columns of a larger tile."""
        shape = self.one_of([*_COLUMNS])
        a, b, c = (self.one_of(self.tiles[shape]) for _ in range(3))
        match self.pick(9):
            case 0 | 1:
                return f"TLOAD({a}, gm);"
            case 2:
                return f"TSTORE(gm, {a});"
            case 3:
                return f"{self.one_of(_BINARY)}({a}, {b}, {c});"
            case 4:
                return f"{self.one_of(_SCALAR)}({a}, {b}, s);"
            case 5:
                return f"{self.one_of(_UNARY)}({a}, {b});"
            case 6:
                return f"TMOV({a}, {b});"
            case 7:
                column, scratch = self.one_of(self.tiles["column"]), self.one_of(self.tiles["wide"])
                return f"{self.one_of(_REDUCE)}({column}, {a}, {scratch});"
            case _:
                return f"TASSIGN({a}, {self.one_of(_COLUMN_BASES)});"

    def op(self) -> str:
        tiles = self.tiles[self.one_of(_FULL)]
        a, b, c = (self.one_of(tiles) for _ in range(3))
        match self.pick(12):
            case 0 | 1 | 2:
                return f"{self.one_of(_BINARY)}({a}, {b}, {c});"
            case 3:
                return f"{self.one_of(_SCALAR)}({a}, {b}, s);"
            case 4:
                return f"{self.one_of(_UNARY)}({a}, {b});"
            case 5:
                return f"TEXPANDS({a}, s);"
            case 6:
                return f"TLOAD({a}, gm);"
            case 7:
                return f"TSTORE(gm, {a});"
            case 8:
                wide, column, scratch = self.tiles["wide"], self.tiles["column"], self.tiles["wide"]
                return f"{self.one_of(_REDUCE)}({self.one_of(column)}, {self.one_of(wide)}, {self.one_of(scratch)});"
            case 9:
                wide, by = self.tiles["wide"], self.tiles["column"]
                return f"{self.one_of(_EXPAND)}({self.one_of(wide)}, {self.one_of(wide)}, {self.one_of(by)});"
            case 10:
                return f"TMOV({a}, {b});"
            case _:
                return f"{self.one_of(_STAGED)}({a}, {b}, s);"


def kernel(pick: Pick, shape: KernelShape = KernelShape()) -> str:
    """The text of one kernel; its function is `kernel`, on the vector core."""
    return _Writer(pick, shape).write()


def kernel_of_seed(seed: int, shape: KernelShape = KernelShape()) -> str:
    return kernel(Random(seed).randrange, shape)


def shape_of_seed(seed: int) -> KernelShape:
    """Kernels with few and with many barriers and flags, long and short ones, with and without open sizes, in turn."""
    statements, barriers, flags = (5, 9, 14)[seed % 3], (30, 60, 95)[seed // 3 % 3], (10, 30, 50)[seed // 9 % 3]
    sizes, columns = (0, 60)[seed // 27 % 2], (0, 60)[seed // 512 % 2]
    return KernelShape(statements, 2 if statements < 14 else 1, barriers, flags, sizes=sizes, columns=columns)
