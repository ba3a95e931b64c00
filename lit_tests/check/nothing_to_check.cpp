// RUN: %exits 2 %ptofix check %s 2>&1 | %filecheck %s
// A text without a kernel is not clean: nothing was checked.
// CHECK: nothing_to_check.cpp: error: nothing to check: no function of this text works on on-chip memory
// CHECK-NOT: nothing found

static inline int32_t twice(int32_t v1) { return v1 * 2; }
