// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The add must read exactly the bytes that the multiply wrote.

// The add does not touch what the multiply wrote.
// CHECK: :[[# @LINE + 5]]:3: remark[missed]: {{.*}}they are other bytes [not-same-bytes]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 32x128 @65536
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v5, v5, v3);

// The same start address but half of the bytes.
// CHECK: :[[# @LINE + 5]]:3: remark[missed]: {{.*}} [not-same-bytes]
// KERNEL: v2 32x128 @0, v4 32x1 @32768, v5 16x128 @0, v6 16x128 @65536
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v6, v5, v6);

// The add reads the accumulator 512 bytes further on.
// CHECK: :[[# @LINE + 5]]:3: remark[missed]: {{.*}}they overlap but are not equal [not-same-bytes]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 32x128 @512
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v3, v5, v3);

// A call over two lines that reads other bytes.
// CHECK: :[[# @LINE + 5]]:3: remark[missed]: {{.*}} [not-same-bytes]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 32x128 @512
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v3, v5,
    v3);

// CHECK: gu: 0 done, 4 kept (not-same-bytes: 4)
