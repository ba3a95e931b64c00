"""The second reader against the real one, on the kernels of the assembler."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.program.program import Barrier, SetFlag, WaitFlag
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.testing.mutation import scripts_of
from ptofix.testing.paths import count, paths, replay
from ptofix.testing.script import Node, Plain, Sync, read_scripts
from ptofix.tests.build import kernel_files, kernel_source

NAMES = {Barrier: "pipe_barrier", SetFlag: "set_flag", WaitFlag: "wait_flag"}


def syncs(nodes: tuple[Node, ...]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for node in nodes:
        if isinstance(node, Sync):
            found.append((node.line, node.name))
        for arm in getattr(node, "arms", ()):
            found += syncs(arm)
        found += syncs(getattr(node, "body", ()))
    return found


@pytest.mark.parametrize("path", kernel_files(), ids=lambda path: path.name)
def test_same_sync_statements_as_the_program(path: Path) -> None:
    source = kernel_source(path.stem)
    compared = 0
    for script, program in scripts_of(source):
        expected = [
            (i.statement.line, NAMES[type(i.action)])
            for i in program.instructions
            if type(i.action) in NAMES and i.statement is not None
        ]
        assert syncs(script.body) == expected
        compared += 1
    assert compared


def test_paths_are_counted_and_replayed() -> None:
    for seed in range(20):
        (script,) = read_scripts(kernel_of_seed(seed, shape_of_seed(seed)))
        found = paths(script.body, 2, 300)
        assert len(set(found)) == len(found) <= 300
        assert len(found) == count(script.body, 2) or count(script.body, 2) > 300
        for path in found[:10]:
            assert all(isinstance(s, (Plain, Sync)) for s in replay(script.body, 2, path))


def test_jumps_end_what_they_are_in() -> None:
    """A loop whose rounds go on, end, or end the kernel; an arm that falls through, and none."""
    body = """#if defined(__DAV_VEC__)
for (int32_t i = 0; i < n; i += 1) {
if (n == 1) {
JUMP;
}
TABS(a, b);
}
switch (n) {
case 0:
TEXP(a, b);
case 1:
{
TLOG(a, b);
break;
}
}
TSQRT(a, b);
#endif
"""
    found = {}
    for jump in ("continue", "break", "return"):
        (script,) = read_scripts(body.replace("JUMP", jump))
        runs = (
            [s.text[1:4] for s in replay(script.body, 1, p) if isinstance(s, Plain)] for p in paths(script.body, 1, 99)
        )
        found[jump] = {" ".join(words) for words in runs}
    ends = ("EXP LOG SQR", "LOG SQR", "SQR")
    whole = {f"{first}{end}" for first in ("", "ABS ") for end in ends}
    assert found == {"continue": whole, "break": whole, "return": {*whole, ""}}


def test_constant_bounds_give_at_least_one_round() -> None:
    body = "#if defined(__DAV_VEC__)\nfor (int32_t i = 0; i < 3; i += 1) {\nTEXP(a, b);\n}\n#endif\n"
    (script,) = read_scripts(body)
    assert paths(script.body, 2, 10) == [(0,), (1,)]
    assert [len(replay(script.body, 2, path)) for path in paths(script.body, 2, 10)] == [1, 2]
