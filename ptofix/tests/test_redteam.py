"""C++ that once fooled the prover, the checker or a rewrite: kernels/redteam."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.cpp.parser import parse
from ptofix.passes.fold_muls_one import FoldMulsOne
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.rewriting.job import Pass
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.testing.corpus import REDTEAM
from ptofix.testing.refusals import fault_of_ours
from ptofix.testing.text_judged import PASSES
from ptofix.testing.tools import compiler
from ptofix.tests.redteam_cases import V_BARRIER, files, fragments, pairs, vector_barriers
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


@pytest.fixture(autouse=True, scope="module")
def keep_odd_shapes_out_of_the_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def rewritten(source: SourceFile, item: Pass) -> SourceFile:
    return run_pipeline(source, (item,), Settings()).source


# ---- barriers that must stay ----

KEEP = files("keep")

# The line of the first thing outside of the language; a file that is not here is analysed.
NOT_ANALYSED = {
    "comment_splice": 22,
    "duff": 27,
    "for_step_rebinds": 22,
    "helper_ref_scalar": 4,
    "helper_two_kernels": 47,
    "ifconstexpr_continue": 28,
    "lambda_named_pure": 22,
    "lambda_rebinds": 22,
    "macro_rebinds": 6,
    "overload_unparsed": 5,
    "pipe_name_V": 25,
    "switch_scope_shadow": 25,
    "taint_unknown_op": 22,
    "tcvt_tmp_alias": 24,
    "unbraced_continue2": 27,
    "unbraced_goto": 27,
}


@pytest.mark.parametrize("pattern", PASSES)
@pytest.mark.parametrize("name", KEEP)
def test_a_needed_barrier_stays(name: str, pattern: str) -> None:
    assert vector_barriers(rewritten(KEEP[name], PASSES[pattern]).text) == vector_barriers(KEEP[name].text)


@pytest.mark.parametrize("name", KEEP)
def test_check_names_the_first_place_outside_of_the_language(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected = [NOT_ANALYSED[name]] if name in NOT_ANALYSED else []
    code = cli.main(["check", "--strict-undecided", str(REDTEAM / "keep" / f"{name}.cpp")])
    lines = re.findall(r"^.*:(\d+):\d+: .*PF503", capsys.readouterr().out, re.MULTILINE)
    assert sorted(map(int, lines))[:1] == expected
    assert code == 1 or not expected


FRAGMENTS = fragments("fragments")


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_needed_barrier_of_a_fragment_stays(name: str) -> None:
    source = FRAGMENTS[name]
    for pattern, item in PASSES.items():
        left = vector_barriers(_rewritten_or_refused(source, item).text)
        # `minimal` also orders what the text leaves unordered.
        assert left == vector_barriers(source.text) or (pattern == "minimal" and left > vector_barriers(source.text))


@pytest.mark.parametrize("name", KEEP | FRAGMENTS)
def test_the_checker_proves_no_needed_barrier_away(name: str) -> None:
    """The checker has readings of its own: what a rewrite keeps, it must not prove redundant."""
    source = (KEEP | FRAGMENTS)[name]
    for place in V_BARRIER.finditer(source.text):
        call = place.end() - len("pipe_barrier(PIPE_V);")
        without = source.text[:call] + source.text[place.end() :]
        assert not _is_proved(source, SourceFile("after.cpp", without))


def _is_proved(before: SourceFile, after: SourceFile) -> bool:
    try:
        return isinstance(check(before, after), Proved)
    except PtofixError as refused:
        if fault_of_ours(refused):
            raise
        return False


def _rewritten_or_refused(source: SourceFile, item: Pass) -> SourceFile:
    try:
        return rewritten(source, item)
    except PtofixError as refused:
        if fault_of_ours(refused):
            raise
        return source


# ---- different programs ----


def _pairs_of_files() -> dict[str, tuple[SourceFile, SourceFile]]:
    found = files("verify")
    names = sorted({name.removesuffix(".before").removesuffix(".after") for name in found})
    return {name: (found[f"{name}.before"], found[f"{name}.after"]) for name in names}


PAIRS = _pairs_of_files() | pairs("pairs")

# What `--across-versions` says not to compare: qualifiers.
EQUAL_ACROSS_VERSIONS = {"a qualifier gone"}


@pytest.mark.parametrize("name", PAIRS)
def test_different_programs_are_not_proved(name: str) -> None:
    before, after = PAIRS[name]
    for one, other in ((before, after), (after, before)):
        assert not isinstance(check(one, other), Proved)
        assert isinstance(check(one, one), Proved)
        if name not in EQUAL_ACROSS_VERSIONS:
            assert not isinstance(check(one, other, across_versions=True), Proved)


LOSSES = pairs("losses")


@pytest.mark.parametrize("name", LOSSES)
def test_a_lost_flag_is_not_proved(name: str) -> None:
    before, after = LOSSES[name]
    assert not isinstance(check(before, after), Proved)


# ---- barriers that `minimal` puts in ----

PLACES = files("minimal") | fragments("places")


@pytest.fixture(scope="module")
def minimal() -> dict[str, SourceFile]:
    return {name: rewritten(source, PASSES["minimal"]) for name, source in PLACES.items()}


@pytest.mark.parametrize("name", PLACES)
def test_a_minimal_result_is_accepted(name: str, minimal: dict[str, SourceFile]) -> None:
    assert len(parse(minimal[name]).items) >= len(parse(PLACES[name]).items)
    assert isinstance(check(PLACES[name], minimal[name]), Proved)


def test_minimal_puts_barriers_in_most_places(minimal: dict[str, SourceFile]) -> None:
    assert sum(minimal[name].text != source.text for name, source in PLACES.items()) >= 28


def test_a_minimal_result_compiles(minimal: dict[str, SourceFile], tmp_path: Path) -> None:
    (tmp_path / "pto").mkdir()
    (tmp_path / "pto" / "pto-inst.hpp").write_text(HEADER)
    written = list(_write(minimal, tmp_path / "after")) + list(_write(PLACES, tmp_path / "before"))
    flags = ["-std=c++17", "-pedantic-errors", "-w", "-fsyntax-only", f"-I{tmp_path}", "-D__DAV_VEC__"]
    ran = subprocess.run([compiler(), *flags, *written], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.returncode == 0


def _write(sources: dict[str, SourceFile], folder: Path) -> Iterator[str]:
    folder.mkdir()
    for number, source in enumerate(sources.values()):
        path = folder / f"{number}.cpp"
        path.write_text(source.text)
        yield str(path)


# As much of the library as the kernels use.
HEADER = """\
#pragma once
#include <cstdint>
#define AICORE
#define __global__
#define __gm__
namespace pto {
enum class TileType { Vec };
enum class BLayout { RowMajor };
enum class SLayout { NoneBox };
enum class PadValue { Null };
enum class CompactMode { Null };
template <TileType, class T, int, int, BLayout, int, int, SLayout, int, PadValue, CompactMode>
struct Tile {
  T GetValue(int) const;
};
}
enum pipe_t { PIPE_V, PIPE_ALL };
void pipe_barrier(pipe_t);
void PRINTF(const char *);
int more(int);
template <class... A> void TASSIGN(A &&...);
template <class... A> void TADD(A &&...);
template <class... A> void TADDS(A &&...);
template <class... A> void TEXP(A &&...);
"""


# ---- and the rest ----

OTHER = files("other")


def test_a_control_character_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, result = REDTEAM / "other" / "ctrl.cpp", tmp_path / "result.cpp"
    assert cli.main(["run", "--pattern", "proven", str(path), "-o", str(result)]) == 2
    assert f"{path}:23:8: error: control character 0x01" in capsys.readouterr().err
    assert not result.exists()


@pytest.mark.parametrize("pattern", PASSES)
def test_no_label_is_left_without_a_statement(pattern: str) -> None:
    result = rewritten(OTHER["empty_label"], PASSES[pattern])
    plain = re.sub(r"//[^\n]*|/\*.*?\*/", "", result.text, flags=re.DOTALL)
    assert re.search(r"default:\s*\}", plain) is None
    assert isinstance(check(OTHER["empty_label"], result), Proved)


def test_a_fold_that_loses_a_distance_is_not_made() -> None:
    assert rewritten(OTHER["fold_loses_distance"], FoldMulsOne()).text == OTHER["fold_loses_distance"].text


def test_a_pipe_after_a_macro_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, result = REDTEAM / "other" / "slot_macro.cpp", tmp_path / "result.cpp"
    assert cli.main(["run", "--local-slot-num", "2", str(path), "-o", str(result)]) == 2
    assert ": error: " in capsys.readouterr().err
    assert not result.exists()
