"""Small kernels about single pairs: a few calls of many kinds on tiles of one size that meet, a barrier between most.

Where random kernels (kernels.py) are long and know few ops, these are short, and have masks, reductions, block copies,
gathers, scratch, ops in place and of several instructions, rows that one instruction cannot count, and sizes below the
distance that is assumed.
"""

from __future__ import annotations

from ptofix.testing.kernels import Pick

_SIZES = (
    (8, 64), (4, 64), (16, 64), (32, 64), (8, 128), (16, 128), (4, 512), (32, 16), (64, 8), (1, 1024), (1, 512),
    (300, 8), (256, 16), (17, 72),
)  # fmt: skip
_FLOATS, _HALVES, _COLUMNS = ("a", "b", "c"), ("g", "h"), ("x", "y")
_SCRATCH = 188416
"""The hidden scratch of row-expands."""
# Letters of a template are kinds of tiles: F float, H half, C a column, R a row, M bits, T scratch, W a column of whole
# numbers, I whole numbers.
_CALLS = (
    "TADD(F, F, F)", "TMUL(F, F, F)", "TMAX(F, F, F)", "TEXP(F, F)", "TADDS(F, F, s)", "TEXPANDS(F, s)",
    "TDIVS(F, F, s)", "TRECIP(F, F)", "TFMOD(F, F, F)", "TFMODS(F, F, s)", "TREM(F, F, F, T)", "TREMS(F, F, s, T)",
    "TPRELU(F, F, F, T)", "TPARTADD(F, F, F)", "TAXPY(F, F, s)",
    "TCMP(M, F, F, CmpMode::LT)", "TCMP(M, F, F, CmpMode::NE)", "TCMPS(M, F, s, CmpMode::GE)", "TSEL(F, M, F, F, T)",
    "TSELS(F, M, F, T, s)", "TROWMAX(C, F, T)", "TROWSUM(C, F, T)", "TROWPROD(C, F, T)", "TROWARGMAX(W, F, T)",
    "TROWEXPANDMUL(F, F, C)", "TROWEXPANDSUB(F, F, C)", "TROWEXPANDDIV(F, F, C)", "TROWEXPANDADD(F, F, C, T)",
    "TROWEXPANDEXPDIF(F, F, C)", "TROWEXPAND(F, C)", "TCOLEXPANDMUL(F, F, R)", "TCOLEXPAND(F, R)",
    "TCOLSUM(R, F)", "TCOLMAX(R, F)", "TMOV(F, F)", "TCVT(H, F, s)", "TCVT(F, H, s)",
    "TFILLPAD(F, F)", "TTRI(F, s)", "TTRANS(F, F, T)", "TGATHER(F, F, I, T)", "TGATHERB(F, F, I)",
)  # fmt: skip


def pair_kernel(pick: Pick) -> str:
    """The text of one kernel; its function is `kernel`, on the vector core."""
    rows, cols = _SIZES[pick(len(_SIZES))]
    valid_rows, valid_cols = ((rows, cols), (rows, cols), (max(1, rows - 1), cols), (rows, max(1, cols - 5)))[pick(4)]
    unit = rows * cols * 4
    lines = ["__global__ AICORE void kernel(__gm__ float* gm, int32_t n, float s) {", "#if defined(__DAV_VEC__)"]

    def declare(name: str, type_: str, shape: tuple[int, int], valid: tuple[int, int], at: int, column: str) -> None:
        size = f"{shape[0]}, {shape[1]}, BLayout::{column}Major, {valid[0]}, {valid[1]}"
        lines.append(f"  Tile<TileType::Vec, {type_}, {size}, SLayout::NoneBox> {name};")
        lines.append(f"  TASSIGN({name}, {at});")

    def place() -> int:
        """Few places, so that tiles meet: by all of a tile, by its half, by some blocks, in the hidden scratch."""
        return (0, unit, 0, unit // 2 // 32 * 32, 96, min(_SCRATCH, 196608 - unit))[pick(6)]

    for name in _FLOATS:
        declare(name, "float", (rows, cols), (valid_rows, valid_cols), place(), "Row")
    if cols % 16 == 0:
        for name in _HALVES:
            declare(name, "half", (rows, cols), (valid_rows, valid_cols), place(), "Row")
    for name in _COLUMNS:
        declare(name, "float", (-(-rows // 8) * 8, 1), (valid_rows, 1), (4 * unit, 4 * unit + 32)[pick(2)], "Col")
    declare("r", "float", (1, cols), (1, valid_cols), place(), "Row")
    declare("w", "int32_t", (-(-rows // 8) * 8, 1), (valid_rows, 1), 4 * unit, "Col")
    declare("j", "int32_t", (rows, cols), (valid_rows, valid_cols), place(), "Row")
    bits = -(-cols // 256) * 32
    declare("m", "uint8_t", (rows + 1, bits), (rows + 1, bits), (5 * unit, 0)[pick(2)], "Row")
    tall, wide = rows + 2, max(cols, 64)
    declare("t", "float", (tall, wide), (tall, wide), (6 * unit, unit)[pick(2)], "Row")
    kinds = {"F": _FLOATS, "H": _HALVES, "C": _COLUMNS, "R": ("r",), "M": ("m",), "T": ("t",)}
    kinds |= {"W": ("w",), "I": ("j",)}

    def call() -> str:
        template = _CALLS[pick(len(_CALLS))]
        if "H" in template.partition("(")[2] and cols % 16:
            template = _CALLS[0]
        name, _, rest = template.partition("(")
        words = rest.rstrip(")").split(", ")
        chosen = [kinds[word][pick(len(kinds[word]))] if word in kinds else word for word in words]
        return f"{name}({', '.join(chosen)});"

    looped = pick(4) == 3
    if looped:
        lines.append("  for (int32_t i1 = 0; i1 < n; i1 += 1) {")
    for _ in range(3 + pick(4)):
        lines.append(f"  {call()}")
        if pick(5):
            lines.append("  pipe_barrier(PIPE_V);")
    lines += ["  }"] * looped
    return "\n".join([*lines, "#endif", "}", ""])
