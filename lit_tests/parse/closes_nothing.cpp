// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// A brace that closes nothing.
// CHECK: closes_nothing.cpp:{{[0-9]+:[0-9]+}}: error: `}` closes nothing
// CHECK-NEXT: }
// CHECK-NEXT: ^

void k() {
}
  }
