// RUN: rm -f %t.new
// RUN: echo untouched > %t.old
// RUN: cp %t.old %t.kept
// RUN: %exits 2 %ptofix run %s 2>&1 | %filecheck %s
// A conditional that ends in another block.
// CHECK: conditional_across_blocks.cpp:{{[0-9]+:[0-9]+}}: error: `#endif` without `#if` in the same block (the last thing opened is on line 9)

#if X
void k() {
#endif
}
