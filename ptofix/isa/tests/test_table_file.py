"""A damaged op table does not load: what is wrong is said with its line, whichever field it is in."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

from ptofix.commands.cli import reporting_problems
from ptofix.isa.architecture import A2A3
from ptofix.isa.raw_table import TableFault
from ptofix.isa.reading import Limits, read_op
from ptofix.isa.row import Form, OpRow, ScratchArea
from ptofix.isa.table_file import Meta, checked
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile
from ptofix.text.toml import parse_toml

TEXT = A2A3.table.read_text(encoding="utf-8")
DOCUMENT = parse_toml(TEXT)
LIMITS = Limits(A2A3.memories, A2A3.event_ids)

TABLES: dict[str, Any] = {"op": OpRow, "op.form": Form, "scratch.tmp_ub": ScratchArea, "meta": Meta}
KEYS = [(table, key) for table, row in TABLES.items() for key in row._fields if key != "form"]

FREE_TEXT = {"text", "source", "symbol", "target", "unknown", "skipped"}
"""Keys whose value is for people: any text that is not blank is right."""

OPTIONAL = {
    ("op", "since"), ("op", "kind"), ("op", "unknown"), ("op", "always"), ("op", "empty"), ("op", "no_rows"),
    ("op", "fifo"), ("op", "axis"), ("op", "gives"), ("op", "full"), ("op", "sizes"), ("op", "events"),
    ("op", "confidence"), ("op", "origin"), ("op", "mask"), ("op", "implemented_by"),
    ("op.form", "when"), ("op.form", "text"), ("op.form", "operands"), ("op.form", "pipe"), ("op.form", "always"),
    ("op.form", "rebinds"), ("op.form", "resizes"), ("op.form", "skipped"), ("op.form", "events"),
}  # fmt: skip
"""Keys with a default, or that one of several kinds of rows has: all others must not be missing."""


def message(text: str) -> str:
    """What loading a text says."""
    with pytest.raises(PtofixError) as caught:
        checked(SourceFile("ops.toml", text), LIMITS)
    return str(caught.value)


def _lines() -> Iterator[tuple[int, str, str]]:
    here = ""
    for number, line in enumerate(TEXT.splitlines(), 1):
        header = re.fullmatch(r"\[+([\w.]+)\]+", line)
        here = header[1] if header else here
        yield number, here, line


LINES = tuple(_lines())
"""Number from 1, name of the table and text of each line of the file."""
ROWS = [number for number, _, line in LINES if line == "[[op]]"]


def line_of(table: str, pattern: str) -> int:
    """The first line in a table of that name that a pattern is found in."""
    return next(number for number, here, line in LINES if here == table and re.search(pattern, line))


def changed(number: int, old: str, new: str) -> str:
    """The file with a text of one line replaced; rows that do not matter are blank, which is faster to read."""
    start = max((row for row in ROWS if row <= number), default=ROWS[0])
    end = min((row for row in ROWS if row > start), default=len(LINES) + 1)
    kept = [line if n < ROWS[0] or start <= n < end else "" for n, _, line in LINES]
    assert old in kept[number - 1], (number, old)
    kept[number - 1] = kept[number - 1].replace(old, new, 1)
    return "\n".join(kept) + "\n"


def value_of(table: str, key: str) -> tuple[int, str]:
    """The first line that has the whole value of a key, and its text."""
    number = line_of(table, rf"^{key} = (?!\[$)")
    return number, LINES[number - 1][2]


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_key_that_is_spelled_wrong(table: str, key: str) -> None:
    number, line = value_of(table, key)
    said = message(changed(number, line, line.replace(key, f"{key}x", 1)))
    assert said.startswith(f"ops.toml:{number}:1: error: unknown key `{key}x`"), said


@pytest.mark.parametrize(("table", "key"), KEYS)
@pytest.mark.parametrize("value", ["7", "-7", "1.5", "true", '""', '"no such thing"', '["?"]', "[7]", "{ x = 1 }"])
def test_a_value_of_another_type(table: str, key: str, value: str) -> None:
    number, line = value_of(table, key)
    text = changed(number, line, f"{key} = {value}")
    own = get_type_hints(TABLES[table])[key]
    if (key in FREE_TEXT and value == '"no such thing"') or (own, value) in (
        (bool, "true"),
        (int, "7"),
        (tuple[int, ...], "[7]"),
    ):
        checked(SourceFile("ops.toml", text), LIMITS)
    else:
        assert message(text).startswith(f"ops.toml:{number}:")


@pytest.mark.parametrize(("table", "key"), [key for key in KEYS if key not in OPTIONAL])
def test_a_key_that_is_missing(table: str, key: str) -> None:
    number, line = value_of(table, key)
    header = max(n for n, _, text in LINES if n < number and text.startswith("["))
    assert message(changed(number, line, "")).startswith(f"ops.toml:{header}:")


def test_a_form_that_is_missing() -> None:
    said = message(TEXT.replace('[[op.form]]\nsteps = ["src0 src1 -> dst @binary"]\n', "", 1))
    assert "`TADD` has neither a form nor a reason why it is `unknown`" in said


@pytest.mark.parametrize("forms", [7, "x", {}, [7], [{}], [{"steps": ["all"], "unknown": "both"}]])
def test_forms_that_are_none(forms: Any) -> None:
    with pytest.raises(TableFault):
        read_op({**DOCUMENT["op"][0], "form": forms}, LIMITS)


def references(values: dict[str, Any]) -> Iterator[tuple[dict[str, Any] | list[Any], Any]]:
    """Every text below `values` that is not for people, as container and key; keys of conditions count, too."""
    for key, value in values.items():
        if key in FREE_TEXT or key in ("runtime", "since"):
            continue  # a version is one of another file (SLIPS)
        yield from [(values, key)] if isinstance(value, str) else inside(value)


def inside(value: Any) -> Iterator[tuple[dict[str, Any] | list[Any], Any]]:
    if isinstance(value, dict):
        yield from references(value)
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, str):
            yield value, index
        else:
            yield from inside(one)


@pytest.mark.parametrize("number", range(len(DOCUMENT["op"])), ids=[op["names"][0] for op in DOCUMENT["op"]])
def test_no_word_of_a_row_can_be_spelled_wrong(number: int) -> None:
    """Each word and each sign of each text that is not for people, one after the other."""
    op = copy.deepcopy(DOCUMENT["op"][number])
    row = read_op(op, LIMITS)
    for container, key in references(op):
        right = container[key]
        for word in re.finditer(r"\w+|[^\w\s]+", right):
            container[key] = f"{right[: word.end() - 1]}~{right[word.end() :]}"
            with pytest.raises(TableFault):
                read_op(op, LIMITS)
        container[key] = right
    assert read_op(op, LIMITS) == row


@pytest.mark.parametrize("number", range(len(DOCUMENT["op"])), ids=[op["names"][0] for op in DOCUMENT["op"]])
def test_no_condition_can_be_spelled_wrong(number: int) -> None:
    op = copy.deepcopy(DOCUMENT["op"][number])
    for form in op.get("form", ()):
        for key, value in list(form.get("when", {}).items()):
            right = form["when"]
            for word in re.finditer(r"[\w-]+|\.", key):
                form["when"] = {**right, f"{key[: word.end() - 1]}~{key[word.end() :]}": value}
                with pytest.raises(TableFault):
                    read_op(op, LIMITS)
            for other in (7.5, [], {}, "", [7], -1, *([True] if not isinstance(value, bool) else [1])):
                form["when"] = {**right, key: other}
                with pytest.raises(TableFault):
                    read_op(op, LIMITS)
            form["when"] = right


# table, what the line has, what is there instead, and what is said
SLIPS: list[tuple[str, str, str, str]] = [
    ("op.form", "src0 src1 -> dst @binary", "srcc src1 -> dst @binary", "`srcc` is no operand of this form"),
    ("op.form", "src0 src1 -> dst @binary", "src0 src1 -> dst @unray", "no walk `@unray`"),
    ("op.form", "src0 src1 -> dst @binary", "src0 -> dst @binary", "no step reads `src1`"),
    ("op.form", "src0 src1 -> dst @binary", "src0 src1 dst -> @binary", "no step writes `dst`"),
    ("op.form", "src0 src1 -> dst @binary", "src0 src1 -> dst src0 @binary", "writes `src0`, which has the role `r`"),
    ("op.form", "src0 src1 -> dst @binary", "src0 src1 src0 -> dst @binary", "names `src0` twice"),
    ("op.form", "src0 src1 -> dst @binary", "MTE2: src0 src1 -> dst @binary", "no walk `@binary`; on MTE2"),
    ("op.form", "src0 src1 -> dst @binary", "src0 src1 -> dst @row-expand -> tmp", "is no step"),
    ("op.form", "src -> dst @scalar", "src -> dst @binary", "`@binary` needs a tile `src0`"),
    ("op.form", '-> tmp @both-to-tmp", "barrier"', '-> tmp @both-to-tmp", "barier"', "`barier` is no step"),
    ("op", "events = [7]", "events = [8, 0]", "must be a list of event ids"),
    ("op", "events = [7]", "events = [0, 0]", "names an id twice"),
    ("op", 'since = "august"', 'since = "agust"', "`agust` is no version of the headers after the first"),
    ("op", 'since = "august"', 'since = "june"', "`june` is no version of the headers after the first"),
    ("op.form", '"V>S"', '"V>Q"', "unknown pipe `Q`"),
    ("op.form", '"V>S"', '"Q>S"', "unknown pipe `Q`"),
    ("op.form", '"V>S"', '"V>V"', "must name two pipes"),
    ("op.form", '"V>S"', '"V>S>V"', "unknown pipe `S>V`"),
    ("op.form", '"S: src0', '"SS: src0', "unknown pipe `SS`"),
    ("op.form", "steps = [", "step = [", "unknown key `step`"),
    ("op.form", "src1 -> scratch", "src1 -> scratsch", "`scratsch` is no operand of this form"),
    ("op.form", "src1 -> scratch", "scalar -> scratch", "`scalar` is no operand of this form"),
    ("op.form", '"src.dtype" = [', '"src.dtyp" = [', "unknown condition `src.dtyp`"),
    ("op.form", '"src.dtype" = [', '"source.dtype" = [', "`source` is no tile of this form"),
    ("op.form", '"int32_t", "int16_t"', '"int32_t", "int_t"', "`src.dtype` cannot be `int_t`"),
    ("op.form", '"same" = "dst src"', '"same" = "dst"', "`same` needs"),
    ("op.form", '"dst.space" = "Vec"', '"dst.space" = "UB"', "`dst.space` cannot be `UB`"),
    ("op.form", '">= 256"', '"=> 256"', "no comparison: `=> 256`"),
    ("op.form", '"<= E"', '"<= "', "no comparison: `<= `"),
    ("op.form", '"!% B"', '"!% 0"', "no comparison: `!% 0`"),
    ("op.form", '"dst.boxed" = false', '"dst.boxed" = 0', "`dst.boxed` cannot be `0`"),
    ("op.form", 'resizes = ["ping"]', 'resizes = ["pin"]', "`pin` is no operand of this form"),
    ("op.form", 'rebinds = ["entry"]', 'rebinds = ["entri"]', "`entri` is no operand of this form"),
    ("op", "src0=r src1=r", "src0=r src1=read", "unknown role `read`"),
    ("op", "src0=r src1=r", "src0=r src0=r", "two operands `src0`"),
    ("op", "src0=r src1=r", "src0=r? src1=r", "is after an operand that may be absent"),
    ("op", 'pipe = "V"', 'pipe = "VEC"', "unknown pipe `VEC`"),
    ("op", 'fifo = "pop"', 'fifo = "popp"', "unknown fifo `popp`"),
    ("op", 'gives = ["cube MTE2"', 'gives = ["cube MTE4"', "`cube MTE4` is no core and pipe"),
    ("op", 'full = ["src0", "src1"]', 'full = ["src0", "src2"]', "`full` needs a tile `src2`"),
    ("scratch.tmp_ub", 'space = "Vec"', 'space = "Vect"', "unknown space `Vect`"),
    ("scratch.tmp_ub", "size = 8192", "size = 819200", "do not lie in UB"),
    ("meta", 'isa_commit = "b9122ec', 'isa_commit = "main9122ec', "must be a commit"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "right", "wrong", "said"), SLIPS, ids=[slip[2] for slip in SLIPS])
def test_slips_of_the_pen(table: str, right: str, wrong: str, said: str) -> None:
    number = line_of(table, re.escape(right))
    found = message(changed(number, right, wrong))
    assert said in found
    line = re.match(r"ops\.toml:(\d+):\d+: error: ", found)
    assert line is not None
    assert int(line[1]) == number or "`full`" in found  # which is about the operands of each form


def test_a_name_in_two_rows() -> None:
    number = line_of("op", "TXOR")
    said = message(TEXT.replace('names = ["TXOR"]', 'names = ["TADD"]'))
    assert said.startswith(f"ops.toml:{number}:11: error: `TADD` has two rows")


def test_rows_of_versions_stand_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that holds since a version is after the one that holds before, and there is one of each."""
    row = r'\[\[op\]\]\nnames = \["TCMP"\]\n(?:(?!\[\[op\]\]\n).)*'
    first, second = re.findall(row, TEXT, re.S)
    assert "since" not in first
    assert "`TCMP` has no row for older headers before this one" in message(TEXT.replace(first, ""))
    assert "`TCMP` has two rows" in message(TEXT.replace(second, second + second))
    later = second.replace('"august"', '"later"')
    monkeypatch.setattr("ptofix.isa.table_file._later_versions", lambda: ("august", "later"))
    assert checked(SourceFile("ops.toml", TEXT.replace(second, second + later)), LIMITS)
    said = message(TEXT.replace(second, later + second))
    assert "`TCMP` has a row for newer headers before this one" in said
    swapped = TEXT.replace(first, "").replace(second, second.replace("since", "#") + second + first)
    assert "`TCMP` has two rows" in message(swapped)


