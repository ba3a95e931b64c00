"""PF311: what the cores of a kernel do with the pipes between them, and the loops around it."""

from __future__ import annotations

import pytest

from ptofix.order.model import DEFAULT
from ptofix.rules.checking import check
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile

TENSOR = "GlobalTensor<float>"


def _calls(text: str, name: str, type_: str, held: str) -> str:
    for word, op in (("alloc", "TALLOC"), ("push", "TPUSH"), ("pop", "TPOP"), ("free", "TFREE")):
        text = text.replace(
            f"{word}({name});", f"{op}<{type_}, {TENSOR}, TileSplitAxis::TILE_NO_SPLIT>({name}, {held});"
        )
    return text


def found(cube: str, vector: str, slots: int = 2, head: str = "", flag_id: int = 0) -> list[tuple[Severity, str]]:
    """What PF311 says where the cores do this: `p` goes to the vector cores, `q` back."""
    p, q = (f"TPipe<{i}, Direction::DIR_{way}, 4096, {slots}>" for i, way in ((flag_id, "C2V"), (flag_id + 2, "V2C")))
    sections = []
    for macro, body in (("CUBE", cube), ("VEC", vector)):
        body = _calls(_calls(body.replace("fill(", "alloc(p); push("), "p", p, "g"), "q", q, "h")
        barrier = "pipe_barrier(PIPE_MTE2);"
        pipes = f"auto p = {p}(gm, 0, 0);\nauto q = {q}(gm, 0, 0);\n{TENSOR} g(nullptr);\n{TENSOR} h(nullptr);\n"
        sections.append(f"#if defined(__DAV_{macro}__)\n{pipes}{body}\n{barrier}\n#endif\n".replace("; ", ";\n"))
    text = f"{head}__global__ AICORE void k(__gm__ float* gm, int32_t n, int32_t m) {{\n{''.join(sections)}}}\n"
    findings = check(SourceFile("cores.cpp", text.replace("{ ", "{\n").replace(" }", "\n}\n")), DEFAULT).findings
    return [(one.severity, one.message) for one in findings if one.code == "PF311"]


def loop(end: str, body: str, start: str = "0", step: str = "++i") -> str:
    return f"for (int32_t i = {start}; i < {end}; {step}) {{ {body} }}"


def nested(end: str, other: str, body: str) -> str:
    return loop(end, f"for (int32_t j = 0; j < {other}; ++j) {{ {body} }}")


FILL, TAKE = "alloc(p); push(p); ", "pop(p); free(p); "


@pytest.mark.parametrize(
    ("cube", "vector"),
    [
        (FILL, TAKE),
        (FILL * 3, loop("3", TAKE)),
        (loop("n", FILL * 2), loop("n", TAKE * 2)),
        (loop("2 * n", FILL, "0", "i += 2"), loop("n", TAKE)),
        (loop("n", FILL, "1"), loop("n - 1", TAKE)),
        (loop("n + 1", FILL, "0", "i += 4"), loop("n + 1", TAKE, "0", "i += 4")),
        (loop("get_block_num()", FILL, "get_block_idx()"), loop("get_block_num()", TAKE, "get_block_idx()")),
        (nested("n", "m", FILL), loop("n", TAKE)),  # if m is 1
        (FILL + loop("n", FILL), loop("n", TAKE) + TAKE),
        (f"if (n > 0) {{ {FILL} }}", ""),  # perhaps never
        (loop("n", FILL), loop("m", TAKE)),  # perhaps the same
        (loop("n", f"if (i == 5) {{ break; }} {FILL}"), loop("n", TAKE)),
        (f"my_helper(n); {FILL}", TAKE + TAKE),
        (FILL, f"p.cons.setWaitStatus(false); {TAKE}{TAKE}"),
        (FILL, f"my_helper(n); {TAKE}{TAKE}"),
        (f"my_helper(n); {FILL}", f"pop(q); {TAKE}"),
        (FILL + FILL, TAKE + "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(2, 1));"),  # a signal of the pipe by hand
        (loop("n", "pop(q); free(q); " + FILL), loop("n", "alloc(q); push(q); " + TAKE)),
        (loop("100", FILL), loop("n", TAKE)),  # if n is more than any number that is tried
        (f"while (n > 0) {{ {FILL}n -= 1; }}", TAKE),  # a loop whose rounds are not known
        ("ffts_cross_core_sync(PIPE_FIX, getFFTSMsg(2, 0)); ", TAKE),  # what is popped may be given by hand
        (loop("n", FILL), loop("n - (int32_t) get_subblockid()", TAKE)),  # one of the vector cores agrees
    ],
)
def test_cores_that_agree_or_may(cube: str, vector: str) -> None:
    assert not found(cube, vector)


