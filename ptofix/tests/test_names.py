"""One name, one meaning: no two classes of the package share a name."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

_CLASS = re.compile(r"^ *class ([A-Za-z]\w*)", re.M)

NOT_YET_RENAMED = frozenset(
    """
    Conditional Operand Shape
    """.split()
)


def homes() -> dict[str, list[str]]:
    """Per class name, the files that define it. Names with an underscore are a module's own business."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in [*(REPOSITORY / "ptofix").rglob("*.py"), *(REPOSITORY / "passes").rglob("*.py")]:
        if "tests" in path.relative_to(REPOSITORY).parts or path.is_relative_to(REPOSITORY / "ptofix" / "passes"):
            continue
        for name in _CLASS.findall(path.read_text(encoding="utf-8")):
            found[name].append(str(path.relative_to(REPOSITORY)))
    return found


def test_class_names_are_unique() -> None:
    shared = {name: files for name, files in homes().items() if len(files) > 1}
    assert shared.keys() == NOT_YET_RENAMED, {k: v for k, v in shared.items() if k not in NOT_YET_RENAMED}
