from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3


def make(
    rows: int,
    cols: int,
    valid: tuple[int | None, int | None],
    layout: str = "RowMajor",
    *,
    dtype: str = "float",
    boxed: bool = False,
) -> TileType:
    return TileType(Space.VEC, dtype, rows, cols, *valid, layout, boxed)


def test_extent_of_row_major_tiles_ends_with_the_last_valid_row() -> None:
    assert make(64, 1, (32, 1)).extent_bytes == 128
    assert make(32, 256, (32, 256)).extent_bytes == make(32, 256, (32, 256)).size_bytes == 32768
    assert make(32, 256, (8, 16)).extent_bytes == 8 * 1024


def test_extent_of_column_major_tiles() -> None:
    assert make(64, 1, (32, 1), "ColMajor").extent_bytes == 128
    assert make(32, 4, (8, 2), "ColMajor").extent_bytes == (32 + 8) * 4


def test_extent_is_in_whole_blocks_and_capped() -> None:
    assert make(5, 1, (5, 1), "ColMajor").extent_bytes == 32
    assert make(1, 16, (1, 3), dtype="half").extent_bytes == 32


def test_extent_is_the_padded_size_when_not_known() -> None:
    for tile in (make(64, 8, (None, 8)), make(64, 8, (32, None)), make(64, 8, (32, 8), boxed=True)):
        assert tile.extent_bytes == tile.size_bytes == 2048
    strange = make(4, 8, (2, 8), dtype="float128_t")
    assert strange.element_bytes is None
    assert strange.extent_bytes == strange.size_bytes == 256  # the largest element we know


def test_an_empty_valid_shape_touches_nothing() -> None:
    assert make(4, 8, (0, 8)).extent_bytes == 0


def test_capacities() -> None:
    assert {name: space.capacity // 1024 for name, space in A2A3.memories.items()} == {
        "Vec": 192, "Mat": 512, "Left": 64, "Right": 64, "Acc": 128, "Bias": 1, "Scaling": 2,
    }  # fmt: skip
