"""What is read of a kernel's text before a compiler sees it: starts of kernels, entries, parameters."""

from pathlib import Path

import pytest

from ptofix.record.entries import entries
from ptofix.record.given import given_for
from ptofix.record.launches import rewritten
from ptofix.record.running import Recorded, RecordedLine
from ptofix.record.subblocks import merged
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

KERNEL = """
#define PARAMETERS __gm__ float* out, \\
    int32_t rows
template <typename T, int N>
__global__ AICORE void kernel(__gm__ T __out__* out, __gm__ T* in = nullptr) { if (N > 1) { } }
namespace inner {
extern "C" __global__ AICORE void other(PARAMETERS) { }
// kernel<<<1, nullptr, s>>>(x);
void launch(float* out, void* stream)
{
    kernel<float, 4>
        <<<blocks(1, 2), nullptr,
           stream>>>(out, nullptr);
    ::inner::other<<<1, 0, stream>>>(out, 3);
}
}  // namespace inner
"""


def test_starts_become_calls_in_their_lines() -> None:
    text = rewritten(SourceFile("k.cpp", KERNEL))
    assert text.count("\n") == KERNEL.count("\n")
    assert "::ptofix_record::launch(::inner::other, 1)(out, 3);" in text
    start = text.index("::ptofix_record::launch(kernel<float, 4>")
    assert text[start:].split("blocks")[1].startswith("(1, 2)\n)(out, nullptr);")
    assert "// kernel<<<1, nullptr, s>>>(x);" in text


@pytest.mark.parametrize("text", ["void f() { k<<<1, 2; }", "void f() { (a ? b : c)<<<1, 2, s>>>(); }"])
def test_an_odd_start_is_refused(text: str) -> None:
    with pytest.raises(PtofixError):
        rewritten(SourceFile("k.cpp", text))


def test_entries_and_their_parameters() -> None:
    found = {one.name: one for one in entries(rewritten(SourceFile("k.cpp", KERNEL)))}
    assert [str(one) for one in found.values()] == ["kernel<typename T, int N>", "inner::other", "inner::launch"]
    assert [(p.name, p.is_pointer) for p in found["kernel"].parameters] == [("out", True), ("in", True)]
    assert [tuple(p) for p in found["other"].parameters] == [("out", "float", True), ("rows", "int32_t", False)]
    assert (found["other"].is_kernel, found["launch"].is_kernel) == (True, False)


def recorded(*statements: str) -> Recorded:
    return Recorded((), (), tuple(RecordedLine(one, ()) for one in statements))


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("f(v1 + 4, 7);", "f(v1 + 12, 7);", "f(v1 + (4 + lane * 8), 7);"),
        ("f(v1 + 12);", "f(v1 + 4);", "f(v1 + (12 - lane * 8));"),
        (
            "GlobalTensor<float> g0(v1);",
            "GlobalTensor<float> g0(v1 + 64);",
            "GlobalTensor<float> g0(v1 + (lane * 64));",
        ),
        ("TEXP(t1, t2);", "TEXP(t1, t2);", "TEXP(t1, t2);"),
    ],
)
def test_two_vector_cores_are_one_text(first: str, second: str, both: str) -> None:
    found = merged([recorded(first), recorded(second)])
    assert [line.text for line in found.statements] == [both]
    assert not found.apart


@pytest.mark.parametrize(
    ("first", "second"),
    [("TEXP(t1, t2);", "TLOG(t1, t2);"), ("Tile<1, 2> t0;", "Tile<1, 3> t0;"), ("f(t1);", "f(t2);")],
)
def test_what_takes_other_ways_is_kept_apart(first: str, second: str) -> None:
    found = merged([recorded(first), recorded(second)])
    assert ([line.text for line in found.statements], found.apart) == ([first], True)


def test_the_word_of_the_device_compiler_is_no_attribute() -> None:
    assert rewritten(SourceFile("k.cpp", "[aicore] inline void f() {}")) == "         inline void f() {}"


