// RUN: %exits 0 %ptofix check %cpp --model ops | %filecheck %s
// A finding that is allowed with a reason, and a comment that meets nothing.
// CHECK: note: nothing to allow here: no PF105 [PF602]
// CHECK: 1 note (model ops); 1 allowed by comments

// KERNEL(float v9): v2 16x64 @0, v3 16x64 @4096, v4 16x64 @8192
  TADD(v4, v2, v3);
  // ptofix: allow PF101 -- the op in front is slow enough
  TMUL(v3, v4, v2);

  // ptofix: allow PF105 -- left over
