// RUN: %ptofix run %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// v5 lies on the bytes of v3 and is written just before; nothing but the barrier keeps write and read apart.
// CHECK: gu: 0 done, 1 kept

// KERNEL(float v7): v3 32x128 @16384, v5 2x128 @16384, v6 2x128 @65536, v9 16x64 @49152, v10 16x1 @57344
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TMULS(v5, v6, v7);
  TROWEXPANDMUL(v9, v9, v10);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v9, v9, v5);
