// Helpers of the hand-written kernels: a softmax of the rows of a tile, and tiles that take turns.
#pragma once

#include <pto/pto-inst.hpp>

#ifndef HAND_WRITTEN_HPP
#define HAND_WRITTEN_HPP

template <typename T, int Rows, int Cols>
using Matrix = pto::Tile<pto::TileType::Vec, T, Rows, Cols>;

template <typename T, int Rows>
using Column = pto::Tile<pto::TileType::Vec, T, Rows, 1, pto::BLayout::ColMajor, Rows, 1>;

// Puts tiles one after another; returns where the next may lie.
template <typename TileT, std::size_t N>
AICORE inline uint32_t place_tiles(TileT (&tiles)[N], uint32_t at)
{
    for (std::size_t i = 0; i < N; ++i) {
        TASSIGN(tiles[i], at + i * TileT::Numel * sizeof(typename TileT::DType));
    }
    return at + N * TileT::Numel * sizeof(typename TileT::DType);
}

// 0, 1, 0, 1, …
AICORE inline int turn()
{
    static int number = 1;
    number = 1 - number;
    return number;
}

template <bool Scaled, typename MatrixT, typename ColumnT>
AICORE inline void row_softmax(MatrixT& x, MatrixT& tmp, ColumnT& row)
{
    if constexpr (Scaled) {
        pto::TMULS(x, x, 0.125f);
        pipe_barrier(PIPE_V);
    }
    pto::TROWMAX(row, x, tmp);
    pipe_barrier(PIPE_V);
    pto::TROWEXPANDSUB(x, x, row);
    pipe_barrier(PIPE_V);
    pto::TEXP(x, x);
    pipe_barrier(PIPE_V);
    pto::TROWSUM(row, x, tmp);
    pipe_barrier(PIPE_V);
    pto::TROWEXPANDDIV(x, x, row);
}

#endif
