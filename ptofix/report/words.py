"""Words that have no page elsewhere: reasons, grades, models and levels of words.toml; pipes and memories."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ptofix.isa.architecture import A2A3
from ptofix.text.cache import cached_toml


class Word(NamedTuple):
    """What a word means as one kind of thing; a word may be of several kinds."""

    name: str
    kind: str
    text: str


@cache
def words() -> tuple[Word, ...]:
    """Raises TOMLDecodeError: the file ships with the package."""
    document = cached_toml(Path(__file__).with_name("words.toml"))
    return (*(Word(one["name"], one["kind"], one["text"].strip()) for one in document["word"]), *_hardware())


def _hardware() -> Iterator[Word]:
    """Pipes and memories."""
    for pipe in sorted({pipe for pipes in A2A3.pipes.values() for pipe in pipes}):
        cores = [core for core, pipes in A2A3.pipes.items() if pipe in pipes]
        ops = [name for name in A2A3.ops.names() if (row := A2A3.row(name)) is not None and row.pipe == pipe]
        shown = ", ".join(ops[:_MOST_OPS]) + (", …" if len(ops) > _MOST_OPS else "")
        yield Word(f"PIPE_{pipe}", "pipe", f"of the {' and the '.join(cores)} core; it runs {shown or 'no op alone'}")
    for space, memory in A2A3.memories.items():
        text = f"{memory.capacity} bytes of on-chip memory of the {memory.core} core, for tiles of TileType::{space}"
        yield Word(memory.memory, "memory", text)


_MOST_OPS = 12
