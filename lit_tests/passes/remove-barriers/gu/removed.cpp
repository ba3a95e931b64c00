// RUN: %ptofix run --evidence extrapolated %cpp -o %t.cpp --remarks all 2>&1 | %filecheck %s
// The forms of the pattern that lose their barrier.

// The order of assembler 0.45: wait, barrier, add.
// CHECK: :[[# @LINE + 5]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// The order of assembler 0.37: barrier, wait, add.
// CHECK: :[[# @LINE + 4]]:3: remark[passed]: {{.*}}remove-barriers: gu: removed pipe_barrier(PIPE_V) [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  pipe_barrier(PIPE_V);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TADD(v2, v2, v3);

// The accumulator may be either summand.
// CHECK: :[[# @LINE + 5]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v3, v2);

// The sum may go to other bytes.
// CHECK: :[[# @LINE + 5]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v3, v2, v3);

// 16 vector repeats are enough.
// CHECK: :[[# @LINE + 5]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 16x64 @0, v3 16x64 @16384, v4 16x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// Another name for the same bytes is the accumulator.
// CHECK: :[[# @LINE + 5]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 32x128 @0
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v5, v5, v3);

// Names that are not `vN`.
// CHECK: :[[# @LINE + 5]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: acc 32x128 @0, partial 32x128 @16384, scale_1 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(acc, acc, scale_1);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(acc, acc, partial);

// Calls over several lines, with comments inside.
// CHECK: :[[# @LINE + 7]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2,
      v2, // the accumulator
      v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(
    PIPE_V);
  TADD(v2, /* in place */ v2,
    v3);

// Statements without vector work may be between the ops.
// CHECK: :[[# @LINE + 7]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  int64_t v9 = 3;
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID3);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// Multiply, wait, barrier and add in a loop: the back edge is long enough, too.
// CHECK: :[[# @LINE + 6]]:5: remark[passed]: {{.*}} [redundant]
// KERNEL(size_t v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  for (size_t v9 = 0; v9 < v7; v9 += 1) {
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    TROWEXPANDMUL(v2, v2, v4);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TADD(v2, v2, v3);
  }

// An older op of the block needs the barrier: its write of v3 is read by the add.
// CHECK: :[[# @LINE + 6]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL(float v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDDIV(v3, v3, v4);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// Between the accumulator's write and read nothing else may touch its bytes: v5 lies on them.
// CHECK: :[[# @LINE + 6]]:3: remark[passed]: {{.*}} [redundant]
// KERNEL(float v7): v2 32x128 @0, v3 32x128 @16384, v4 32x1 @32768, v5 32x128 @0
  TMULS(v5, v3, v7);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v2, v2, v4);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  pipe_barrier(PIPE_V);
  TADD(v2, v2, v3);

// CHECK: gu: 12 done, 0 kept
// CHECK: rests on {{.*}}hw.repeat-distance
