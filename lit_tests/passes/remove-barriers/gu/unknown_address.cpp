// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// An address that is not known.

// An address from a parameter is not known.
// CHECK: :[[# @LINE + 5]]:3: remark[missed]: {{.*}}the address of `v2` is not known: the address it is assigned is not a known constant [unknown-address]
// KERNEL(uint64_t v8): v2 32x128 @v8, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// A tile without an address.
// CHECK: :[[# @LINE + 5]]:3: remark[missed]: {{.*}} [unknown-address]
// KERNEL: v2 32x128, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// CHECK: gu: 0 done, 2 kept (unknown-address: 2)
