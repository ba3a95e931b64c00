"""What ends a kernel that does not end by itself."""

from pathlib import Path

import pytest

from ptofix.record import running
from ptofix.record.recording import RecordOptions, record
from ptofix.testing.tools import compiler
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

WAITS = """#include <pto/pto-inst.hpp>
AICORE void until(volatile int& number)
{
    while (number == 0) {
    }
}
__global__ AICORE void waits(__gm__ float* out)
{
    volatile int number = 0;
    until(number);
}
"""


def test_a_loop_without_an_end_is_an_error_with_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(running, "MOST_SECONDS", 1)
    path = tmp_path / "kernel.cpp"
    path.write_text(WAITS)
    with pytest.raises(PtofixError) as found:
        record(SourceFile(str(path), WAITS), RecordOptions("waits", "vector", compiler=compiler()))
    said = str(found.value)
    assert "kernel.cpp:4:5: error: the kernel has run for 1 seconds: is there a loop without an end?" in said
    assert "kernel.cpp:10:5: note: called from here" in said
