// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// A tile that somebody placed on the hidden scratch is in flight.
// CHECK: hidden scratch tmp_ub
// CHECK: final-div: 0 done, 1 kept (war: 1)

// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 188416);
  TABS(v6, v6);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
