// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// A string that is never closed.
// CHECK: unclosed_string.cpp:{{[0-9]+:[0-9]+}}: error: unclosed string or comment

const char* s = "abc;
