// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// `#endif` without `#if`.
// CHECK: endif_without_if.cpp:{{[0-9]+:[0-9]+}}: error: `#endif` without `#if` in the same block

void k() {
  #endif
}
