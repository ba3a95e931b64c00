// RUN: %ptofix check %cpp | %filecheck %s
// RUN: %ptofix verify --absolute %cpp | %filecheck %s --check-prefix PROVED
// RUN: sed s/',  *0>(v10'/', 1>(v10'/ %cpp > %t.down.cpp
// RUN: %exits 1 %ptofix check %t.down.cpp | %filecheck %s --check-prefix DOWN
// RUN: %exits 1 %ptofix verify --absolute %t.down.cpp | %filecheck %s --check-prefix REFUTED
// Headers order their own work: a dsb is after the scalar stores of TFILLPAD of bytes, and a TCI that counts up ends in
// a barrier of PIPE_V. TPRINT reads.
// CHECK-NOT: error
// PROVED: proved: every conflict
// DOWN: error: {{.*}} `TCI` {{.*}} [PF111]
// REFUTED: missing{{.*}}: on the vector core, `TMULS

// KERNEL(__gm__ int8_t* v8): v2 int8_t 16x32 @0, v3 int8_t 16x32 @4096, v10 int32_t 1x64 @8192, v11 1x640 @12288, v12 int32_t 1x64 @16384
  GlobalTensor<int8_t, pto::Shape<1, 1, 1, 16, 32>, pto::Stride<512, 512, 512, 32, 1>, pto::Layout::ND> v7(v8);
  TFILLPAD(v2, v3);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(v7, v2);
  TCI<Tile<TileType::Vec, int32_t, 1, 64>, Tile<TileType::Vec, float, 1, 640>, int32_t, 0>(v10, 0, v11);
  TMULS(v12, v10, 2);
  TPRINT(v12);
  TPRINT(v12);
  pipe_barrier(PIPE_ALL);
