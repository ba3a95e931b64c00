// RUN: %ptofix run --pattern proven %cpp -o %t.cpp 2>&1 | %filecheck %s
// RUN: %filecheck %s --input-file %t.cpp --check-prefix TEXT
// RUN: %ptofix run --pattern proven --strip %cpp 2> %t.log | %filecheck %s --check-prefix STRIP
// After a label a null statement stays: a label without a statement is not C++.
// CHECK: PIPE_V: 3 done, 0 kept
// CHECK: verified: drop-redundant-barriers
// TEXT: {{^}}  default:
// TEXT-NEXT: {{^}}    /* ptofix: removed pipe_barrier(PIPE_V): redundant */;{{$}}
// TEXT-NEXT: {{^}}    /* ptofix: removed pipe_barrier(PIPE_V): redundant */{{$}}
// TEXT-NEXT: {{^}}  }
// STRIP: {{^}}  default:
// STRIP-NEXT: {{^}}    ;{{$}}
// STRIP-NEXT: {{^}}  }

// KERNEL(int32_t v9): v2 16x64 @0, v3 16x64 @4096
  TADD(v2, v3, v3);
  switch (v9) {
  case 0:
    pipe_barrier(PIPE_V);
    break;
  default:
    pipe_barrier(PIPE_V);
    pipe_barrier(PIPE_V);
  }
