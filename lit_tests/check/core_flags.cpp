// RUN: %exits 0 %ptofix check %s | %filecheck %s
// RUN: %exits 0 %ptofix verify --absolute %s --certificate %t.json | %filecheck %s --check-prefix ABSOLUTE
// RUN: %filecheck %s --check-prefix CERTIFICATE --input-file %t.json
// RUN: %exits 0 %ptofix verify --certificate %t.json %s | %filecheck %s --check-prefix ABSOLUTE
// RUN: %exits 1 %ptofix check --no-assume hw.core-flags %s | %filecheck %s --check-prefix LOST
// RUN: %exits 1 %ptofix verify --absolute --no-assume hw.core-flags %s | %filecheck %s --check-prefix REFUTED
// The other core gives back a flag that it has not waited for, or one that it gave for an elder tile: nothing follows.
// RUN: sed '/wait_flag_dev(2)/d' %s > %t.early.cpp
// RUN: %exits 1 %ptofix check %t.early.cpp | %filecheck %s --check-prefix LOST
// RUN: %exits 1 %ptofix verify --absolute %t.early.cpp | %filecheck %s --check-prefix REFUTED
// RUN: sed 's/^  wait_flag_dev(2);/  ffts_cross_core_sync(PIPE_FIX, 1057);\n&/' %s > %t.elder.cpp
// RUN: %exits 1 %ptofix check %t.elder.cpp | %filecheck %s --check-prefix LOST
// RUN: %exits 1 %ptofix verify --absolute %t.elder.cpp | %filecheck %s --check-prefix REFUTED
// No rewrite rests on it: a barrier that it alone makes redundant stays.
// RUN: sed 's/^  wait_flag_dev(4);/&\n  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\n  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);/' %s > %t.flags.cpp
// RUN: %exits 1 %ptofix verify %t.flags.cpp %s | %filecheck %s --check-prefix NEEDED
//
// As in the device test tfa: the load of the vector core overwrites a tile that its vector pipe reads. The tile is stored, the
// core says so (flag 2), the cube core waits for that, and says that it has stored what it has made of it (flag 4).
#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void core_flags(__gm__ float* v1, __gm__ float* v2) {
#if defined(__DAV_CUBE__)
  wait_flag_dev(2);
  ffts_cross_core_sync(PIPE_FIX, 1057);
#endif
#if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64> v3;
  TASSIGN(v3, 0);
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64> v4;
  TASSIGN(v4, 4096);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v5(v1);
  GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND> v6(v2);
  TEXP(v4, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v5, v4);
  ffts_cross_core_sync(PIPE_MTE3, 545);
  wait_flag_dev(4);
  TLOAD(v3, v6);
// CHECK: nothing found (model default); 1 pair rests on hw.core-flags
// ABSOLUTE: proved
// ABSOLUTE: rests on hw.core-flags
// CERTIFICATE: "hw.core-flags"
// LOST: error: missing: `TLOAD` may overwrite `v3` while `TEXP` is still reading it{{.*}}[PF105]
// REFUTED: error: missing: on the vector core, `TLOAD(v3, v6);`{{.*}}may start while `TEXP(v4, v3);`
// NEEDED: error: missing: on the vector core, `TLOAD(v3, v6);`
#endif
}