@pytest.mark.parametrize(
    ("cube", "vector", "message"),
    [
        ("", TAKE, "`TPOP` waits forever: the cube core pushes nothing to pipe 0"),
        (f"if (n > 0) {{ {TAKE} }}", FILL, "`TPOP` waits forever: the vector core pushes nothing to pipe 0"),
        (FILL, "", "what is pushed here is left over: of pipe 0, the cube core pushes 1, and the vector core does not"),
        (FILL, TAKE * 2, "`TPOP` waits forever: of pipe 0, the vector core pops 2 and frees 2, and the cube"),
        (FILL * 3, "", "`TALLOC` waits forever for a free slot: of pipe 0, the cube core pushes 3"),
        (FILL * 9, "pop(p); " * 9, "`TALLOC` waits forever for a free slot: of pipe 0, the cube core pushes 9"),
        (loop("n", FILL), loop("n - 1", TAKE), "what is pushed here is left over"),
        (loop("n", FILL), loop("n", TAKE, "1"), "what is pushed here is left over"),
        (loop("n", FILL), loop("n", TAKE * 2), "`TPOP` waits forever: of pipe 0, the vector core pops 2"),
        (loop("n", FILL) + FILL, loop("n", TAKE), "the end of pipe 0 waits forever for a free slot"),
        (nested("n", "m", FILL) + FILL, nested("n", "m", TAKE), "the end of pipe 0 waits forever"),
        (f"pop(q); free(q); {FILL}", f"{TAKE}alloc(q); push(q);", "`TPOP` waits forever: of pipe 2, the cube"),
        (loop("n", f"{FILL}if (n > 3) {{ pipe_barrier(PIPE_FIX); }}"), "", "what is pushed here is left over"),
    ],
)
def test_cores_that_do_not_agree(cube: str, vector: str, message: str) -> None:
    [(severity, said), *more] = found(cube, vector)
    assert severity is Severity.ERROR
    assert said.startswith(message)
    assert not more


def test_credits_that_run_out_in_the_end_are_undecided() -> None:
    assert [severity for severity, _ in found(loop("n", FILL), loop("n", "pop(p); "))] == [Severity.UNDECIDED]
    assert not found(FILL * 3, "pop(p); " * 3, slots=8)  # no version gives a credit so early


def test_a_pipe_that_is_made_in_each_round_counts_from_there() -> None:
    """Its slots are free again, so that no credits are wanted."""
    type_ = "TPipe<4, Direction::DIR_C2V, 4096, 2>"
    made = f"auto r = {type_}(gm, 0, 0); "
    each = loop("9", f"{made}{_calls('alloc(r); push(r); ', 'r', type_, 'g')}")
    assert not found(each, loop("9", f"{made}{_calls('pop(r); ', 'r', type_, 'g')}"))


def test_a_loop_that_is_left_at_a_number_of_the_sub_block() -> None:
    assert not found(loop("n", FILL), loop("n", TAKE, "get_subblockid()", "i += 2"))


def test_halves_that_are_other_functions_are_not_compared() -> None:
    head = "AICORE void other() {\n#if defined(__DAV_VEC__)\npipe_barrier(PIPE_V);\n#endif\n}\n"
    text = f"{head}__global__ AICORE void k(__gm__ float* gm) {{\n#if defined(__DAV_VEC__)\n"
    type_ = "TPipe<0, Direction::DIR_C2V, 4096, 2>"
    body = f"auto p = {type_}(gm, 0, 0);\n{TENSOR} g(nullptr);\n{_calls(TAKE.replace('; ', ';'), 'p', type_, 'g')}"
    checked = check(SourceFile("half.cpp", f"{text}{body}\n#endif\n}}\n"), DEFAULT)
    assert "PF311" not in {finding.code for finding in checked.findings}
