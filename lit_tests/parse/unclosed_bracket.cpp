// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// A bracket that is never closed.
// CHECK: unclosed_bracket.cpp:{{[0-9]+:[0-9]+}}: error: {{.*}}
// CHECK-NEXT: {{.*}}
// CHECK-NEXT: ^

void k() {
  TADD(v1, v2;
}
