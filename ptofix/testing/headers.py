"""A tiny tree of headers of our own, and how to make it the one that ptofix knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ptofix.commands.record_headers import recorded
from ptofix.headers import versions

if TYPE_CHECKING:
    import pytest

TREE = Path(__file__).with_name("header_tree")
OPS = ("TABS", "TADD", "TASSIGN", "TMUL")


def written(folder: Path, *changes: tuple[str, str, str]) -> str:
    """The tree in a folder, with `changes`: (file, old text, new text)."""
    texts = {str(path.relative_to(TREE)): path.read_text(encoding="utf-8") for path in TREE.rglob("*.hpp")}
    for name, old, new in changes:
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        path = folder / "include" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def make_known(patch: pytest.MonkeyPatch, folder: Path, *trees: str, same_facts: tuple[str, ...] = ()) -> None:
    """The versions that are known: these trees, `v1`, `v2`, …; the op table is about the first."""
    names = [f"v{number}" for number in range(1, len(trees) + 1)]
    text = "".join(
        f'[[version]]\nname = "{name}"\ncommit = "{name * 20}"\ndate = "2026-01-01"\nsame_facts = {list(same_facts)}\n'
        for name in names
    )
    (folder / "header_versions.toml").write_text(text, encoding="utf-8")
    (folder / "fingerprints.toml").write_text(recorded(list(zip(names, trees))), encoding="utf-8")
    patch.setattr(versions, "VERSIONS", folder / "header_versions.toml")
    patch.setattr(versions, "FINGERPRINTS", folder / "fingerprints.toml")
    forget()


def forget() -> None:
    """What was read of the known versions."""
    for kept in (versions.document, versions.versions, versions.every_op, versions.row_of, versions._arch):
        kept.cache_clear()
