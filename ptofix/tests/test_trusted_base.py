"""docs/proof.md counts what a verdict rests on: the modules that the checker imports, by package."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "proof.md"
VERDICTS = ("check", "absolute", "claims", "across_versions")
"""The modules of ptofix/proof that decide."""

_LAYOUT = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                found = REPOSITORY / f"{name.replace('.', '/')}.py"
                if found.exists():
                    yield found


def _trusted() -> set[Path]:
    left = [REPOSITORY / "ptofix" / "proof" / f"{name}.py" for name in VERDICTS]
    found: set[Path] = set()
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += _imported(path)
    return found


def _lines_of_code(path: Path) -> int:
    text = path.read_text(encoding="utf-8")
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _LAYOUT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Expr(ast.Constant()) | ast.Import() | ast.ImportFrom():  # docstrings and imports
                lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def test_the_page_counts_the_trusted_base() -> None:
    counted: Counter[str] = Counter()
    for path in _trusted():
        counted["/".join(path.relative_to(REPOSITORY).parts[:2])] += _lines_of_code(path)
    rows = re.findall(r"^\| `(ptofix/\w+)` \| ([\d ]+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    said = {package: int(number.replace(" ", "")) for package, number in rows}
    assert said.keys() == counted.keys()
    for package, number in counted.items():
        assert abs(said[package] - number) <= number / 10, f"{package} has {number} lines"
