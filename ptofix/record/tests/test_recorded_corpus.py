"""A second opinion on ourselves: recordings of emitted kernels are understood, and nothing is found in them that is not
found in the text."""

import re
from pathlib import Path

import pytest

from ptofix.api.checking import check
from ptofix.record.recording import RecordOptions, record
from ptofix.testing.corpus import CPP
from ptofix.testing.tools import compiler
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile, read_source

KERNELS = sorted(CPP.glob("[chjkl]_*.v0.45.insert-sync.cpp"))
"""A compiler takes two seconds for each; test_second_opinion.py records others."""

NUMBER = re.compile(r"int\w*_t (\w+)")


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_a_recording_says_no_more_than_its_text(path: Path, tmp_path: Path) -> None:
    source = read_source(str(path))
    head = re.search(r"__global__ AICORE void (\w+)\(([^)]*)\)", source.text)
    assert head is not None
    arguments = tmp_path / "arguments.toml"
    arguments.write_text("".join(f"[{name}]\nvalue = 2\n" for name in NUMBER.findall(head[2])))
    core = "" if "__DAV_CUBE__" in source.text else "vector"
    options = RecordOptions(head[1], core, arguments=str(arguments), compiler=compiler())
    recorded = SourceFile("trace.cpp", record(source, options))
    in_text = {one.code for one in check(source.text, name=path.name)}
    in_recording = check(recorded.text, name="trace.cpp")
    assert not [one for one in in_recording if one.code == "PF503"]
    errors = {one.code for one in in_recording if one.severity is Severity.ERROR}
    assert errors <= in_text
