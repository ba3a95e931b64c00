// RUN: %ptofix run %s -o %t.cpp
// RUN: cmp %s %t.cpp
// What the grammar does not know is kept to the letter.

template <class T, int... N> struct S : B<T> { T operator()(T x) const { return x <=> 3; } };
auto f = [&](int a) mutable { return a; };
int a[] = { 1, 2, };
auto s = R"x(; } // )x";
