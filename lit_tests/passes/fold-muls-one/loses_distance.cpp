// RUN: %ptofix run --pattern none --fold-muls-one --remarks missed %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: cmp %cpp %t.cpp
// RUN: %ptofix run --pattern none --fold-muls-one --model strict %cpp -o %t.cpp 2>&1 | %filecheck %s --check-prefix STRICT
// RUN: %ptofix run --pattern none --fold-muls-one --no-assume hw.repeat-distance %cpp -o %t.cpp 2>&1 | %filecheck %s --check-prefix MAY
// A multiplication of 128 repeats is far enough from the addition without a barrier; the copy in its place is not. Where
// distance counts for nothing, the copy loses nothing.
// CHECK: TMULS: the copy no longer orders RAW on UB[0, 32768) (v2) from `TMULS` (line {{[0-9]+}}) to `TADD`
// CHECK: TMULS: 0 done, 1 kept (order: 1)
// Where distance is not relied on, it may count all the same.
// MAY: TMULS: 0 done, 1 kept (order: 1)
// STRICT: TMULS: 1 done, 0 kept

// KERNEL: v2 32x256 @0, v3 32x256 @32768, v4 32x256 @65536, v5 32x256 @98304
  const float one = 1.0f;
  TMULS(v2, v3, one);
  TADD(v4, v2, v5);
