// RUN: %ptofix run --pattern none %cpp -o %t.cpp
// RUN: sed -e '/^void helper/,/^}/d' %t.cpp > %t.without.cpp
// RUN: %exits 1 %ptofix compare %t.cpp %t.without.cpp | %filecheck %s
// RUN: %exits 1 %ptofix compare %t.cpp %t.cpp | %filecheck %s --check-prefix=SAME
// A function outside of the language is shown with its place and by its spelling; it is never called equal.
// CHECK: A not in the language: {{.*}}.cpp:[[# @LINE + 17]]:1: `helper` is read by its spelling only: a parameter that is a reference or has no name
// CHECK: function  core    segment   stage  class    pipe  A  B
// CHECK: kernel    vector  prologue  -      tile     V     1  1
// CHECK: helper    vector  steady    -      load     MTE2  1  -  differs
// CHECK: helper    vector  steady    -      tile     V     1  -  differs
// CHECK: stream of helper vector steady:
// CHECK-NEXT: A
// CHECK-NEXT: TLOAD MTE2  [[# @LINE + 14]]    -
// CHECK-NEXT: TEXP V      [[# @LINE + 14]]    -
// CHECK: ops: differences: 4 rows, 2 ops
// SAME: ops: not known to be equal: read by its spelling only

// KERNEL: v2 16x64 @0, v3 16x64 @4096
  TEXP(v3, v2);
  #endif
}

void helper(Thing &v4) {
  try {
    #if defined(__DAV_VEC__)
    for (int i = 0; i < 3; ++i) {
      TLOAD(v4.tile, v4.input);
      TEXP(v4.tile, v4.tile);
    }
    #endif
  } catch (...) {
  }
  #if defined(__DAV_VEC__)
