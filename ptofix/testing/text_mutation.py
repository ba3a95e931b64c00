"""Damaged and foreign C++ texts: kernels with tokens, statements and bytes changed and constructs of full C++ put in.

`mutated_text(seed)` gives a text before and after one to six changes. The vocabulary is C++'s and the assembler's; a
change knows nothing of what the text means, so that it goes where nobody thought of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeVar

from ptofix.testing.corpus import CPP, WRAPPED
from ptofix.testing.kernels import KernelShape, kernel_of_seed

_T = TypeVar("_T")


@dataclass(frozen=True)
class MutatedText:
    """`changes` names what was done, in order. Texts are decoded as ptofix decodes files."""

    seed: int
    base: str
    changes: tuple[str, ...]
    before: str
    after: str


def mutated_text(seed: int) -> MutatedText:
    rng = Random(seed)
    base, before = _base(rng)
    after, changes = before, list[str]()
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        change = rng.choices(_CHANGES, _WEIGHTS)[0]
        after = change(after, rng)
        changes.append(change.__name__.removeprefix("_"))
    return MutatedText(seed, base, tuple(changes), before, after)


# ---- what is changed ----

# Constructs that the small kernels of the corpus have not: helpers, switches, a step, run-time ids, TPipe, other cores.
_HAND_WRITTEN = {
    "helper": """\
static AICORE inline void helper(Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> v20) {
  TEXP(v20, v20);
  pipe_barrier(PIPE_V);
}
extern "C" __global__ AICORE void first(__gm__ float* v1, int32_t v2) {
  #if defined(__DAV_VEC__)
@tiles
  TADD(v10, v11, v12);
  pipe_barrier(PIPE_V);
  helper(v10);
  TADD(v11, v10, v12);
  pipe_barrier(PIPE_V);
  TMUL(v13, v12, v12);
  #endif
  return;
}
""",
    "switch": """\
extern "C" __global__ AICORE void second(__gm__ float* v1, int32_t v2, float v3) {
  const int64_t v4 = 4096;
  const int32_t v5 = 0;
  const int32_t v6 = 1;
  #if defined(__DAV_VEC__)
@tiles
  switch (v2) {
  case 0: {
    TADD(v10, v11, v12);
    pipe_barrier(PIPE_V);
    break;
  }
  case 1:
    TADDS(v12, v11, v3);
  default:
    TMUL(v13, v10, v11);
    break;
  }
  pipe_barrier(PIPE_V);
  for (int32_t v7 = v5; v7 < v2; v7 += v6) {
    TADD(v10, v11, v12);
    pipe_barrier(PIPE_V);
    TMULS(v13, v10, v3);
    int64_t v8 = v7 * v4;
    uint64_t v9 = (uint64_t) v8;
    TASSIGN(v11, v9);
    set_flag(PIPE_V, PIPE_MTE3, (event_t) (v7 % 2));
    wait_flag(PIPE_V, PIPE_MTE3, (event_t) (v7 % 2));
  }
  pipe_barrier(PIPE_V);
  while (v2 > 3) {
    TEXP(v10, v13);
    if (v2 == 7) {
      pipe_barrier(PIPE_V);
      continue;
    } else if (v2 == 5) {
      break;
    }
  }
  #endif
}
""",
    "cores": """\
extern "C" __global__ AICORE void third(__gm__ float* v1, __gm__ float* v2, int32_t v3) {
  using T = float;
  using Size = pto::Shape<1, 1, 1, 8, 64>;
  #if defined(__DAV_CUBE__)
  set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  wait_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);
  pipe_barrier(PIPE_MTE1);
  #endif // __DAV_CUBE__
  #if defined(__DAV_VEC__)
@tiles
  TLOAD(v10, v1);
  set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
  TROWEXPANDMUL(v11, v10, v14);
  pipe_barrier(PIPE_V);
  TADD(v12, v11, v10);
  pipe_barrier(PIPE_V);
  TROWSUM(v14, v12, v13);
  pipe_barrier(PIPE_V);
  TMULS(v10, v13, 2.0f);
