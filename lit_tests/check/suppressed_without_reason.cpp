// RUN: %exits 1 %ptofix check %cpp --model ops | %filecheck %s
// Without a reason the finding stays, and the comment is one too.
// CHECK: [PF101]
// CHECK: note: this suppression gives no reason, so it has no effect [PF601]
// CHECK: help: write `// ptofix: allow PF101 -- why this is safe`
// CHECK: 1 error, 2 notes

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADD(v4, v2, v3);
  // ptofix: allow PF101
  TMUL(v3, v4, v2);
