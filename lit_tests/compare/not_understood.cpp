// RUN: %exits 0 %ptofix compare %cpp %cpp | %filecheck %s
// A call that is not in the op table is an op of the stream, with its place.
// CHECK: A not in the language: {{.*}}:[[# @LINE + 7]]:3: in `kernel`, shown but not understood: `my_helper` is not in the op table
// CHECK: B not in the language:
// CHECK: kernel    vector  prologue  -      unknown  -{{ +}}1  1
// CHECK: ops: equal

// KERNEL: v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADD(v4, v2, v3);
  my_helper(v4);
