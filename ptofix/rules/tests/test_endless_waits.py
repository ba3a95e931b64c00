"""A wait that nothing can raise is an error, whatever its id is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.rules.tests.test_rules import flag, run
from ptofix.testing.corpus import REDTEAM2
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import Severity

N, M = "(event_t) n", "(event_t) (n + 1)"
PIPES = ("MTE2", "V")


def up(event: object) -> str:
    return flag("set_flag", *PIPES, event)


def down(event: object) -> str:
    return flag("wait_flag", *PIPES, event)


def never_set(body: str) -> list[Severity]:
    source = kernel(body, before=HELPER, parameters="__gm__ float* gm, int32_t n")
    checked = run(source)
    assert not any(finding.code == "PF503" for finding in checked.findings)
    return [finding.severity for finding in checked.findings if finding.code == "PF302"]


HELPER = f"static AICORE inline void take(int32_t n) {{ {down(N)} }}\n"
LOOP = "for (int32_t i = 0; i < n; i += 1)"
ERRORS = {
    "no set": down(N),
    "before every set": down(N) + up(N),
    "more waits than sets": up(N) + down(N) + down(N),
    "an id that no set raises": up(0) + down(1) + down(N),
    "a known id before a set of the run": down(3) + up(N) + down(N),
    "a known id once too often": up(N) + down(3) + down(3),
    "in a loop": f"{LOOP} {{ {down(N)} }}",
    "in a helper": "take(n);",
    "in a helper that takes it once too often": f"{up(N)} take(n); take(n);",
    "in a branch": f"if (n < 3) {{ {down(N)} }} else {{ {up(N)} {down(N)} }}",
    "behind a loop that takes all": f"{up(N)} {down(N)} {LOOP} {{ TADD(a, b, c); }} {down(M)}",
}
ON_SOME_PATH = {
    "raised in one branch": f"if (n < 3) {{ {up(N)} }} {down(N)}",
    "raised in a loop": f"{LOOP} {{ {up(N)} }} {down(N)}",
    "taken twice in a loop": f"{up(N)} {LOOP} {{ {down(N)} }}",
}
SILENT = {
    "taken in a helper": f"{up(N)} take(n);",
    "in turn": up(N) + down(N) + up(M) + down(M),
    "a known id may be that of the run": up(N) + down(3),
    "an id of the run may be the known one": up(3) + down(N),
    "as often as raised": f"{up(0)} {up(1)} {LOOP} {{ {down(N)} {up(N)} }} {down(0)} {down(1)}",
    "behind what may raise any": f"undeclared(n); {down(N)}",
    "of other pipes": up(N) + down(N) + flag("set_flag", "V", "MTE2", N) + flag("wait_flag", "V", "MTE2", N),
}


@pytest.mark.parametrize("name", ERRORS)
def test_it_is_an_error_on_every_path(name: str) -> None:
    assert Severity.ERROR in never_set(ERRORS[name])


@pytest.mark.parametrize("name", ON_SOME_PATH)
def test_it_is_undecided_on_some_path(name: str) -> None:
    assert never_set(ON_SOME_PATH[name]) == [Severity.UNDECIDED]


@pytest.mark.parametrize("name", SILENT)
def test_what_something_may_raise_is_no_error(name: str) -> None:
    assert never_set(SILENT[name]) == []


def test_the_text_that_was_once_clean(capsys: pytest.CaptureFixture[str]) -> None:
    text = str(Path(REDTEAM2) / "check" / "dyn_wait_nothing_raises.cpp")
    assert cli.main(["check", "--strict-undecided", text]) == 1
    assert "nothing sets the flag PIPE_MTE2 → PIPE_V, whatever its id," in capsys.readouterr().out
    assert cli.main(["verify", "--absolute", text]) == 1
    assert "nothing can raise the flag that is waited for here" in capsys.readouterr().out
