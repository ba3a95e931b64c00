// RUN: %exits 2 %ptofix check --format sarif %s %t.none -o %t.sarif
// RUN: %filecheck %s --input-file %t.sarif
// Files that cannot be used: the log is still written, and says so.
// CHECK: "invocations":
// CHECK: "executionSuccessful": false
// CHECK: "level": "error"
// CHECK: `}` closes nothing
// CHECK: "uri": "{{.*}}sarif_unreadable.cpp"
// CHECK: "startLine": 13
// CHECK: No such file or directory
// CHECK: "results": []

}
