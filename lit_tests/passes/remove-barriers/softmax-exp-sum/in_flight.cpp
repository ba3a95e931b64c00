// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The two ops are independent, but others are in flight, too.

// The two are independent, but an older op of the block wrote what the row sum reads.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[missed]: {{.*}}[evidence]
// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TNOT(v4, v5);
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);

// An older op beyond an earlier barrier is not in flight.
// CHECK-DAG: :[[# @LINE + 5]]:3: remark[missed]: {{.*}}[evidence]
// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TNOT(v4, v5);
  pipe_barrier(PIPE_V);
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);

// The two are independent, but a younger op before the next barrier reads what the exponential wrote.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
  TMULS(v4, v3, v9);

// A younger op after the next barrier is ordered by that.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);
  pipe_barrier(PIPE_V);
  TMULS(v4, v3, v9);

// The two are independent, but nothing else keeps an exponential from the one of the next round.
// CHECK-DAG: :[[# @LINE + 4]]:5: remark[passed]: {{.*}}[redundant]
// KERNEL(size_t v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  for (size_t v10 = 0; v10 < v9; v10 += 1) {
    TEXP(v3, v2);
    pipe_barrier(PIPE_V);
    TROWSUM(v6, v4, v5);
  }

// The same with a second barrier at the end of the round.
// CHECK-DAG: :[[# @LINE + 4]]:5: remark[passed]: {{.*}} [redundant]
// KERNEL(size_t v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  for (size_t v10 = 0; v10 < v9; v10 += 1) {
    TEXP(v3, v2);
    pipe_barrier(PIPE_V);
    TROWSUM(v6, v4, v5);
    pipe_barrier(PIPE_V);
  }

// CHECK: softmax-exp-sum: 4 done, 2 kept (evidence: 2)