def test_tables_that_the_file_has_not() -> None:
    assert "ops.toml:1:" in message("")
    assert "unknown table `mata`" in message(TEXT.replace("[meta]", "[mata]"))
    assert "is memory that no step can name" in message(
        TEXT.replace("\n[scratch.tmp_ub]", "\n[scratch.other]\n[scratch.tmp_ub]")
    )
    assert "has no forms that `pipe` could serve" in message(TEXT.replace('kind = "alias"', 'kind = "pure"', 1))
    assert "`[scratch.tmp_ub]` is missing" in message(TEXT.replace("\n[scratch.tmp_ub]", "\n[scratch.tmp_bu]"))
    number = TEXT.splitlines().index('names = ["TXOR"]') + 1
    assert message(changed(number, "]", "")).startswith(f"ops.toml:{number + 1}:")


def test_a_damaged_table_is_unusable_input(capsys: pytest.CaptureFixture[str]) -> None:
    def load() -> int:
        checked(SourceFile("ops.toml", TEXT.replace('"V>S"', '"V>Q"')), LIMITS)
        return 0

    assert reporting_problems(load) == 2
    assert "unknown pipe `Q`" in capsys.readouterr().err


def test_the_file_is_right() -> None:
    assert checked(SourceFile("ops.toml", TEXT), LIMITS) == DOCUMENT
    assert len(A2A3.ops.names()) == sum(len(op["names"]) for op in DOCUMENT["op"] if "since" not in op)


def test_an_element_needs_an_index() -> None:
    for word in ("value", "nothing"):
        said = message(TEXT.replace("S:  -> obj[offset]", f"S:  -> obj[{word}]"))
        assert f"`{word}` is no index that is always there" in said
