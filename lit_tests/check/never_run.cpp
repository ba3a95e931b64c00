// RUN: %ptofix check %cpp | %filecheck %s
// What no path leads to is no error, whatever the hardware lacks: a label that its switch never goes to, the end of a
// function after its return.
// CHECK-NOT: error
// CHECK: verdict: in order

// KERNEL: v2 16x64 @0, v3 16x64 @4096
  switch (0) {
  case 1:
    set_flag(PIPE_V, PIPE_MTE3, (event_t) 9);
    pipe_barrier(PIPE_M);
    break;
  default:
    TEXP(v2, v3);
  }
  return;
  pipe_barrier(PIPE_M);
