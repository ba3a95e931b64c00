"""The op table: ops.toml, from the disk cache on a warm start, as the rows that `expand` reads."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ptofix import hardware
from ptofix.hardware.tile import OnChipMemory, Space
from ptofix.isa.reading import Limits, read_op, read_scratch
from ptofix.isa.row import OpRow, ScratchArea
from ptofix.text.cache import cached


class OpTable(Struct, frozen=True, eq=False, dict=True):
    """The rows of one file. `document` are its values, every one of which was understood."""

    document: dict[str, Any]
    limits: Limits
    _rows: dict[int, OpRow] = field(default_factory=dict)
    _by_name: dict[tuple[str, str | None], OpRow] = field(default_factory=dict)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(path: Path, memories: tuple[tuple[Space, OnChipMemory], ...], event_ids: range) -> OpTable:
        """The table of a file for hardware with these memories and ids. Raises PtofixError.

        Its values are kept together with what judged them, so a warm start need not do it again.
        """
        limits = Limits(dict(memories), event_ids)
        sources = [path.read_bytes(), repr((memories, event_ids)).encode(), *judges()]
        return OpTable(cached("isa", sources, lambda: _build(path, limits)), limits)

    @cached_property
    def _index(self) -> dict[str, dict[str, int]]:
        """Per op its rows, by the version of the headers that each holds since; "" for the first."""
        found: dict[str, dict[str, int]] = {}
        for index, op in enumerate(self.document["op"]):
            for name in op["names"]:
                found.setdefault(name, {})[op.get("since", "")] = index
        return found

    def names(self) -> tuple[str, ...]:
        """The ops that have a row, in the order of the file."""
        return tuple(self._index)

    def variants(self) -> list[str]:
        """The ops that have several rows."""
        return [name for name, rows in self._index.items() if len(rows) > 1]

    def since(self, name: str) -> tuple[str, ...]:
        """The versions of the headers since which the rows of an op hold: "" for the first, the newest last."""
        return tuple(self._index.get(name, ()))

    def row(self, name: str, since: str | None = None) -> OpRow | None:
        """The row of the op spelled `name` in C++ (`pto::TADD` counts as `TADD`), None if there is none.

        The newest row, or the one that holds `since` a version of the headers.
        """
        key = name, since
        if key not in self._by_name:  # asked some 5 000 times of a large file
            rows = self._index.get(name) or self._index.get(name.removeprefix("pto::"))
            if rows is None:
                return None
            self._by_name[key] = self._read(list(rows.values())[-1] if since is None else rows[since])
        return self._by_name[key]

    def _read(self, index: int) -> OpRow:
        if index not in self._rows:
            self._rows[index] = read_op(self.document["op"][index], self.limits)
        return self._rows[index]

    def scratch(self, name: str) -> ScratchArea:
        """The hidden memory `[scratch.name]`."""
        return read_scratch(self.document["scratch"][name], self.limits)


@cache
def judges() -> tuple[bytes, ...]:
    """The text of all that decides what a row says: the modules and tables of hardware/ and isa/."""
    rooms = (Path(hardware.__file__).parent, Path(__file__).parent)
    return tuple(path.read_bytes() for room in rooms for kind in ("*.py", "*.toml") for path in sorted(room.glob(kind)))


def _build(path: Path, limits: Limits) -> dict[str, Any]:
    from ptofix.isa.table_file import checked  # only on a cold start
    from ptofix.text.source import SourceFile

    return checked(SourceFile(str(path), path.read_text(encoding="utf-8")), limits)
