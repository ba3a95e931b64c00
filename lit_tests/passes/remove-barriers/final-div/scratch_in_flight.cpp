// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The hidden scratch is in flight, since another broadcast used it.
// CHECK: it keeps apart WAR on UB[188416, 189440) (hidden scratch tmp_ub)
// CHECK: final-div: 0 done, 1 kept (war: 1)

// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> v6;
  TASSIGN(v6, 40960);
  TROWEXPANDMUL(v3, v3, v6);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
