// RUN: %ptofix run --pattern final-div %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The division has a barrier inside: what it touches before that must not be in flight.

// Nothing is in flight.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// Dividend and result are in flight: the barrier inside the division keeps them apart.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// The barrier inside the division also keeps what follows apart from older ops.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);
  TABS(v3, v3);

// With a row-major divisor the division has no barrier inside.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[missed]: {{.*}}[raw]
// KERNEL: v2 4x128 @0, v3 4x128 @16384, v4 4x8 @32768
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// The divisor is in flight, under another name.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[missed]: {{.*}}it keeps apart RAW on UB[32768, 32896) (v5 and v4){{.*}}[raw]
// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TADD(v5, v5, v5);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// The divisor is in flight, written two ops earlier.
// CHECK-DAG: :[[# @LINE + 5]]:3: remark[missed]: {{.*}}[evidence]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32
  TRESHAPE(v5, v4);
  TADD(v5, v5, v5);
  TABS(v2, v3);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// The hidden scratch is in flight, since another broadcast used it.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[missed]: {{.*}}it keeps apart WAR on UB[188416, 189440) (hidden scratch tmp_ub){{.*}}[war]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 1x32, v6 32x1 @40960
  TRESHAPE(v5, v4);
  TROWEXPANDMUL(v3, v3, v6);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// A tile that somebody placed on the hidden scratch is in flight.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[missed]: {{.*}}hidden scratch tmp_ub{{.*}}[war]
// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 1x32, v6 8x64 @188416
  TRESHAPE(v5, v4);
  TABS(v6, v6);
  pipe_barrier(PIPE_V);
  TROWEXPANDDIV(v2, v2, v4);

// CHECK: final-div: 3 done, 5 kept (evidence: 1, raw: 2, war: 2)
