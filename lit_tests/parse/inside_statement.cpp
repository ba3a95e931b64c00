// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// A text that ends inside a statement.
// CHECK: inside_statement.cpp:{{[0-9]+:[0-9]+}}: error: text ends inside a statement
// CHECK-NEXT: int v
// CHECK-NEXT: ^

void k() { }
int v
