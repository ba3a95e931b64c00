// RUN: %ptofix run --pattern none --fold-muls-one %cpp -o %t.cpp 2>&1 | %filecheck %s
// The same with a barrier after the multiplication: nothing rests on its distance.
// CHECK: TMULS: 1 done, 0 kept
// CHECK: verified: fold-muls-one

// KERNEL: v2 32x256 @0, v3 32x256 @32768, v4 32x256 @65536, v5 32x256 @98304
  const float one = 1.0f;
  TMULS(v2, v3, one);
  pipe_barrier(PIPE_V);
  TADD(v4, v2, v5);
