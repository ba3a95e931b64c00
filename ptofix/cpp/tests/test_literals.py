"""Integer literals that do not fit in 64 bits."""

from __future__ import annotations

import pytest

from ptofix.cpp.literals import is_too_great
from ptofix.cpp.parser import parse
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


@pytest.mark.parametrize(
    ("text", "too_great"),
    [
        ("18446744073709551615", False),
        ("18446744073709551615ull", False),
        ("18446744073709551616", True),
        ("18'446'744'073'709'551'616u", True),
        ("0xffffffffffffffff", False),
        ("0x1'0000000000000000", True),
        ("0x000000000000000000000000000000000001", False),
        ("01777777777777777777777", False),
        ("02000000000000000000000", True),
        (f"0b{'1' * 64}", False),
        (f"0b{'1' * 65}", True),
        ("9" * 4400, True),
        (f"0x{'f' * 4400}", True),
        ("1" * 40 + ".0f", False),
        ("0", False),
        ("1e999", False),
    ],
)
def test_what_fits(text: str, too_great: bool) -> None:
    assert is_too_great(text) is too_great
    for written in (f"int64_t x = {text};\n", f"void f() {{ if (n < {text}) {{ g(1, {text}); }} }}\n"):
        source = SourceFile("t.cpp", written)
        if too_great:
            with pytest.raises(PtofixError, match=r"literal of more than 64 bits|number with too many digits"):
                parse(source)
        else:
            parse(source)


@pytest.mark.parametrize("text", ["// {}\n", "/* {} */\n", 'f("{}");\n', "#define N {}\n"])
def test_what_is_no_literal(text: str) -> None:
    parse(SourceFile("t.cpp", text.format("9" * 40)))
