// RUN: mkdir -p "%t<b>"
// RUN: cp %s "%t<b>/a.cpp"
// RUN: %exits 1 %ptofix compare --view pipes --format html "%t<b>/a.cpp" "%t<b>/a.cpp" | %filecheck %s
// No text of the input becomes a tag: neither names of files nor what is written in them.
// CHECK: <code>{{.*}}&lt;b&gt;/a.cpp</code>
// CHECK: <td class="count">A&amp;&amp;B&lt;C&gt;</td>

void f() {
  using P = TPipe<0, A && B<C>>;
  TADD(a, b, c);
}
MACRO(x)
