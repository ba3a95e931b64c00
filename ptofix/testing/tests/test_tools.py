"""A missing tool is a skip on a user's machine, and a failure in CI."""

from __future__ import annotations

import pytest
from _pytest.outcomes import Failed, Skipped

from ptofix.testing.tools import REQUIRED, tool

NOWHERE = "no-such-tool-anywhere"


def test_the_first_that_is_there() -> None:
    assert tool(NOWHERE, "sh").endswith("/sh")


def test_a_tool_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(Skipped):
        tool(NOWHERE)
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(Failed):
        tool(NOWHERE)
