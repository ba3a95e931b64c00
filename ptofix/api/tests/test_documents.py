"""docs/api.md: its examples run, and it names what there is, with every field and every option."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import ptofix

REPOSITORY = Path(__file__).parents[3]
PAGE = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M))
SHARED = PAGE.partition("## Options that several functions have")[2].partition("\n## ")[0]
FUNCTIONS = [name for name in ptofix.__all__ if inspect.isfunction(getattr(ptofix, name))]
RESULTS = [
    name for name in ptofix.__all__ if getattr(getattr(ptofix, name), "__annotations__", {}) and name not in FUNCTIONS
]


def test_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", PAGE, re.S))
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/api.md", "docs/api.md", 0)
    assert len(test.examples) > 15
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


def test_the_page_names_what_there_is() -> None:
    assert sorted(SECTIONS) == sorted(ptofix.__all__)


def test_the_lists_in_the_module_agree() -> None:
    named = {name for names in ptofix._HOMES.values() for name in names.split()}
    assert {*named, "__version__"} == {*ptofix.__all__}
    assert sorted(ptofix.__all__) == ptofix.__all__ == dir(ptofix)
    for name in ptofix.__all__:
        assert getattr(ptofix, name) is not None


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_option_is_described(name: str) -> None:
    signature = inspect.signature(getattr(ptofix, name))
    section = SECTIONS[name]
    for option in signature.parameters.values():
        if option.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        assert f"`{option.name}`" in section, option.name
        row = re.search(rf"^\| `{option.name}` \| `(.+?)` \|", section + SHARED, re.M)
        if row is not None:
            assert row[1].replace('"', "'") == repr(option.default).replace('"', "'"), option.name
        else:
            assert option.name == "name"


@pytest.mark.parametrize("name", RESULTS)
def test_every_field_is_described(name: str) -> None:
    fields = list(getattr(ptofix, name).__annotations__)
    missing = [field for field in fields if not re.search(rf"`{field}[`:]", SECTIONS[name])]
    # A place is a span of a source; what others need of it are its line and column.
    assert missing == (["source", "span"] if name == "Place" else [])


def test_whatever_is_called_and_returned_has_types() -> None:
    for name in FUNCTIONS:
        annotated: dict[str, Any] = inspect.get_annotations(getattr(ptofix, name))
        assert "return" in annotated
        assert annotated.keys() >= inspect.signature(getattr(ptofix, name)).parameters.keys()
    assert (REPOSITORY / "ptofix" / "py.typed").exists()
