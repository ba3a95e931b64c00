"""Results of earlier runs in a folder (`--cache DIR`), by all that they depend on.

The key of a result is made of the file's name and content, the options, and every source file of ptofix: a change of
any of them is another key. What is damaged, moved, or was not kept by this user is no result (`ptofix.text.cache`).
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import astuple

from ptofix.text.cache import load, store
from ptofix.text.source import SourceFile, encode

if TYPE_CHECKING:
    from ptofix.headers.versions import Headers
    from ptofix.order.model import Model

_PACKAGE = Path(__file__).parent.parent
_SUFFIXES = (".css", ".js", ".py", ".toml", ".lark", ".pat")
_NO_PART = ("__pycache__", "tests", "testing")


class ResultCache(Struct, frozen=True):
    """The results in one folder of runs with some options; `folder` "" keeps nothing."""

    folder: str
    basis: bytes  # what the keys of all files share

    def find(self, source: SourceFile) -> Any | None:
        """The result for a file, None if there is none."""
        return load(*self._place(source)) if self.folder else None

    def keep(self, source: SourceFile, result: Any) -> None:
        """Keep a JSON value as the result for a file, if possible."""
        if self.folder:
            path, about = self._place(source)
            store(path, result, about)

    def _place(self, source: SourceFile) -> tuple[Path, str]:
        """The file of a result, and the whole key."""
        digest = hashlib.sha256(self.basis)
        _add(digest, encode(source.name))
        _add(digest, source.to_bytes())
        key = digest.hexdigest()
        return Path(self.folder) / key[:2] / f"{key[2:40]}.json", key


NOTHING_KEPT = ResultCache("", b"")


def headers_key(headers: Headers) -> list[str]:
    """What a result depends on of the headers."""
    return [headers.version, str(headers.assumed), repr(sorted(headers.fingerprints.items()))]


def model_key(model: Model) -> list[str]:
    """The same of a memory-order model: whatever it has, or will have."""
    return [repr(sorted(value)) if isinstance(value, frozenset) else repr(value) for value in astuple(model)]


def result_cache(folder: str, options: Iterable[str]) -> ResultCache:
    """The cache in `folder` for runs with all of `options`."""
    digest = hashlib.sha256()
    for part in (sources_digest(), *options) if folder else ():
        _add(digest, encode(part))
    return ResultCache(folder, digest.digest())


def _add(digest: Any, part: bytes) -> None:
    """With its length, so that no two lists of parts look alike."""
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)


@lru_cache(maxsize=1)
def sources_digest() -> str:
    """Of all that decides what ptofix says: its own files, the interpreter, and the versions of what it is built on."""
    return digest_of(_PACKAGE, _built_on())


def _built_on() -> str:
    """The versions of the packages that ptofix requires; "" where it runs without being installed."""
    from importlib import metadata  # slow to import, and needed for the cache only

    try:
        required = [text for text in metadata.requires("ptofix") or () if "extra ==" not in text]
        names = [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in required]
        return repr([(name, metadata.version(name)) for name in sorted(names)])
    except metadata.PackageNotFoundError:
        return ""


def digest_of(package: Path, built_on: str = "") -> str:
    """Of the files below `package` that are code or tables, links followed."""
    digest = hashlib.sha256()
    _add(digest, sys.version.encode())
    _add(digest, built_on.encode())
    for where, folders, files in os.walk(package, followlinks=True):
        folders[:] = sorted(name for name in folders if name not in _NO_PART)
        for name in sorted(files):
            if name.endswith(_SUFFIXES):
                path = Path(where, name)
                _add(digest, encode(str(path.relative_to(package))))
                _add(digest, path.read_bytes())
    return digest.hexdigest()
