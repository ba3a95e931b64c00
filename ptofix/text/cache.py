"""A per-user cache of values that are slow to build and depend on nothing but some bytes.

Used for the op table and for parsed statement shapes, so that a warm run neither reads TOML nor imports lark.
A cache that cannot be read or written is no error: the value is built again. The key holds the content of every
source of the value, so a changed source can never meet an old value; the file starts with a digest of the rest, so a
damaged file is no value at all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def cache_directory() -> Path:
    """`$XDG_CACHE_HOME/ptofix`, by default `~/.cache/ptofix`."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "ptofix"


def cache_path(name: str, sources: Iterable[bytes]) -> Path:
    """Where the value `name` built from `sources` is kept."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(len(source).to_bytes(8, "big"))
        digest.update(source)
    return cache_directory() / f"{name}-{digest.hexdigest()[:32]}.json"


def load(path: Path) -> Any | None:
    """The JSON value at `path`, or None if there is none that is whole."""
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
        return json.loads(text) if digest == _digest(text) else None
    except (OSError, ValueError):
        return None


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def store(path: Path, value: Any) -> None:
    """Keep the JSON value at `path`, if possible."""
    import tempfile  # slow to import, and not needed on a warm run

    text = json.dumps(value, separators=(",", ":")).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(_digest(text) + b"\n" + text)
        os.replace(temporary, path)
    except OSError:
        return


def cached(name: str, sources: Iterable[bytes], build: Callable[[], Any]) -> Any:
    """The JSON value that `build` makes from `sources`, from the cache if it is there."""
    path = cache_path(name, sources)
    value = load(path)
    if value is None:
        value = build()
        store(path, value)
    return value
