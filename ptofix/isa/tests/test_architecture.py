"""Facts of the hardware come from the `Arch` that is handed down, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import OnChipMemory, Space
from ptofix.isa.architecture import A2A3, Arch
from ptofix.order.model import STRICT
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.rules.registry import RULES
from ptofix.rules.subject import Subject
from ptofix.tests.build import kernel, tile, tree
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

BARRIER = "pipe_barrier(PIPE_V); "
TWO_CALLS = f"TADD(a, b, c); {BARRIER}TADD(d, e, f);"


def table(tmp_path: Path, old: str, new: str) -> Path:
    text = A2A3.table.read_text()
    assert old in text
    path = tmp_path / "ops.toml"
    path.write_text(text.replace(old, new))
    return path


def codes(body: str, arch: Arch) -> set[str]:
    subject = Subject(tree(kernel(body)), STRICT, arch)
    return {finding.code for rule in RULES for finding in rule.run(subject)}


def test_memories() -> None:
    large = replace(A2A3, memories={**A2A3.memories, Space.VEC: OnChipMemory("UB", 256 * 1024, "vector")})
    body = f"{tile('t', 192 * 1024)} TABS(t, b);"
    assert "PF401" in codes(body, A2A3)
    assert "PF401" not in codes(body, large)
    small = replace(A2A3, memories={**A2A3.memories, Space.VEC: OnChipMemory("UB", 8192, "vector")})
    with pytest.raises(PtofixError, match="do not lie in UB"):  # the hidden scratch of the table
        small.row("TADD")


def test_pipes_of_the_cores() -> None:
    no_vector = replace(A2A3, pipes={**A2A3.pipes, "vector": frozenset((Pipe.S,))})
    assert "PF306" not in codes(TWO_CALLS, A2A3)
    assert "PF306" in codes(TWO_CALLS, no_vector)


def test_op_table(tmp_path: Path) -> None:
    """In the analysis as in the checker: by the other table both calls use the hidden scratch."""
    hidden = table(tmp_path, 'steps = ["src0 src1 -> dst @binary"]', 'steps = ["src0 src1 -> dst scratch"]')
    before = kernel(TWO_CALLS)
    after = SourceFile("k.cpp", before.text.replace(BARRIER, ""))
    for arch, proved in ((A2A3, True), (replace(A2A3, table=hidden), False)):
        assert ("PF110" in codes(TWO_CALLS.replace(BARRIER, ""), arch)) is not proved
        assert isinstance(check(before, after, "strict", arch=arch), Proved) is proved


def test_event_ids() -> None:
    few = replace(A2A3, event_ids=range(4))
    with pytest.raises(PtofixError, match="list of event ids"):
        few.row("TADD")


def test_ops_that_are_not_known() -> None:
    other = A2A3.without(frozenset(("TADD",)))
    assert (other.classify("TADD"), A2A3.classify("TADD")) == ("unknown", "tile-op")
    assert other.classify("TSUB") == "tile-op"
    assert A2A3.without(frozenset()) is A2A3
    before = kernel(TWO_CALLS)
    after = SourceFile("k.cpp", before.text.replace(BARRIER, ""))
    assert isinstance(check(before, after, "strict"), Proved)
    assert not isinstance(check(before, after, "strict", arch=other), Proved)