label1:
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);
  TSTORE(v2, v12);
  if (v3 > 2) {
    goto label1;
  }
  pipe_barrier(PIPE_ALL);
  #endif // __DAV_VEC__
  return;
}
""",
}
_TILE = "Tile<TileType::Vec, float, {}, {}, BLayout::{}, {}, {}, SLayout::NoneBox>"
_TILES = "\n".join(
    f"  {_TILE.format(rows, cols, layout, rows, cols)} {name};\n  TASSIGN({name}, {address});"
    for name, rows, cols, layout, address in (
        ("v10", 16, 64, "RowMajor", 0),
        ("v11", 16, 64, "RowMajor", 4096),
        ("v12", 16, 64, "RowMajor", 8192),
        ("v13", 16, 64, "RowMajor", 4096),
        ("v14", 16, 1, "ColMajor", 16384),
    )
)


@cache
def _corpus(large: bool) -> tuple[tuple[str, str], ...]:
    files = (*sorted(CPP.glob("*.cpp")), *sorted(WRAPPED.glob("*.cpp")))
    paths = (path for path in files if path.name.startswith("fa_") == large)
    return tuple((path.name, path.read_text()) for path in paths)


def _base(rng: Random) -> tuple[str, str]:
    """A name and a text: most often a small kernel, as the large ones take hundreds of times as long."""
    kind = rng.randrange(400)
    if kind == 0:
        return rng.choice(_corpus(large=True))
    if kind < 140:
        return rng.choice(_corpus(large=False))
    if kind < 260:
        seed = rng.randrange(100_000)
        return f"random-{seed}", kernel_of_seed(seed, KernelShape(statements=4))
    name = rng.choice(sorted(_HAND_WRITTEN))
    return name, _HAND_WRITTEN[name].replace("@tiles", _TILES)


# ---- tokens ----

_PIECE = re.compile(r"//[^\n]*|/\*(?s:.*?)\*/|\w+|\"[^\"\n]*\"|[^\s\w]")
_VOCABULARY = tuple(
    """
    auto bool break case catch char class const constexpr continue decltype default delete do double else enum
    explicit extern false float for friend goto if inline int long mutable namespace new noexcept nullptr operator
    private public register return short signed sizeof static static_assert static_cast struct switch template this
    throw true try typedef typename union unsigned using virtual void volatile while co_await concept requires and or
    not alignas asm __attribute__ __gm__ __global__ AICORE __restrict__ int8_t uint8_t int32_t uint32_t int64_t
    uint64_t size_t half bfloat16_t event_t pto std Tile TPipe TileType Vec Mat Left Right Acc GlobalTensor Shape
    Stride Layout PadValue TADD TSUB TMUL TDIV TMULS TADDS TEXP TMOV TROWSUM TROWMAX TROWEXPANDMUL TROWEXPANDSUB TSEL
    TCVT TTRANS TGATHER TREM TLOAD TSTORE TASSIGN TRESHAPE TSUBVIEW TPUSH TPOP TFREE TALLOC TMATMUL TEXTRACT
    pipe_barrier set_flag wait_flag ptoas_auto_sync_tail PIPE_S PIPE_V PIPE_M PIPE_MTE1 PIPE_MTE2 PIPE_MTE3 PIPE_FIX
    PIPE_ALL EVENT_ID0 EVENT_ID1 EVENT_ID7 __DAV_VEC__ __DAV_CUBE__ #if #else #endif #define #include defined GetValue
    SetValue SetValidShape data 0 1 -1 2 7 8 16 64 4096 0x1000 0b11 07 1'000 1u 4294967295u 0xffffffffffffffff
    18446744073709551616 1.0f 1e3 .5 ( ) [ ] { } < > <% %> , ; : :: . -> .* ... = == != <= >= <=> += -= *= /= <<= ++
    -- + - * / % & | ^ && || ! ~ ? << >> # ## \\ @ $ ` " ' R"( )" // /* */ 'x' "s" [[ ]] v1 v2 v10 v11 é ² _
    __VA_ARGS__
    """.split()
)


def _piece(text: str, rng: Random) -> tuple[int, int]:
    """Where a token near a random place stands."""
    at = rng.randrange(len(text) + 1)
    match = _PIECE.search(text, at) or _PIECE.search(text)
    return match.span() if match is not None else (0, 0)


def _swap_tokens(text: str, rng: Random) -> str:
    (a, b), (c, d) = sorted((_piece(text, rng), _piece(text, rng)))
    return text if b > c else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _swap_neighbours(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    match = _PIECE.search(text, b)
    return text if match is None else text[:a] + match[0] + text[b : match.start()] + text[a:b] + text[match.end() :]


def _delete_token(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    return text[:a] + text[b:]


def _repeat_token(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    return f"{text[:b]} {text[a:]}"


def _replace_token(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    return text[:a] + rng.choice(_VOCABULARY) + text[b:]


def _insert_token(text: str, rng: Random) -> str:
    a, _ = _piece(text, rng)
    return f"{text[:a]}{rng.choice(_VOCABULARY)} {text[a:]}"


_KINDS = (r"\bv\d+\b", r"\b\d+\b", r"\bPIPE_\w+", r"\bEVENT_ID\d", r"\bT[A-Z]+\b", r"[-+*/%<>=!&|]+", r"\b[a-z_]\w*\b")


def _replace_by_its_like(text: str, rng: Random) -> str:
    """A name, number, pipe, op or operator becomes another one of the text."""
    found = list(re.finditer(rng.choice(_KINDS), text))
    if not found:
        return text
    one, other = rng.choice(found), rng.choice(found)
    return text[: one.start()] + other[0] + text[one.end() :]


# ---- statements ----


def _code_line(lines: Sequence[str], rng: Random) -> int:
    full = [i for i, line in enumerate(lines) if line.strip()]
    return rng.choice(full) if full else 0


def _move_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    line = lines.pop(_code_line(lines, rng))
    lines.insert(_code_line(lines, rng), line)
    return "\n".join(lines)


def _delete_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    del lines[_code_line(lines, rng)]
    return "\n".join(lines)


def _repeat_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    lines.insert(_code_line(lines, rng), lines[_code_line(lines, rng)])
    return "\n".join(lines)


def _swap_lines(text: str, rng: Random) -> str:
    lines = text.split("\n")
    i, j = _code_line(lines, rng), _code_line(lines, rng)
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def _change_synchronisation(text: str, rng: Random) -> str:
    """Delete, repeat or move one barrier or flag."""
    found = list(re.finditer(r"(?:pipe_barrier|set_flag|wait_flag)\([^;\n]*;", text))
    if not found:
        return text
    one = rng.choice(found)
    rest = text[: one.start()] + text[one.end() :]
    ends = [match.end() for match in re.finditer(r"[;{}]", rest)] or [0]
    at = rng.choice(ends)
    kind = rng.randrange(3)
    if kind == 0:
        return rest
    if kind == 1:
        return rest[:at] + one[0] + rest[at:]
    return text[: one.end()] + one[0] + text[one.end() :]


# ---- constructs of full C++ ----
# `@t` and `@u` are tiles of the text, `@n` an integer, `@s` one of its statements. Lines starting with # stand alone.

_TILE_TYPE = _TILE.format(16, 64, "RowMajor", 16, 64)
_STATEMENTS = (
    "auto f1 = [&]() { TASSIGN(@t, 0); }; f1();",
    "auto f2 = [](auto& x) { TASSIGN(x, 0); }; f2(@t);",
    "[&] { @s }();",
    "auto pipe_barrier = [](int) {};",
    "auto TADD = [&](auto&... x) { TASSIGN(@t, 0); };",
    "auto& r1 = @t; TASSIGN(r1, 0);",
    "auto&& r2 = @t; TASSIGN(r2, 4096);",
    "auto* p1 = &@t; TASSIGN(*p1, 0);",
    "int64_t& r3 = @n; r3 += 4096;",
    "int* p2 = (int*) &@n; *p2 = 3;",
    "struct S1 { int a; } s1; s1.a = @n;",
    f"struct S2 {{ {_TILE_TYPE} t; }} s2; TADD(s2.t, @t, @u);",
    "union { int a; float b; } u1;",
    "enum { PIPE_V = 3 };",
    "enum E1 : uint8_t { EVENT_ID0 = 7 };",
    "goto done1; done1: ;",
    "if (@n > 1) goto over1; @s over1: ;",
    "again1: @s if (@n) goto again1;",
    "void* where1 = &&there1; goto *where1; there1: @s",
    "do { @s } while (@n < 3);",
    "do pipe_barrier(PIPE_V); while (0);",
    "do { pipe_barrier(PIPE_V); if (@n) break; @s } while (false);",
    "try { @s } catch (...) { pipe_barrier(PIPE_V); }",
    "throw 1;",
    "if (@n) @s",
    "if (@n) ; else @s",
    "if (@n) pipe_barrier(PIPE_V);",
    "if (@n) { @s } else pipe_barrier(PIPE_V);",
    "if (int k1 = @n; k1 > 0) { @s }",
    "if (@n) if (@n > 2) @s else pipe_barrier(PIPE_V);",
    "if constexpr (false) { pipe_barrier(PIPE_V); } else { @s }",
    "else @s",
    "for (;;) @s",
    "for (;;) { @s break; }",
    "for (int i1 = 0; i1 < @n; ++i1) pipe_barrier(PIPE_V);",
    "for (int i2 = 0, j2 = 1; i2 < j2; i2++, TASSIGN(@t, i2)) { @s }",
    "for (unsigned i3 = 3; i3 >= 0; --i3) { @s }",
    "for (uint8_t i4 = 0; i4 < 256; i4++) { @s }",
    "for (auto x1 : {1, 2, 3}) { @s }",
    "for (auto& x2 : tiles) TASSIGN(x2, 0);",
    "while (@n) @s",
    "while (@n--) { @s continue; pipe_barrier(PIPE_V); }",
    "while (false) pipe_barrier(PIPE_V);",
    "switch (@n) case 1: @s",
    "switch (@n) { case 0: @s break; default: @s }",
    "switch (@n) { case 0: do { @s case 1: @s } while (0); }",
    "switch (@n) { pipe_barrier(PIPE_V); case 3 ... 5: @s }",
    "auto [a1, b1] = pair_of(@t, @u); TASSIGN(a1, 0);",
    "@n++, TASSIGN(@t, @n);",
    "TADD(@t, @u, @u), pipe_barrier(PIPE_V);",
    "pipe_barrier(PIPE_V), @s",
    "@n ? pipe_barrier(PIPE_V) : (void) 0;",
    "@n && (pipe_barrier(PIPE_V), true);",
    "(pipe_barrier)(PIPE_V);",
    "::pipe_barrier(PIPE_V);",
    "other::pipe_barrier(PIPE_V);",
    "object.pipe_barrier(PIPE_V);",
    "pipe_barrier<PIPE_V>();",
    "pipe_barrier((pipe_t) 1);",
    "pipe_barrier(PIPE_V)",
    "pipe_barrier(PIPE_V, PIPE_M);",
    "pipe_barrier();",
    "void pipe_barrier(pipe_t);",
    "extern void set_flag(int, int, int);",
    "auto wait = &wait_flag; wait(PIPE_V, PIPE_MTE3, EVENT_ID0);",
    "set_flag(PIPE_V, PIPE_MTE3, (event_t) @n);",
    "wait_flag(PIPE_MTE3, PIPE_V, (event_t) (@n % 2));",
    "set_flag(PIPE_V, PIPE_MTE2, EVENT_ID7); wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID7);",
    "using @t = int;",
    "typedef int @t;",
    "using Alias1 = half; Alias1 value1 = 0;",
    f"using Alias2 = {_TILE_TYPE}; Alias2 other2; TASSIGN(other2, 0); TADD(other2, @t, @u);",
    "{ int @t = 0; @s }",
    f"{{ {_TILE_TYPE} @t; TASSIGN(@t, 0); @s }}",
    f"{_TILE_TYPE} array1[2]; TASSIGN(array1[0], 0); TADD(array1[0], @t, @u);",
    f"static {_TILE_TYPE} static1;",
    "[[maybe_unused]] int q1 = 0;",
    "[[likely]] @s",
    "alignas(32) int q2;",
    "__attribute__((noinline)) int q3 = 3;",
    'const char* c1 = "pipe_barrier(PIPE_V);";',
    'const char* c2 = R"x(pipe_barrier(PIPE_V);\n})x";',
    'const char* c3 = "a" "b\\\n c";',
    "char c4 = '\"'; @s char c5 = '\\'';",
    'auto c6 = 12_km + "x"_s;',
    "// a comment that goes on \\\n@s",
    "/* @s */",
    "// @s",
    "/* pipe_barrier(PIPE_V); // */ @s",
    "pipe_\\\nbarrier(PIPE_V);",
    "pipe_barrier /* */ ( // x\n PIPE_V ) ;",
    'asm volatile("nop");',
    'asm("pipe_barrier(PIPE_V);" ::: "memory");',
    'static_assert(sizeof(int) == 4, "pipe_barrier(PIPE_V);");',
    "@t = @u;",
    "@t = std::move(@u);",
    "std::swap(@t, @u);",
    "@t.data() = 0;",
    "@t.SetValidShape(@n, 8);",
    "TASSIGN(@t, @n);",
    "TASSIGN(@t, @n * 4096 + 0x8000u - 1);",
    "TASSIGN(@t, (uint64_t) (int8_t) 4096);",
    "TASSIGN(@t, -4096);",
    "TASSIGN(@t, 1 / 0);",
    "TASSIGN(@t, 1 << 40);",
    "TASSIGN(@t, 0.5 * 8192);",
    "TRESHAPE(@t, @u);",
    "TSUBVIEW(@t, @u, 1, 8);",
    "unknown_op(@t);",
    "unknown_op(&@t, @u);",
    "unknown_op<float>(@t).then([&] { pipe_barrier(PIPE_V); });",
    "pto::TADD(@t, @u, @u);",
    "TADD<float>(@t, @u, @u);",
    "TADD(@t, @u);",
    "TADD(@t + 1, @u, *@u);",
    "TEXP(@t, (@n, @u));",
    "TEXP(@n ? @t : @u, @t);",
    "return;",
    "if (@n > 1) return;",
    "return @s",
    "break;",
    "continue;",
    "co_return;",
    "new (&@t) int;",
    "delete &@t;",
    "@n = 0;",
    "@n += 4096;",
    "--@n;",
    "@n = @n << 33;",
    "const int64_t @n = 3;",
    "int64_t @n{3};",
    "int @t(@n);",
    "<% @s %>",
    "%:define X",
    "??=define Y",
    ";;;",
    "{",
    "}",
    "{ { @s } }",
    "#define EVIL1 @s\nEVIL1",
    "#define EVIL2(x) TASSIGN(@t, x)\nEVIL2(0);",
    "#define @t @u",
    "#define if while",
    "#undef __DAV_VEC__",
    "#if 0\n@s\n#endif",
    "#if 1\n@s\n#else\npipe_barrier(PIPE_V);\n#endif",
    "#ifdef OTHER\n@s\n#endif",
    "#ifndef __DAV_VEC__\n@s\n#elifdef OTHER\n@s\n#endif",
    "#if defined(__DAV_VEC__) && OTHER\n@s\n#elif defined(__DAV_CUBE__)\n@s\n#endif",
    "#if defined(__DAV_CUBE__)",
    "#else",
    "#endif",
    "#elif 1",
    "#pragma unroll",
    '_Pragma("unroll") @s',
    '#line 7 "other.cpp"',
    "#error not here",
    "#include <other.inc>",
    "#",
)

_DECLARATIONS = (
    "template <typename T> void helper1(T& t) { TASSIGN(t, 0); }",
    "template <int N> struct S3 { static void run() { pipe_barrier(PIPE_V); } };",
    "template <class... T> AICORE void TADD(T&... t) { }",
    "template <> void TADD<float>(float&, float&, float&) { }",
    "namespace pto { void TADD(int, int, int); }",
    "namespace a::b { using namespace pto; }",
    "namespace { int64_t hidden1 = 0; }",
    "inline void TEXP(auto& a, auto& b) { a = b; }",
    "static void pipe_barrier(int) { }",
    "#define pipe_barrier(x)",
    "#define pipe_barrier (x)",
    "#define PIPE_V PIPE_M",
    "#define TADD TSUB",
    "#define float half",
    "#define __DAV_VEC__",
    "#define AICORE",
    '#include "other.hpp" // pipe_barrier(PIPE_V);',
    "#pragma once",
    "static AICORE void sync1() { pipe_barrier(PIPE_ALL); }",
    "AICORE void flags1() { set_flag(PIPE_V, PIPE_S, EVENT_ID0); if (1) wait_flag(PIPE_V, PIPE_S, EVENT_ID0); }",
    "AICORE void recursive1(int n) { if (n) { recursive1(n - 1); } pipe_barrier(PIPE_V); }",
    "enum class Mode1 : int8_t { A, B = -1 };",
    "enum event_t { EVENT_ID0, EVENT_ID1 = 1, EVENT_ID2 = EVENT_ID1 };",
    "using namespace std;",
    "using pto::TADD;",
    "using half = float;",
    "typedef unsigned char int64_t;",
    'extern "C" { void c1(); }',
    f"{_TILE_TYPE} global1;",
    "class C1 : public Base { public: C1() : a(1) {} ~C1() = default; operator int() const { return a; } int a; };",
    "union U1 { int a; float b; };",
    "static int32_t counter1 = 0;",
    "int array1[3] = {1, 2, 3};",
    "__global__ AICORE void other1() { }",
    "__global__ AICORE auto other2(int n) -> void { pipe_barrier(PIPE_V); }",
    'static_assert(true, "");',
    "template <typename T> concept Any1 = true;",
    "module;",
    'constexpr int64_t operator"" _km(unsigned long long n) { return n * 4096; }',
    "auto deduced1() { return 1; }",
    "void old1(a, b) int a, b; { }",
)

_WRAPPERS = (
    "if (@n) @s", "if (@n) { @s }", "{ @s }", "[&] { @s }();", "do { @s } while (0);", "for (;;) { @s break; }",
    "while (@n) { @s }", "/* @s */", "// @s", "// \\\n@s", "#if 0\n@s\n#endif", "#ifdef OTHER\n@s\n#endif",
    "#define EVIL3 @s\nEVIL3", "label9: @s", "[[x]] @s", "(void) 0, @s", "else @s", "@s @s", "return @s", "try { @s } "
    "catch (...) {}", 'asm("@s");', "switch (@n) { case 0: @s }", "static auto x9 = @s", "template <int N> @s",
    "if (@n) goto out9; @s out9: ;", "extern @s", "const auto& x8 = @s", "{ @s", "@s }", "((@s", "if (@n) {} else @s",
)  # fmt: skip


def _filled(template: str, text: str, rng: Random) -> str:
    tiles = re.findall(r"TASSIGN\((\w+)", text) or ["v1"]
    integers = re.findall(r"\bint(?:32|64)_t (\w+)", text) or ["v2"]
    statements = re.findall(r"(?m)^\s*([^#\n{}]*;)", text) or [";"]
    words = {"t": tiles, "u": tiles, "n": integers, "s": statements}
    return re.sub(r"@([tuns])", lambda match: rng.choice(words[match[1]]), template)


def _at_line(text: str, piece: str, rng: Random) -> str:
    lines = text.split("\n")
    lines.insert(_code_line(lines, rng) + 1, piece)
    return "\n".join(lines)


def _insert_construct(text: str, rng: Random) -> str:
    return _at_line(text, _filled(rng.choice(_STATEMENTS), text, rng), rng)


def _declare_before(text: str, rng: Random) -> str:
    """Before a function, where it could reach the code below."""
    declaration = rng.choice(_DECLARATIONS)
    functions = [match.start() for match in re.finditer(r"(?m)^(?:extern|static|__global__)[^\n]*AICORE", text)]
    if not functions or rng.random() < 0.2:
        return _at_line(text, declaration, rng)
    at = rng.choice(functions)
    return f"{text[:at]}{declaration}\n{text[at:]}"


def _wrap_statement(text: str, rng: Random) -> str:
    found = list(re.finditer(r"(?m)^([ \t]*)([^#\n{}]*;)", text))
    if not found:
        return text
    one = rng.choice(found)
    wrapped = _filled(rng.choice(_WRAPPERS).replace("@s", one[2]), text, rng)
    return text[: one.start()] + one[1] + wrapped + text[one.end() :]


# ---- characters and bytes ----

_BLANKS = (" ", "\t", "\n", "\r\n", "\r", "\f", "\v", "\\\n", "\\ \n", "\\\r\n", "/**/", "/* pipe_barrier(PIPE_V); */",
           "// }\n", "/*\n*/", "\n\n")  # fmt: skip
_BYTES = (
    b"\0", b"\1", b"\x07", b"\x1a", b"\x1b[31m", b"\x7f", b"\x80", b"\xff", b"\xfe\xff", b"\xc3", b"\xc3\x28",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"\xc2\x85",
    b"\xe2\x80\xae", b"\xd9\xa3", b"\xc2\xb2", b"\xc7\x85", b"\xf0\x9f\x98\x80", b"\\", b"\\\n", b'"', b"'", b"/*",
    b"*/", b"//", b"{", b"}", b"(", b")", b"\r", b"\x0c", b"\x1c", b"\x1d", b"#",
)  # fmt: skip


def _change_layout(text: str, rng: Random) -> str:
    for _ in range(rng.randrange(1, 6)):
        at = _piece(text, rng)[rng.randrange(2)]
        text = text[:at] + rng.choice(_BLANKS) + text[at:]
    return text


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _damage_bytes(text: str, rng: Random) -> str:
    data = bytearray(text, "utf-8", "surrogateescape")
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        if kind == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif kind == 1:
            del data[at : at + rng.randrange(1, 60)]
        else:
            data[at:at] = rng.choice(_BYTES)
    return _decoded(bytes(data))


def _truncate(text: str, rng: Random) -> str:
    data = text.encode("utf-8", "surrogateescape")
    at = rng.randrange(len(data) + 1)
    return _decoded(data[at:] if rng.random() < 0.2 else data[:at])


def _copy_part(text: str, rng: Random) -> str:
    a, b, c = sorted(rng.randrange(len(text) + 1) for _ in range(3))
    return text[:b] + text[a:b] + text[b:] if rng.random() < 0.5 else text[:c] + text[a:b] + text[c:]


_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _swap_tokens, _swap_neighbours, _delete_token, _repeat_token, _replace_token, _insert_token, _replace_by_its_like,
    _move_line, _delete_line, _repeat_line, _swap_lines, _change_synchronisation, _insert_construct, _declare_before,
    _wrap_statement, _change_layout, _damage_bytes, _truncate, _copy_part,
)  # fmt: skip
_WEIGHTS = (2, 2, 3, 3, 4, 3, 10, 6, 4, 4, 3, 8, 20, 7, 8, 5, 3, 1, 1)
