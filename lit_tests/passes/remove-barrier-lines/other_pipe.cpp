// RUN: %exits 2 %ptofix run --remove-barrier-lines 8 %s 2>&1 | %filecheck %s
// RUN: %exits 2 %ptofix run --remove-barrier-lines 9 %s 2>&1 | %filecheck %s
// A barrier of another pipe, or of all.
// CHECK: other_pipe.cpp:{{[89]}}:1: error: line {{[89]}} has no `pipe_barrier(PIPE_V)`
// CHECK: pipe_barrier(PIPE_{{MTE3|ALL}});

void kernel() {
  pipe_barrier(PIPE_MTE3);
  pipe_barrier(PIPE_ALL);
}
