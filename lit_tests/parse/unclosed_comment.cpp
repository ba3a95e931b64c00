// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// RUN: %exits 2 %ptofix run %s -o %t.new 2>&1 | %filecheck %s
// RUN: %exits 1 test -e %t.new
// RUN: %exits 2 %ptofix run %s -o %t.old --report %t.new 2>&1 | %filecheck %s
// RUN: cmp %t.old %t.kept
// RUN: %exits 1 test -e %t.new
// A comment that is never closed.
// CHECK: unclosed_comment.cpp:{{[0-9]+:[0-9]+}}: error: unclosed string or comment
// CHECK-NEXT: /* and so on
// CHECK-NEXT: ^

void k() { }
/* and so on
