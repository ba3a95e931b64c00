// RUN: %ptofix run --pattern softmax-exp-sum %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The two are independent, but nothing else keeps an exponential from the one of the next round.
// CHECK: (line [[# @LINE + 7]]) to `TROWSUM` (line [[# @LINE + 7]])
// CHECK: softmax-exp-sum: 0 done, 1 kept (waw: 1)

// KERNEL(size_t v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192, v5 16x64 @12288, v6 16x1 @16384
  for (size_t v10 = 0; v10 < v9; v10 += 1) {
    TEXP(v3, v2);
    pipe_barrier(PIPE_V);
    TROWSUM(v6, v4, v5);
  }
