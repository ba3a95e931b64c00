"""A wait that nothing can raise is an error, whatever its id is; undecided if that is true for some of its ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.rules.tests.test_rules import flag, run
from ptofix.testing.corpus import REDTEAM2
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import Severity

N, M = "(event_t) n", "(event_t) (n + 1)"
CHOICE, WIDE, PARITY = "(n > 1 ? 1 : 2)", "(n > 1 ? 1 : n > 0 ? 2 : 3)", "(event_t) ((uint32_t) n % 2)"
PIPES = ("MTE2", "V")


def up(event: object) -> str:
    return flag("set_flag", *PIPES, event)


def down(event: object) -> str:
    return flag("wait_flag", *PIPES, event)


def never_set(body: str) -> list[Severity]:
    source = kernel(body, before=HELPER, parameters=PARAMETERS)
    checked = run(source)
    assert not any(finding.code == "PF503" for finding in checked.findings)
    return [finding.severity for finding in checked.findings if finding.code == "PF302"]


PARAMETERS = "__gm__ float* gm, int32_t n"
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
    "after a loop that takes all": f"{up(N)} {down(N)} {LOOP} {{ TADD(a, b, c); }} {down(M)}",
}
ON_SOME_PATH = {
    "raised in one branch": f"if (n < 3) {{ {up(N)} }} {down(N)}",
    "raised in a loop": f"{LOOP} {{ {up(N)} }} {down(N)}",
    "taken twice in a loop": f"{up(N)} {LOOP} {{ {down(N)} }}",
}
NOTHING_SETS = "this may wait for PIPE_MTE2 → PIPE_V, {}, which nothing sets"
MAY_BE_ANOTHER = "this waits for PIPE_MTE2 → PIPE_V, {}, and what is set may be another flag"
ID_0_OR_3 = "(n > 1 ? 0 : 3)"
FOR_SOME_ID = {
    "the other of two": (up(2) + down(CHOICE), NOTHING_SETS.format("EVENT_ID1")),
    "one more than is set": (up(2) + up(1) + down(WIDE), NOTHING_SETS.format("EVENT_ID3")),
    "another choice": (up(ID_0_OR_3) + down(WIDE), NOTHING_SETS.format("EVENT_ID1 or EVENT_ID2")),
    "awaited before": (up(1) + up(2) + down(1) + down(CHOICE), NOTHING_SETS.format("EVENT_ID1")),
    "set in one branch": (
        f"{up(2)} if (n < 3) {{ {up(1)} }} {down(CHOICE)}",
        NOTHING_SETS.format("EVENT_ID1") + " on some path",
    ),
    "one on some path, one on none": (
        f"if (n < 3) {{ {up(1)} }} {up(3)} {down(WIDE)}",
        NOTHING_SETS.format("EVENT_ID2"),
    ),
    "an id of the run for a known one": (
        up(3) + down(N),
        NOTHING_SETS.format(f"{', '.join(f'EVENT_ID{one}' for one in (0, 1, 2, 4, 5, 6))} or EVENT_ID7"),
    ),
    "a known id for one of the run": (up(N) + down(3), MAY_BE_ANOTHER.format("EVENT_ID3")),
    "a known id for a choice": (up(CHOICE) + down(1), MAY_BE_ANOTHER.format("EVENT_ID1")),
    "a choice for more": (up(WIDE) + down(CHOICE), MAY_BE_ANOTHER.format("whatever its id")),
    "known on one path": (
        f"if (n < 3) {{ {up(1)} }} else {{ {up(CHOICE)} }} {down(1)}",
        MAY_BE_ANOTHER.format("EVENT_ID1") + " on some path",
    ),
}
SILENT = {
    "taken in a helper": f"{up(N)} take(n);",
    "in turn": up(N) + down(N) + up(M) + down(M),
    "as often as raised": f"{up(0)} {up(1)} {LOOP} {{ {down(PARITY)} {up(PARITY)} }} {down(0)} {down(1)}",
    "the same choice": up(CHOICE) + down(CHOICE),
    "each of the choice": up(1) + up(2) + down(CHOICE),
    "a choice of fewer": up(CHOICE) + down("(n > 1 ? 1 : n > 0 ? 2 : 1)"),
    "a known id beside the choice": up(CHOICE) + up(1) + down(CHOICE) + down(1),
    "the whole choice in a loop": f"{up(1)} {up(2)} {LOOP} {{ {down(CHOICE)} {up(CHOICE)} }} {down(1)} {down(2)}",
    "after what may raise any": f"undeclared(n); {down(N)}",
    "of other pipes": up(N) + down(N) + flag("set_flag", "V", "MTE2", N) + flag("wait_flag", "V", "MTE2", N),
}


@pytest.mark.parametrize("name", ERRORS)
def test_it_is_an_error_on_every_path(name: str) -> None:
    assert Severity.ERROR in never_set(ERRORS[name])


@pytest.mark.parametrize("name", ON_SOME_PATH)
def test_it_is_undecided_on_some_path(name: str) -> None:
    assert never_set(ON_SOME_PATH[name]) == [Severity.UNDECIDED]


@pytest.mark.parametrize("name", FOR_SOME_ID)
def test_it_is_undecided_for_some_id(name: str) -> None:
    body, message = FOR_SOME_ID[name]
    found = [finding for finding in run(kernel(body, parameters=PARAMETERS)).findings if finding.code == "PF302"]
    assert [(finding.severity, finding.message) for finding in found] == [(Severity.UNDECIDED, message)]


@pytest.mark.parametrize("name", SILENT)
def test_what_something_may_raise_is_no_error(name: str) -> None:
    assert never_set(SILENT[name]) == []


def test_the_text_that_was_once_clean(capsys: pytest.CaptureFixture[str]) -> None:
    text = str(Path(REDTEAM2) / "check" / "dyn_wait_nothing_raises.cpp")
    assert cli.main(["check", "--strict-undecided", text]) == 1
    assert "nothing sets the flag PIPE_MTE2 → PIPE_V, whatever its id," in capsys.readouterr().out
    assert cli.main(["verify", "--absolute", text]) == 1
    assert "nothing can raise the flag that is waited for here" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (up(N), True),
        (up(N) + up(M) + down(N), True),
        (up(3) + up(N) + down(M), True),
        (f"{LOOP} {{ {up(N)} {down(N)} }} {up(M)}", True),
        (up(N) + down(M), False),
        (f"{up(N)} {LOOP} {{ {down(N)} {up(M)} }} {down(N)}", False),
    ],
)
def test_more_sets_than_waits_leave_a_flag_raised_whatever_the_ids_are(body: str, found: bool) -> None:
    findings = [finding for finding in run(kernel(body, parameters=PARAMETERS)).findings if finding.code == "PF301"]
    assert [finding.severity for finding in findings] == [Severity.ERROR] * found
