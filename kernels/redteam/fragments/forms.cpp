// ==== an element type of the file
using T = int32_t;
// ---- in the kernel
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w1;
  TASSIGN(w1, (uint64_t) 0);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w2;
  TASSIGN(w2, (uint64_t) 16384);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w3;
  TASSIGN(w3, (uint64_t) 32768);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w4;
  TASSIGN(w4, (uint64_t) 49152);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w5;
  TASSIGN(w5, (uint64_t) 65536);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w6;
  TASSIGN(w6, (uint64_t) 81920);
  TADD(w6, w2, w2);
  pipe_barrier(PIPE_V);
  TREM(w1, w6, w3, w4);
// ==== an element type by typedef
typedef int32_t T;
// ---- in the kernel
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w1;
  TASSIGN(w1, (uint64_t) 0);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w2;
  TASSIGN(w2, (uint64_t) 16384);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w3;
  TASSIGN(w3, (uint64_t) 32768);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w4;
  TASSIGN(w4, (uint64_t) 49152);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w5;
  TASSIGN(w5, (uint64_t) 65536);
  Tile<TileType::Vec, T, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w6;
  TASSIGN(w6, (uint64_t) 81920);
  TADD(w6, w2, w2);
  pipe_barrier(PIPE_V);
  TEXP(w1, w6);
// ==== a size of the file
constexpr int N = 4 + 4;
// ---- in the kernel
  Tile<TileType::Vec, float, N, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w1;
  TASSIGN(w1, (uint64_t) 0);
  Tile<TileType::Vec, float, N, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w2;
  TASSIGN(w2, (uint64_t) 16384);
  Tile<TileType::Vec, float, N, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w3;
  TASSIGN(w3, (uint64_t) 32768);
  Tile<TileType::Vec, float, N, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w4;
  TASSIGN(w4, (uint64_t) 49152);
  Tile<TileType::Vec, float, N, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w5;
  TASSIGN(w5, (uint64_t) 65536);
  Tile<TileType::Vec, float, N, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w6;
  TASSIGN(w6, (uint64_t) 81920);
  TADD(w1, w2, w3);
  pipe_barrier(PIPE_V);
  TEXP(w4, w1);
// ==== a computed size
  Tile<TileType::Vec, float, 4 + 4, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w1;
  TASSIGN(w1, (uint64_t) 0);
  Tile<TileType::Vec, float, 4 + 4, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w2;
  TASSIGN(w2, (uint64_t) 16384);
  Tile<TileType::Vec, float, 4 + 4, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w3;
  TASSIGN(w3, (uint64_t) 32768);
  Tile<TileType::Vec, float, 4 + 4, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w4;
  TASSIGN(w4, (uint64_t) 49152);
  Tile<TileType::Vec, float, 4 + 4, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w5;
  TASSIGN(w5, (uint64_t) 65536);
  Tile<TileType::Vec, float, 4 + 4, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> w6;
  TASSIGN(w6, (uint64_t) 81920);
  TADD(w1, w2, w3);
  pipe_barrier(PIPE_V);
  TEXP(w4, w1);
// ==== a tile type of the file
using V = TILE;
// ---- in the kernel
  V w;
  TASSIGN(w, 0);
  TADD(w, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a tile type of a class
struct Types { using V = TILE; };
// ---- in the kernel
  Types::V w;
  TASSIGN(w, 0);
  TADD(w, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== tiles of an array
  TILE w[2];
  TASSIGN(w[0], 0);
  TADD(w[0], v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a mode behind a name
  constexpr RoundMode M = RoundMode::CAST_NONE;
  TADD(v1, v2, v3);
  TCVT(v6, v2, M);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a valid shape that changes
  v2.SetValidShape(v90, v90);
  TADD(v1, v2, v3);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
// ==== a read of an element
  TADD(v1, v2, v3);
  TADDS(v6, v2, 1.0f);
  pipe_barrier(PIPE_V);
  TEXP(v4, v1);
