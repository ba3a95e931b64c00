"""What the script would have removed: as many barriers as pto-isa's script itself, run on our kernels."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.compat.patch_vec_barriers import main
from ptofix.compat.script import SCRIPT_PATTERNS, patterns_named, selected_lines
from ptofix.testing.corpus import CPP
from ptofix.tests.build import kernel, tree
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import read_source

ALL = tuple(pattern.name for pattern in SCRIPT_PATTERNS)

# Barriers that the script itself (pto-isa 3186c381) removes for gu, softmax-exp-sum and softmax-sum-add. On the files
# that are not named it removes none; the lines were compared beside the project and are the same too.
BY_THE_SCRIPT = {
    "e_exp_rowsum_independent.v0.37dev.insert-sync": (0, 1, 0),
    "e_exp_rowsum_independent.v0.45.insert-sync": (0, 1, 0),
    "e_exp_rowsum_independent.v0.60.graph-sync-solver": (0, 1, 0),
    "e_exp_rowsum_independent.v0.60.insert-sync": (0, 1, 0),
    "f_rowsum_add_alias.v0.37dev.insert-sync": (0, 0, 1),
    "f_rowsum_add_alias.v0.45.insert-sync": (0, 0, 1),
    "f_rowsum_add_alias.v0.60.graph-sync-solver": (0, 0, 1),
    "f_rowsum_add_alias.v0.60.insert-sync": (0, 0, 1),
    "fa_q1024_s256_p3.v0.37dev.insert-sync": (24, 0, 11),
    "fa_q1024_s256_p3.v0.45.insert-sync": (24, 0, 8),
    "fa_q1024_s256_p3.v0.60.insert-sync": (24, 0, 8),
    "fa_q128_s256_p4.v0.37dev.graph-sync-solver": (40, 0, 0),
    "fa_q128_s256_p4.v0.37dev.insert-sync": (40, 0, 15),
    "fa_q128_s256_p4.v0.45.graph-sync-solver": (40, 0, 0),
    "fa_q128_s256_p4.v0.45.insert-sync": (40, 0, 10),
    "fa_q128_s256_p4.v0.60.graph-sync-solver": (40, 0, 10),
    "fa_q128_s256_p4.v0.60.insert-sync": (40, 0, 10),
    "h_final_div_pair.v0.37dev.graph-sync-solver": (2, 0, 0),
    "h_final_div_pair.v0.37dev.insert-sync": (2, 0, 0),
    "h_final_div_pair.v0.45.graph-sync-solver": (2, 0, 0),
    "h_final_div_pair.v0.45.insert-sync": (2, 0, 0),
    "h_final_div_pair.v0.60.graph-sync-solver": (2, 0, 0),
    "h_final_div_pair.v0.60.insert-sync": (2, 0, 0),
    "p_gu_in_branches.v0.37dev.graph-sync-solver": (3, 0, 0),
    "p_gu_in_branches.v0.37dev.insert-sync": (3, 0, 0),
    "p_gu_in_branches.v0.45.graph-sync-solver": (3, 0, 0),
    "p_gu_in_branches.v0.45.insert-sync": (3, 0, 0),
    "p_gu_in_branches.v0.60.graph-sync-solver": (3, 0, 0),
    "p_gu_in_branches.v0.60.insert-sync": (3, 0, 0),
}


@pytest.mark.parametrize("path", sorted(CPP.glob("*.cpp")), ids=lambda path: path.stem)
def test_it_selects_as_many_as_the_script_removes(path: Path) -> None:
    selected = [*selected_lines(tree(read_source(str(path))), ALL).values()]
    assert tuple(map(selected.count, ALL)) == BY_THE_SCRIPT.get(path.stem, (0, 0, 0))


def test_no_file_was_renamed() -> None:
    assert {path.stem for path in CPP.glob("*.cpp")} >= BY_THE_SCRIPT.keys()


V = "pipe_barrier(PIPE_V);"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"TROWEXPANDMUL(a, a, w); {V} wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); TADD(a, a, b);", ["gu"]),
        (f"TROWEXPANDMUL(a, a, w); wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); {V} TADD(a, a, b);", ["gu"]),
        # Neither looks at the operands of this one: it is wrong to remove it, and the script does.
        (f"TROWEXPANDMUL(a, a, w); {V} TADD(b, c, d);", ["gu"]),
        (f"TROWEXPANDMUL(a, a, w); {V} wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); TADD(a, a, b);", []),
        (f"TROWEXPANDMUL(a, a, w); {V} {V} TADD(a, a, b);", []),
        (f"TROWEXPANDMUL(a, a, w); {V} if (n) {{ TADD(a, a, b); }}", []),
        (f"TROWEXPANDMUL(a, a, w); {V} TSUB(a, a, b);", []),
        (f"if (n) {{ TROWEXPANDMUL(a, a, w); {V} TADD(a, a, b); }}", ["gu"]),
        (f"TEXP(a, b); {V} TROWSUM(w, c, d);", ["softmax-exp-sum"]),
        (f"TEXP(a, b); {V} TROWSUM(w, a, d);", []),
        (f"TEXP(a, b); {V} TROWSUM(b, c, d);", []),
        (f"TEXP(a, b); {V} wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); TROWSUM(w, c, d);", []),
        (f"TROWSUM(w, a, b); {V} TADD(c, d, e);", ["softmax-sum-add"]),
        # A scratch tile is written, but the script takes the first operand for all that is.
        (f"TROWSUM(w, a, b); {V} TADD(c, d, b);", ["softmax-sum-add"]),
        (f"TROWSUM(w, a, b); {V} TADD(w, d, e);", []),
        ("TROWSUM(w, a, b); pipe_barrier(PIPE_ALL); TADD(c, d, e);", []),
    ],
)
def test_where_the_script_looks(body: str, found: list[str]) -> None:
    assert [*selected_lines(tree(kernel(body)), ALL).values()] == found


def test_only_the_patterns_that_are_asked_for() -> None:
    source = kernel(f"TEXP(a, b); {V} TROWSUM(w, c, d);")
    assert selected_lines(tree(source), ("gu",)) == {}
    assert selected_lines(tree(source), ("gu", "softmax-exp-sum")) == {4: "softmax-exp-sum"}


def test_it_rests_on_what_the_configuration_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.cpp").write_text((CPP / "h_final_div_pair.v0.45.insert-sync.cpp").read_text())
    arguments = ["k.cpp", "out.cpp", "--remove-vec-barrier-patterns", "gu"]

    def said(settings: str, *more: str) -> str:
        Path("ptofix.toml").write_text(settings)
        assert main([*arguments, *more]) == 0
        return capsys.readouterr().err

    assert "gu: 2 done" in said('evidence = "extrapolated"\npatterns = ["proven"]\n')
    assert "gu: 0 done, 2 kept" in said('no-assume = ["hw.repeat-distance"]\n')
    Path("k.cpp").write_text((CPP / "e_exp_rowsum_independent.v0.45.insert-sync.cpp").read_text())
    arguments[-1] = "softmax-exp-sum"
    assert "softmax-exp-sum: 0 done, 1 kept" in said('evidence = "practised"\n')
    assert "softmax-exp-sum: 1 done" in said('evidence = "practised"\n', "--evidence", "extrapolated")


def test_names() -> None:
    assert patterns_named("trowsum-tadd, gu,,softmax-sum-add") == ("gu", "softmax-sum-add")
    assert patterns_named("") == patterns_named("none") == patterns_named("off,disable,disabled") == ()
    assert patterns_named("none,gu") == ("gu",)
    with pytest.raises(PtofixError, match="no pattern `proven`"):
        patterns_named("gu,proven")
