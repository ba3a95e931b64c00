"""No input crashes: it is rewritten, or refused with a message. And layout never changes a decision."""

from __future__ import annotations

import random
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ptofix.api.rewriting import RewriteOptions
from ptofix.commands.run import RunOptions, run_file
from ptofix.cpp.lexer import tokenize
from ptofix.cpp.scanner import ItemKind, scan
from ptofix.cpp.shapes import SyntaxTable
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.testing.refusals import fault_of_ours
from ptofix.tests.build import decisions, kernel, kernel_source, run
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

EVERYTHING = (
    "fold-muls-one,remove-barriers{patterns=gu,softmax-exp-sum,softmax-sum-add},drop-redundant-barriers,"
    "local-slot-num{default=2}"
)
SMALL = ("g_gu_loop", "h_final_div_pair", "j_if_else_one_path", "k2_legacy_default_slot_pipe", "o_subview_alias")
FUZZ = settings(
    deadline=None, derandomize=True, database=None, max_examples=40, suppress_health_check=list(HealthCheck)
)
SEEDS = st.integers(0, 2**32)


@pytest.fixture(autouse=True)
def keep_odd_shapes_out_of_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SyntaxTable, "save", lambda _: None)


def small(name: str) -> SourceFile:
    return kernel_source(f"{name}.v0.45.insert-sync")


@cache
def decided(name: str, pipeline: str) -> object:
    """What is decided about a kernel as it is, once for all that compare with it."""
    return decisions(run(small(name), pipeline))


def survives(source: SourceFile) -> None:
    """Rewritten or refused; anything else is an exception."""
    problem = PtofixError([])
    try:
        run(source, EVERYTHING)
    except PtofixError as raised:
        problem = raised
    assert not fault_of_ours(problem)


@FUZZ
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
@example("²")
@example("Tile<TileType::Vec, float, 1², 3², RowMajor> v;")
@example("TPipe<0², D, 8, 8, 8>(a);")
@example("void f() { TPOP<TPipe<0, D, 8, 8, 0>>(p, t); }")
@example("TASSIGN(); TRESHAPE(); TSUBVIEW(); SetValidShape(); pipe_barrier(); set_flag(); wait_flag(); TPOP();")
@example("void f() { TASSIGN(); TRESHAPE(); TPOP(); pipe_barrier(); x.SetValidShape(); x.GetValue(); }")
@example("\0\1\2")
@example("#")
@example("#if\n#else\n#endif")
@example("#define")
@example("case 1: default: x:")
@example("(" * 3000 + ")" * 3000 + ";")
def test_any_text_survives(text: str) -> None:
    survives(SourceFile("t.cpp", text))


WORDS = st.sampled_from(
    "TADD TABS TROWSUM TASSIGN TRESHAPE TSUBVIEW TPOP TPUSH pipe_barrier set_flag wait_flag PIPE_V PIPE_MTE2 EVENT_ID0 "
    "Tile TPipe auto const float int64_t a b c v1 v2 0 1 16 1.0f if else for while switch case default break continue "
    "return goto using enum struct template typename class ( ) [ ] { } < > , ; : :: . -> = == + - * / & && | ! ? # \n "
    '\'x\' "s" // /* */ \\ [[a]] extern "C" __global__ AICORE #if #else #endif #define'.split(" ")
)


@FUZZ
@given(st.lists(WORDS, max_size=60))
def test_any_words_survive(words: list[str]) -> None:
    survives(SourceFile("t.cpp", " ".join(words)))
    survives(kernel(" ".join(words)))


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes_survive_on_the_command_line(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "t.cpp")
        path.write_bytes(data)
        outcome = run_file(str(path), RewriteOptions((RemoveBarriers(),)), RunOptions())
        assert ": error: " in outcome.problem or outcome.text.encode("utf-8", "surrogateescape") == data


@FUZZ
@given(st.sampled_from(SMALL), st.floats(0, 1))
def test_truncated_kernels_survive(name: str, part: float) -> None:
    text = small(name).text
    survives(SourceFile("t.cpp", text[: int(part * len(text))]))


@FUZZ
@given(st.sampled_from(SMALL), st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40)), min_size=1, max_size=5))
def test_kernels_with_holes_survive(name: str, holes: list[tuple[float, int]]) -> None:
    text = small(name).text
    for where, size in holes:
        start = int(where * len(text))
        text = text[:start] + text[start + size :]
    survives(SourceFile("t.cpp", text))


