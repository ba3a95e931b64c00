"""Numbers of the scalar unit, converted as C++ does; each expected value is what g++ made of the same text."""

from __future__ import annotations

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import number, pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.run import Schedule, launch
from ptofix.machine.values import Value
from ptofix.program.integers import INT, LONG, UNSIGNED, Integer
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

# n is -7, m -5000000000, u 4000000000, f 1.3f
CASES = [
    # a union is its bytes
    ("union { uint32_t a; float b; } w; w.b = f;", "int32_t", "w.a", 1067869798),
    ("union { uint32_t a; float b; } w; w.a = 1065353216;", "float", "w.b", 1.0),
    ("union { uint64_t a; float b; } w; w.a = 1073741824;", "float", "w.b", 2.0),
    ("union { uint32_t a; uint8_t b; } w; w.a = 4294967295; w.b = 1;", "int32_t", "w.a", -255),
    # both operands of ? : have one type
    ("int64_t z = n < 0 ? n : u;", "int32_t", "z >> 16", 65535),
    ("", "float", "(n < 0 ? 1 : 2.0f) / 2", 0.5),
    ("", "int32_t", "(n > 0 ? 1 / (n + 7) : -3) > (n > 0 ? 1u : 2u)", 1),
    ("", "int32_t", "(n < 0 ? -1 : (n > 2 ? 1u : 2)) > 0", 1),
    # a variable keeps its type
    ("float g = 0.5f; g = n;", "float", "g / 2", -3.5),
    ("float w; w = n;", "float", "w / 2", -3.5),
    ("float g(n);", "float", "g / 2", -3.5),
    ("float g = n; g += 0.1;", "float", "g - (float) -6.9", 0.0),
    ("int32_t k = 3; k = f * 3; k += 1.9;", "int32_t", "k", 4),
    ("int32_t k; k = 7.9f;", "int32_t", "k", 7),
    ("int16_t j; j = 70000;", "int32_t", "j", 4464),
    ("bool o = 0.5f;", "int32_t", "o", 1),
    # so does a parameter; what is given by reference changes, what is given by value does not
    ("int32_t a = 1; bump(a, 70000);", "int32_t", "a", 4465),
    ("int32_t a = 0; nest(a);", "int32_t", "a", 4),
    ("int32_t a = 1; early(a);", "int32_t", "a", 100),
    ("int32_t a = 1; float r = 0; half_of(n, r, a);", "float", "r + a", -2.5),
    # `else` belongs to its `if` inside of a switch, too; a case runs into the next one
    ("int32_t a = 0; if (n < 0) a = 1; if (n > 0) a = 2;", "int32_t", "a", 1),
    ("int32_t a = 0; if (n > 0) a = 1; else { a = 2; }", "int32_t", "a", 2),
    ("int32_t a = 0; if (n < 0) a = 1; else { a = 2; }", "int32_t", "a", 1),
    ("int32_t a = 0; switch (n) { case -7: if (n < 0) { a = 5; } else { a = 7; } }", "int32_t", "a", 5),
    ("int32_t a = 0; switch (n) { case 1: a = 1; case -7: a += 2; default: a += 4; break; }", "int32_t", "a", 6),
    ("int32_t a = 0; switch (n) { default: a += 4; case 1: a += 8; break; case 2: a = 9; }", "int32_t", "a", 12),
    # what has no value given is 0 where there are braces
    ("int32_t a{}; float b{};", "float", "a + b + 1", 1.0),
    ("int32_t a[4] = {1, 2}; a[1] += 5; a[3]--;", "int32_t", "a[0] + 10 * a[1] + 100 * a[2] + 1000 * a[3]", -929),
    ("bool a = !f; bool b = !(f - f);", "int32_t", "a + 2 * b", 2),
    ("", "int32_t", "(out + 4) - out", 4),
    ("", "int32_t", "(out != nullptr) + 2 * (out + 1 > out) + 4 * !out", 3),
    # a name of a type is the type in a cast, too, and ends with its block; a function has its own
    ("using T = int8_t; int32_t a = static_cast<T>(300); a += T(300);", "int32_t", "a", 88),
    ("using T = int8_t; int32_t b = widened(1); T a = 300;", "int32_t", "a", 44),
    ("using T = int8_t; { using T = int32_t; } T a = 300;", "int32_t", "a", 44),
    ("using T = int32_t; __gm__ T* q = (__gm__ T*) out; q += 1;", "int32_t", "q - (__gm__ int32_t*) out", 1),
    # what a function returns has the type of the function
    ("", "int32_t", "narrowed(300)", 44),
    # constants of the file, with names of types and of other constants
    ("", "int32_t", "kMany + kFew", 47),
    # an integer becomes a float in one step
    ("int64_t a = 9007199791611905;", "int32_t", "a * 1.0f == 9007200328482816.0f", 1),
]
REFUSED = [
    ("", "kOther", "`kOther`, which has no value here"),
    ("int32_t k;", "k", "`+` between these"),
    ("float z = 0.0f; int32_t k = f / z;", "k", "a floating-point number that its integer type does not hold"),
    ("union { uint64_t a; uint8_t b; } w; w.b = 1;", "w.a", "in which nobody has written all its bytes"),
    ("int32_t k = 1; int32_t& r = k; r = 5;", "k", "a reference"),
    ("char a = 200;", "a", "a number of type `char`"),
    ("__gm__ double* q = (__gm__ double*) out; q += 1;", "n", "elements of type double"),
    ("for (int32_t i = 0; i < 1; i += 1) { int32_t a = divided(0); }", "n", "1 / 0, which has no value in C++"),
    ("int32_t a[2] = {1, 2, 3};", "a[0]", "an array with too many values"),
    ("bump(n, n); two(n, n);", "n", "a reference to something other than a variable of its own"),
]
TEXT = """\
using Narrow = int8_t;
constexpr int32_t kFew = 3;
const Narrow kMany = kFew * 100;
const int32_t kOther = other();
AICORE inline Narrow narrowed(int32_t x) {{ return x; }}
AICORE inline int32_t widened(int32_t x) {{ using T = int32_t; T y = x; return y; }}
AICORE inline int32_t divided(int32_t x) {{ if (x == 0) {{ return 1 / x; }} return x; }}
AICORE inline void bump(int32_t& x, int16_t y) {{ x += y; }}
AICORE inline void two(int32_t& x, int32_t& y) {{ x += y; y += x; }}
AICORE inline void nest(int32_t& a) {{ bump(a, 65537); bump(a, 3); }}
AICORE inline void early(int32_t& a) {{ if (a > 0) {{ a = 100; return; }} a = 200; }}
AICORE inline void half_of(float x, float& r, int32_t by_value) {{ by_value += 5; r = x / 2; }}

__global__ AICORE void k(__gm__ {type}* out, int32_t n, int64_t m, uint32_t u, float f) {{
  Tile<TileType::Vec, {type}, 1, 8, BLayout::RowMajor, 1, 8, SLayout::NoneBox, 512, PadValue::Null,
      CompactMode::Null> t;
  TASSIGN(t, 0);
  {statements}
  TEXPANDS(t, {expression});
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  GlobalTensor<{type}, pto::Shape<1, 1, 1, 1, 8>, pto::Stride<8, 8, 8, 8, 1>, pto::Layout::ND> g(out);
  TSTORE(g, t);
}}
"""


def computed(type_: str, statements: str, expression: str) -> float:
    kernel = kernel_of(
        parse(SourceFile("k.cpp", TEXT.format(type=type_, statements=statements, expression=expression)))
    )
    out = np.zeros(8, {"float": np.float32, "int32_t": np.int32}[type_])
    arguments: dict[str, Value] = {
        "out": pointer("out", out, type_),
        "n": Integer(INT, -7),
        "m": Integer(LONG, -5000000000),
        "u": Integer(UNSIGNED, 4000000000),
        "f": number(kernel.head.parameters[4], 1.3),
    }
    launch(kernel, arguments, 1, A2A3, Schedule())
    return float(out[0])


@pytest.mark.parametrize(("statements", "type_", "expression", "expected"), CASES)
def test_a_number(statements: str, type_: str, expression: str, expected: float) -> None:
    assert computed(type_, statements, expression) == expected


@pytest.mark.parametrize(("statements", "expression", "reason"), REFUSED)
def test_a_number_that_nobody_knows(statements: str, expression: str, reason: str) -> None:
    with pytest.raises(PtofixError, match=reason.replace("+", r"\+").replace("?", r"\?")):
        computed("int32_t", statements, f"{expression} + 1")
