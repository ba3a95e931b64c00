// RUN: %ptofix run --pattern abs-neg --pattern-file %S/Inputs/own.pat %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: %ptofix patterns --pattern-file %S/Inputs/own.pat | %filecheck %s --check-prefix LIST
// A pattern of the user's own.
// CHECK: abs-neg: 1 done, 1 kept (too-few-repeats: 1)
// LIST: gu, trowexpandmul-tadd (stable, default)
// LIST: abs-neg (opt-in)
// LIST-NEXT: Two ops without shared bytes.

// KERNEL: v2 8x64 @0, v3 8x64 @4096, v4 8x64 @8192, v5 8x64 @12288
  TABS(v3, v2);
  pipe_barrier(PIPE_V);
  TNEG(v5, v4);
  pipe_barrier(PIPE_V);
  TABS(v3, v2);
  pipe_barrier(PIPE_V);
  TNEG(v5, v3);
