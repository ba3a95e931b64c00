"""Reading the distances that somebody measured on a device: `--assumptions FILE`.

```toml
device = "Ascend 910B2, CANN 8.2"
date = 2026-11-23
[[pair]]
earlier = "elementwise"   # a class of latency_classes.toml
later = "row-reduction"
dtype = "float"           # of the tile on which the two meet, as C++ spells it
repeats = 8               # the smallest distance at which no trial, there or further apart, went wrong
margin = 2                # what is asked for besides
trials = 1000
order = "RAW"             # may be left out; "WAR": `later` overwrites what `earlier` reads
```

A pair that is not in the file has no safe distance.
"""

from __future__ import annotations

import datetime
import hashlib
from functools import lru_cache
from typing import Any, NoReturn

from ptofix.evidence.measured import RAW, SPELLINGS, WAR, MeasuredDistances, MeasuredPair, latency_classes
from ptofix.hardware.tile import ELEMENT_BYTES
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, read_source
from ptofix.text.toml import toml_document
from ptofix.text.toml_places import KeyPath, toml_places

_TOP = ("device", "date", "pair")


def measured_distances(path: str) -> MeasuredDistances:
    """Read a file. Raises PtofixError, OSError."""
    return _measured(read_source(path))


@lru_cache(maxsize=8)
def _measured(source: SourceFile) -> MeasuredDistances:
    return _Reader(source).measured()


class _Reader:
    """Values of one file, with their places."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.document: Any = toml_document(source)
        self.places = toml_places(source)

    def measured(self) -> MeasuredDistances:
        self.keys(self.document, (), _TOP)
        pairs: dict[tuple[str, ...], MeasuredPair] = {}
        listed = self.document["pair"]
        if not isinstance(listed, list):
            self.wrong(("pair",), "`pair` is a list of tables", "[[pair]]")
        for number, values in enumerate(listed):
            pair = self.pair(values, ("pair", number))
            key = (*pair[:3], pair.order)
            if key in pairs:
                self.wrong(("pair", number), f"`{pair.earlier}`, `{pair.later}`, `{pair.dtype}` is there twice")
            pairs[key] = pair
        device = self.text(self.document, ("device",))
        date = self.document["date"]
        if type(date) is not datetime.date:
            self.wrong(("date",), "`date` is a day", "date = 2026-11-23")
        digest = hashlib.sha256(self.source.to_bytes()).hexdigest()
        return MeasuredDistances(self.source.name, digest, device, date.isoformat(), tuple(pairs.values()))

    def pair(self, values: Any, path: KeyPath) -> MeasuredPair:
        self.keys(values, path, MeasuredPair._fields, ("order",))
        classes = list(latency_classes())
        earlier, later = (self.choice(values, (*path, key), classes) for key in ("earlier", "later"))
        dtype = self.choice(values, (*path, "dtype"), [name for name in ELEMENT_BYTES if name not in SPELLINGS])
        repeats, margin, trials = (self.number(values, (*path, key), least) for key, least in _LEAST.items())
        order = self.choice(values, (*path, "order"), [RAW, WAR]) if "order" in values else RAW
        return MeasuredPair(earlier, later, dtype, repeats, margin, trials, order)

    def keys(self, values: Any, path: KeyPath, known: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        if not isinstance(values, dict):
            self.wrong(path, f"`{path[0]}` is a list of tables", "[[pair]]")
        for key in values:
            if key not in known:
                place = Place(self.source, self.places.of_key((*path, key)))
                raise error(f"unknown key `{key}`", place, help=f"keys are: {', '.join(known)}")
        for key in known:
            if key not in values and key not in optional:
                self.wrong(path, f"`{key}` is missing")

    def text(self, values: Any, path: KeyPath) -> str:
        value = values[path[-1]]
        if not isinstance(value, str) or not value:
            self.wrong(path, f"`{path[-1]}` is a text")
        return value

    def choice(self, values: Any, path: KeyPath, choices: list[str]) -> str:
        value = self.text(values, path)
        if value not in choices:
            self.wrong(path, f"`{path[-1]}` is not `{value}`", f"it is one of: {', '.join(choices)}")
        return value

    def number(self, values: Any, path: KeyPath, least: int) -> int:
        value = values[path[-1]]
        if type(value) is not int or not least <= value <= _MOST:
            self.wrong(path, f"`{path[-1]}` is a whole number from {least} to {_MOST}")
        return int(value)

    def wrong(self, path: KeyPath, message: str, help: str = "") -> NoReturn:
        raise error(message, Place(self.source, self.places.of(path)), help=help)


_LEAST = {"repeats": 1, "margin": 0, "trials": 1}
_MOST = 1_000_000_000
