// RUN: %ptofix run --pattern softmax-sum-add %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// What counts is bytes, whatever the tiles are called.

// The addition touches nothing that the row sum touches.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v6 16x1 @16384, v7 1x64 @20480
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v7, v7, v7);

// The addition reads the sums. The row sum ends with a barrier of its own.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v6 16x1 @16384, v7 16x1 @20480
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v7, v6, v6);

// The addition reads the sums under a name made by TRESHAPE at the top.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v6 16x1 @16384, v7 1x16, v8 1x16 @20480
  TRESHAPE(v7, v6);
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v8, v8, v7);

// The addition reads what the row sum uses as scratch.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v4, v3, v5);

// The addition overwrites what the row sum reads.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v2, v4, v5);

// The addition overwrites the sums.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v6 16x1 @16384, v7 1x16 @16384
  TROWSUM(v6, v2, v3);
  pipe_barrier(PIPE_V);
  TADD(v7, v4, v4);

// CHECK: softmax-sum-add: 6 done, 0 kept
