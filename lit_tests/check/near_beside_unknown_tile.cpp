// RUN: %exits 1 %ptofix check %cpp | %filecheck %s
// Four repeats are not enough, wherever the tile of unknown address is.
// CHECK: error: missing{{.*}}: `TADD` may read `v4` before `TMUL` has written it: nothing orders the two on PIPE_V [PF101]

// KERNEL: v2 4x64 @0, v3 4x64 @8192, v4 4x64 @16384, v5 4x64 @24576, v6 4x64
  TMUL(v4, v2, v3);
  TADD(v5, v4, v6);
