// RUN: %ptofix check %s | %filecheck %s
// RUN: %exits 1 %ptofix check --model strict %s | %filecheck %s --check-prefix STRICT
// RUN: %ptofix verify --absolute %s | %filecheck %s --check-prefix PROOF
// RUN: %exits 1 %ptofix verify --absolute --no-assume hw.accumulator-distance %s | %filecheck %s --check-prefix OFF
// RUN: sed 's/, 64, 64,/, 32, 32,/g; s/, 64, 16,/, 32, 16,/g; s/, 16, 64,/, 16, 32,/g' %s > %t.cpp
// RUN: %exits 1 %ptofix check %t.cpp | %filecheck %s --check-prefix SMALL
// An accumulation of 16 blocks needs no barrier where the text is judged by itself; one of 4 does.

// CHECK: note: in `k`, on the cube core, 1 pair of accesses is in order by distance alone [PF203]
// CHECK: in order by hw.accumulator-distance (16 blocks of the accumulator apart, grade practised): RAW from line {{[0-9]+}} to line {{[0-9]+}}
// CHECK: 1 note (model default); 1 pair rests on hw.accumulator-distance

// STRICT: error: missing{{.*}}: `TMATMUL_ACC` may read `c` before `TMATMUL` has written it: nothing orders the two on PIPE_M [PF101]

// PROOF: proved
// PROOF: rests on hw.accumulator-distance (evidence: practised)
// OFF: RAW on L0C[0, 16384)

// SMALL: error: missing{{.*}}: `TMATMUL_ACC` may read `c` before `TMATMUL` has written it: nothing orders the two on PIPE_M [PF101]
// SMALL: 4 blocks of the accumulator apart; hw.accumulator-distance needs 11

#include "pto/pto-inst.hpp"
using namespace pto;

__global__ AICORE void k(__gm__ float* x) {
#if defined(__DAV_CUBE__)
  Tile<TileType::Left, half, 64, 16, BLayout::RowMajor, 64, 16, SLayout::RowMajor, 512, PadValue::Null> a;
  TASSIGN(a, 0);
  Tile<TileType::Right, half, 16, 64, BLayout::RowMajor, 16, 64, SLayout::ColMajor, 512, PadValue::Null> b;
  TASSIGN(b, 0);
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null> c;
  TASSIGN(c, 0);
  TMATMUL(c, a, b);
  TMATMUL_ACC(c, c, a, b);
#endif
}
