"""Where elements lie: layouts of tiles, strides of tensors, and values on their way to memory."""

from __future__ import annotations

import numpy as np
import pytest

from ptofix.machine.memory import Buffer, Elements, TileLayout, as_matrix, element_index, strided_index

ROW = TileLayout("float", 16, 64, "RowMajor", "NoneBox", 512)
COLUMN = TileLayout("float", 64, 1, "ColMajor", "NoneBox", 512)
NZ = TileLayout("half", 64, 128, "ColMajor", "RowMajor", 512)
ZN = TileLayout("half", 64, 128, "RowMajor", "ColMajor", 512)
ZZ = TileLayout("half", 64, 128, "RowMajor", "RowMajor", 512)
ACCUMULATOR = TileLayout("float", 64, 128, "ColMajor", "RowMajor", 1024)


@pytest.mark.parametrize("tile", [ROW, COLUMN, NZ, ZN, ZZ, ACCUMULATOR])
def test_every_element_has_a_place_of_its_own(tile: TileLayout) -> None:
    index = element_index(tile, tile.rows, tile.cols)
    assert sorted(index.reshape(-1)) == list(range(tile.rows * tile.cols))


@pytest.mark.parametrize(
    ("tile", "row", "col", "place"),
    [
        (ROW, 1, 2, 66),
        (COLUMN, 3, 0, 3),
        (NZ, 1, 0, 16),  # the next row of a box of 16 times 16 halves
        (NZ, 16, 0, 256),  # the box below
        (NZ, 0, 16, 1024),  # the box to the right: after all that are below the first
        (ZN, 1, 0, 1),
        (ZN, 0, 1, 16),
        (ZN, 0, 16, 256),
        (ZZ, 1, 0, 16),
        (ZZ, 0, 16, 256),
        (ACCUMULATOR, 1, 0, 16),
        (ACCUMULATOR, 0, 16, 1024),
    ],
)
def test_places(tile: TileLayout, row: int, col: int, place: int) -> None:
    assert element_index(tile, tile.rows, tile.cols)[row, col] == place


def test_strides() -> None:
    index = strided_index((1, 1, 2, 3), (0, 0, 10, 1))
    assert as_matrix(index, (1, 1, 2, 3), "ND").tolist() == [[0, 1, 2], [10, 11, 12]]
    assert strided_index((2, 2), (1, 5)).tolist() == [[0, 5], [1, 6]]


def test_a_region_is_read_and_written() -> None:
    buffer = Buffer.empty("gm", 64)
    region = Elements(buffer, 8, np.float32, strided_index((2, 2), (4, 1)), 0, 24)
    region.write(np.array([[1, 2], [3, 4]], np.float32))
    assert region.read().tolist() == [[1, 2], [3, 4]]
    assert buffer.data.view(np.float32)[[2, 3, 6, 7]].tolist() == [1, 2, 3, 4]
    assert np.isnan(buffer.data.view(np.float32)[4])
    assert region.bytes().tolist() == [*range(8, 16), *range(24, 32)]
    assert not Elements(buffer, 48, np.float32, strided_index((2, 2), (4, 1)), 0, 24).inside()
    assert not Elements(buffer, 2, np.float32, strided_index((1, 1), (1, 1)), 0, 4).inside()
