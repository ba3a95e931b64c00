"""The key of a finding: the same in another assembly of the same kernel, another where something else is wrong."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from msgspec.structs import replace

from ptofix.order.model import DEFAULT
from ptofix.rules.baseline import key_of, known_findings, read_baseline, without_known
from ptofix.rules.checking import Checked, check
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import PtofixError, Severity
from ptofix.text.source import SourceFile, read_source

KERNEL = "h_final_div_pair.v{}.insert-sync.cpp"
PLANTED = CPP / "fa_q1024_s256_p3.v0.45.insert-sync.cpp"


def checked(text: str) -> Checked:
    return check(SourceFile("k.cpp", text), DEFAULT)


def keys(of: Checked) -> Counter[str]:
    return Counter(map(key_of, of.findings))


def planted() -> str:
    """A kernel with races, lost flags and more: every third barrier and every seventh flag is removed."""
    lines = PLANTED.read_text().splitlines(keepends=True)
    barriers = [i for i, line in enumerate(lines) if "pipe_barrier(PIPE_V)" in line][::3]
    flags = [i for i, line in enumerate(lines) if "wait_flag(" in line][::7]
    return "".join(line for i, line in enumerate(lines) if i not in {*barriers, *flags})


def test_two_versions_of_the_assembler() -> None:
    old, new = (check(read_source(str(CPP / KERNEL.format(version))), DEFAULT) for version in ("0.37dev", "0.45"))
    assert old.source.text != new.source.text
    assert {f.code for f in new.findings} == {"PF110", "PF202", "PF305"}
    assert keys(old) == keys(new)


def test_other_lines_and_other_numbers_of_values() -> None:
    text = planted()
    before = checked(text)
    assert {"PF101", "PF301"} <= {f.code for f in before.findings}
    shifted = "// another head\n\n" + text.replace("{\n", "{\n\n", 5)
    renumbered = re.sub(r"\bv(\d+)\b", lambda value: f"v{int(value[1]) + 1000}", shifted)
    after = checked(renumbered)
    assert [f.place.line for f in after.findings] != [f.place.line for f in before.findings]
    assert keys(after) == keys(before)
    assert without_known(after, keys(before)).findings == ()
    assert len(keys(before)) > 20


def test_another_op_other_bytes_another_function_and_another_level_are_news() -> None:
    text = (CPP / KERNEL.format("0.45")).read_text()
    (finding,) = [f for f in checked(text).findings if f.code == "PF110"]
    data = finding.data
    others = [
        replace(finding, severity=Severity.UNDECIDED),
        replace(finding, function="other"),
        replace(finding, code="PF101"),
        replace(finding, data={**data, "earlier": {**data["earlier"], "op": "TADD"}}),
        replace(finding, data={**data, "core": "cube"}),
        replace(finding, data={**data, "overlaps": [{**data["overlaps"][0], "end": 189441}]}),
    ]
    assert len({key_of(one) for one in [finding, *others]}) == len(others) + 1
    moved = replace(
        finding, message="other words", data={**data, "path": [1, 2], "earlier": {**data["earlier"], "line": 1}}
    )
    assert key_of(moved) == key_of(finding)


def test_the_numbers_of_a_message_count_and_its_lines_do_not() -> None:
    (finding,) = [f for f in checked((CPP / KERNEL.format("0.45")).read_text()).findings if f.code == "PF305"]
    here = replace(finding, message="`v4` takes 64 bytes on the path 12 → 14 → … → 20 and on line 7", data={})
    there = replace(finding, message="`v9` takes 64 bytes on the path 13 → 15 and on line 8", data={})
    more = replace(finding, message="`v4` takes 65 bytes on the path 12 → 14 → … → 20 and on line 7", data={})
    assert key_of(here) == key_of(there) != key_of(more)


def test_twice_counts_twice() -> None:
    found = checked(planted())
    key, count = keys(found).most_common(1)[0]
    assert count > 1
    told = {one.key: one.count for one in known_findings(found)}
    assert told == keys(found)
    left = without_known(found, {**told, key: count - 1})
    assert [key_of(f) for f in left.findings] == [key]
    assert len(left.known) == len(found.findings) - 1
    assert not without_known(found, told).clean


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "b.json:1:2: error: not a baseline: "),
        ("[]", "b.json:1:1: error: not a baseline"),
        ('{"version": 1, "files": {"k.cpp": [{"key": "x"}]}}', "not a baseline"),
        ('{"version": 1, "files": {"k.cpp": [{"key": "x", "count": "2"}]}}', "not a baseline"),
        ('{"version": 1, "files": {"k.cpp": [{"key": "x", "count": true}]}}', "not a baseline"),
        ('{"version": 1, "files": {"k.cpp": [{"key": "x", "count": 1}, {"key": 3, "count": 1}]}}', "not a baseline"),
        ('{"version": 2, "files": {}}', "a baseline of version 2, not 1"),
    ],
)
def test_what_is_no_baseline(text: str, message: str) -> None:
    with pytest.raises(PtofixError) as caught:
        read_baseline(SourceFile("b.json", text))
    assert message in str(caught.value)