@FUZZ
@given(st.sampled_from(SMALL), SEEDS)
def test_kernels_with_moved_and_lost_statements_survive(name: str, seed: int) -> None:
    rng = random.Random(seed)
    source = small(name)
    parts = [source.text[i.start : i.end] for i in scan(source)]
    for _ in range(4):
        i, j = rng.randrange(len(parts)), rng.randrange(len(parts))
        if rng.random() < 0.5:
            parts[i], parts[j] = parts[j], parts[i]
        else:
            del parts[i]
    survives(SourceFile("t.cpp", "\n".join(parts)))


@pytest.mark.parametrize(
    "text",
    [
        "{" * 5000 + "}" * 5000,
        "void f() {" + "if (n) {" * 3000 + "}" * 3000 + "}",
        "x = " + "-" * 5000 + "1;",
        "x = " + "f(" * 3000 + ")" * 3000 + ";",
        "x = " + "1 + " * 5000 + "1;",
        "x = a" + "[a" * 3000 + "]" * 3000 + ";",
        "A<" * 2000 + "B" + ">" * 2000 + " x;",
        "int x = " + "{" * 3000 + "}" * 3000 + ";",
        "#if X\n" * 3000 + "#endif\n" * 3000,
        "(" * 100000,
        "".join(f"void f{i}() {{ f{i + 1}(); }}\n" for i in range(1200)),
    ],
    ids=lambda text: text[:20].strip(),
)
def test_deep_nesting_is_refused_or_survives(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.cpp").write_text(text)
    outcome = run_file(str(tmp_path / "t.cpp"), RewriteOptions((RemoveBarriers(),)), RunOptions())
    assert ": error: " in outcome.problem or outcome.text == text


# ---- layout ----

BLANKS = (" ", "  ", "\t", "\n", "\r\n", "\n\n", " /* pipe_barrier(PIPE_V); */ ", " // TADD(v1, v2, v3);\n", "/**/ ")


def respaced(source: SourceFile, rng: random.Random) -> SourceFile:
    """The same code with other blanks and comments wherever C++ allows them."""
    text, parts, position = source.text, [], 0
    for item in scan(source):
        parts.append(text[position : item.start])
        if item.kind is ItemKind.DIRECTIVE:
            parts.append(text[item.start : item.end])
        else:
            if rng.random() < 0.2 and (not parts or "//" not in parts[-1]):
                parts.append(rng.choice(BLANKS))
            body, inside = text[item.start : item.end], 0
            for lexeme in tokenize(body):
                gap = body[inside : lexeme.start]
                if gap or (lexeme.type in ("LPAR", "RPAR", "COMMA", "SEMICOLON") and inside):
                    parts.append(rng.choice(BLANKS) if rng.random() < 0.3 else gap)
                parts.append(body[lexeme.start : lexeme.end])
                inside = lexeme.end
            parts.append(body[inside:])
        position = item.end
    return SourceFile(source.name, "".join(parts) + text[position:])


@FUZZ
@given(st.sampled_from(SMALL), SEEDS)
def test_layout_never_changes_a_decision(name: str, seed: int) -> None:
    other = respaced(small(name), random.Random(seed))
    for pipeline in ("remove-barriers{patterns=all}", "drop-redundant-barriers", "local-slot-num{default=2}"):
        assert decisions(run(other, pipeline)) == decided(name, pipeline)


def test_layout_never_changes_a_decision_in_flash_attention() -> None:
    source = kernel_source("fa_q1024_s256_p3.v0.45.insert-sync")
    found = run(respaced(source, random.Random(0)), "remove-barriers{patterns=all}")
    assert decisions(found) == decisions(run(source, "remove-barriers{patterns=all}"))


@pytest.mark.parametrize("name", SMALL)
def test_newline_style_never_changes_a_decision(name: str) -> None:
    source = small(name)
    other = SourceFile(source.name, source.text.replace("\n", "\r\n"))
    assert decisions(run(other, EVERYTHING)) == decided(name, EVERYTHING)


@FUZZ
@given(st.sampled_from(SMALL), SEEDS)
def test_other_names_never_change_a_decision(name: str, seed: int) -> None:
    rng = random.Random(seed)
    source = small(name)
    names = sorted(set(re.findall(r"\bv\d+\b", source.text)))
    others = [rng.choice(("tile_{}", "x{}y", "V{}", "acc{}_0")).format(i) for i in range(len(names))]
    renamed = dict(zip(names, others))
    text = re.sub(r"\bv\d+\b", lambda m: renamed[m[0]], source.text)
    assert decisions(run(SourceFile(source.name, text), EVERYTHING)) == decided(name, EVERYTHING)
