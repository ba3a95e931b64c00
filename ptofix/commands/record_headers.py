"""Maintenance: `python -m ptofix.commands.record_headers NAME=DIR …` writes the fingerprints of known headers.

All versions of headers.toml, oldest first, with a checkout of each: what is as in the version before is not repeated.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from ptofix.headers.tree import read_tree
from ptofix.headers.versions import FINGERPRINTS
from ptofix.text.writing import write_atomically

HEAD = """\
# Made by `python -m ptofix.commands.record_headers` (docs/headers.md). Per version: the fingerprint of each op that is
# not as in the version before ("" for one that is gone), and digests of the definitions that are new or gone.
"""
_PER_LINE = 13


def recorded(trees: Sequence[tuple[str, str]]) -> str:
    """The text of fingerprints.toml for versions by name and folder. Raises PtofixError, OSError."""
    return "".join([HEAD, *_versions(trees)])


def _versions(trees: Sequence[tuple[str, str]]) -> Iterator[str]:
    before: dict[str, str] = {}
    known: set[str] = set()  # of the version before
    for name, folder in trees:
        tree = read_tree(folder)
        now = tree.fingerprints
        changes = {op: now.get(op, "") for op in dict.fromkeys((*now, *before)) if before.get(op) != now.get(op)}
        digests = {source.digest for op in now for source in tree.sources(op)}
        yield f"\n[{name}]\n"
        for key, words in (("definitions", digests - known), ("gone", known - digests)):
            yield f'{key} = """\n{_wrapped(sorted(words))}"""\n'
        yield f"\n[{name}.ops]\n"
        yield from (f'"{op}" = "{value}"\n' for op, value in sorted(changes.items()))
        before, known = now, digests


def _wrapped(words: Sequence[str]) -> str:
    return "".join(" ".join(words[i : i + _PER_LINE]) + "\n" for i in range(0, len(words), _PER_LINE))


if __name__ == "__main__":
    named = [argument.partition("=") for argument in sys.argv[1:]]
    write_atomically(str(FINGERPRINTS), recorded([(name, folder) for name, _, folder in named]))
