// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// What counts is bytes, whatever the tiles are called.

// The row sum touches nothing that the exponential touches.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}remove-barriers: softmax-exp-sum: removed pipe_barrier(PIPE_V) [redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);

// Both only read the shared tile.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v2, v5);

// The row sum reads what the exponential wrote.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v3, v5);

// The row sum's scratch lies on what the exponential reads.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v6 16x1 @16384
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v2);

// The row sum's result lies on what the exponential wrote.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v7 16x1 @4096
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v7, v4, v5);

// The row sum reads what the exponential wrote, under a name made by TRESHAPE.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[missed]: {{.*}}RAW on UB[4096, 8192) (v3 and v7){{.*}}[raw]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384, v7 8x128
  TRESHAPE(v7, v3);
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v7, v5);

// Two tiles at one TASSIGN address are one memory.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384, v7 16x64 @4096
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v7, v5);

// An unknown address may be any.
// CHECK-DAG: :[[# @LINE + 3]]:3: remark[missed]: {{.*}} [raw]
// KERNEL(uint64_t v9): v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384, v7 16x64 @v9
  TEXP(v3, v2);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v7, v5);

// A tile that is assigned a new address in between is other memory.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  TASSIGN(v3, 20480);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v3, v5);

// A tile that is assigned the address of the exponential's result in between.
// CHECK-DAG: :[[# @LINE + 4]]:3: remark[passed]: {{.*}}[redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  TEXP(v3, v2);
  TASSIGN(v4, 4096);
  pipe_barrier(PIPE_V);
  TROWSUM(v6, v4, v5);

// CHECK: softmax-exp-sum: 8 done, 2 kept (raw: 2)