def test_a_macro_may_paste_the_name_of_a_kernel_together() -> None:
    text = "#define RUN(NAME) void launch_##NAME() { run_##NAME<<<1, nullptr, s>>>(x); }\n"
    assert "{ ::ptofix_record::launch(run_##NAME, 1)(x); }" in rewritten(SourceFile("k.cpp", text))


def test_instructions_of_the_device_are_no_text_of_the_host() -> None:
    text = rewritten(SourceFile("k.cpp", 'void f() { asm volatile("MOV %0, SYS_CNT\\n" : "+l"(now)); asm("nop"); }'))
    assert text == "void f() { (now = 0); (void)0; }"
    keeps_order = 'void f() { __asm__ __volatile__("" ::: "memory"); asm(""); }  // asm("nop")'
    assert rewritten(SourceFile("k.cpp", keeps_order)) == keeps_order
    unknown = rewritten(SourceFile("k.cpp", '#define F asm("ADD %0" \\\n  : "+l"(x))\nint g;'))
    assert unknown.startswith("#define F ::ptofix_record::refuse(")
    assert unknown.endswith(")\\\n\nint g;")


def test_functions_that_only_call_are_entries_that_nobody_is_told_of() -> None:
    text = rewritten(SourceFile("k.cpp", "void a(int n) { k<<<1, 2, 3>>>(n); }\nvoid b(int n) { a(n); }"))
    assert [(one.name, one.is_told) for one in entries(text)] == [("a", True), ("b", False)]


def test_a_whole_number_of_a_type_that_only_the_compiler_knows_stays_whole(tmp_path: Path) -> None:
    (entry,) = entries("template <typename T> __global__ AICORE void k(T scalar, float factor, Layout layout) {}")
    description = tmp_path / "k.toml"
    description.write_text("[scalar]\nvalue = 2147483647\n[factor]\nvalue = 3\n[layout]\nvalue = 1\n")
    given, _ = given_for(entry, str(description), {}, tmp_path)
    assert [one.value for one in given] == ["2147483647", "3.0", "1"]
    description.write_text("[scalar]\nvalue = 0.5\n")
    assert given_for(entry, str(description), {}, tmp_path)[0][0].value == "0.5"


READ = "::ptofix_record::read_as<T>(tiles[i % 2].GetValue(0))"


@pytest.mark.parametrize(
    ("uses", "is_kept"),
    [
        ("TCMPS(d, s, x, CmpMode::GT);", True),
        (
            "#ifdef A\n  pto::TADDS<T>(d, s, x);\n#endif\n { event = TMULS(d, s, (x)); } TDIVS(d, x, s); }\nx = 1; {",
            True,
        ),
        ("", True),
        ("TADDS(d, s, x + 1);", False),
        ("if (x > 0) { TADDS(d, s, x); }", False),
        ("x = 3;", False),
        ("helper(d, x);", False),
        ("T y = x;", False),
    ],
)
def test_a_number_of_a_tile_is_kept_where_only_ops_take_it(uses: str, is_kept: bool) -> None:
    text = f"void f() {{\n  const T x = tiles[i % 2].GetValue(0);\n  {uses}\n}}\n"
    expected = text.replace("const T x = tiles[i % 2].GetValue(0);", f"const auto x = {READ};") if is_kept else text
    assert rewritten(SourceFile("k.cpp", text)) == expected


@pytest.mark.parametrize(
    "text",
    ["  T x = t.GetValue(0) + 1;", "  return t.GetValue(0);", "  f(t.GetValue(0));", "  auto x = t.GetValue(0);"],
)
def test_other_numbers_of_tiles_stay(text: str) -> None:
    assert rewritten(SourceFile("k.cpp", f"void f() {{\n{text}\n}}")) == f"void f() {{\n{text}\n}}"
