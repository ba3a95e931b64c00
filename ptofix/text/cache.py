"""A per-user cache of values that are slow to build and depend on nothing but some bytes.

Used for the op table and for parsed statement shapes, so that a warm run neither reads TOML nor imports lark, and for
the results in a folder that the user names. A cache that cannot be read or written is no error: the value is built
again.

Values are JSON, so that reading one runs nothing. What an entry is about (all sources of the value) is its name, and
the entry begins with a code over that and the value, made with the user's secret: one that is damaged, moved to
another's place, or made by anyone who cannot read the secret, is no value at all.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

SECRET_VARIABLE = "PTOFIX_CACHE_KEY"
"""Instead of the user's own secret, for caches that several machines share."""
_SECRET_FILE = "key"
_SECRET_BYTES = 32
_FOR_NOBODY_ELSE = 0o077


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


def load(path: Path, about: str = "") -> Any | None:
    """The JSON value at `path`, or None if there is none that this user has kept there.

    For what is `about` the same; by default that is the name of the file.
    """
    secret = user_secret()
    if secret is None:
        return None
    try:
        code, _, text = _regular_file(path).partition(b"\n")
        return json.loads(text) if hmac.compare_digest(code, _code(secret, about or path.name, text)) else None
    except (OSError, ValueError):
        return None


def store(path: Path, value: Any, about: str = "") -> None:
    """Keep the JSON value at `path`, if possible."""
    secret = user_secret()
    if secret is None:
        return
    import tempfile  # slow to import, and not needed on a warm run

    text = json.dumps(value, separators=(",", ":")).encode()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_code(secret, about or path.name, text) + b"\n" + text)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise


def cached(name: str, sources: Iterable[bytes], build: Callable[[], Any]) -> Any:
    """The JSON value that `build` makes from `sources`, from the cache if it is there."""
    path = cache_path(name, sources)
    value = load(path)
    if value is None:
        value = build()
        store(path, value)
    return value


def cached_toml(path: Path) -> dict[str, Any]:
    """The document in a TOML file of ptofix, from the cache if it is there. Raises TOMLDecodeError."""

    def build() -> dict[str, Any]:
        from ptofix.text.toml import parse_toml  # only on a cold start

        return parse_toml(path.read_text(encoding="utf-8"))

    document: dict[str, Any] = cached(path.stem, (path.read_bytes(),), build)
    return document


def user_secret() -> bytes | None:
    """What tells entries of this user from those of others; None where there is none: then nothing is kept."""
    shared = os.environ.get(SECRET_VARIABLE)
    return shared.encode("utf-8", "surrogateescape") if shared else _own_secret(cache_directory() / _SECRET_FILE)


@lru_cache(maxsize=4)
def _own_secret(path: Path) -> bytes | None:
    """The secret in a file that nobody else can read or change, made if there is none."""
    for _ in range(2):
        try:
            secret = _regular_file(path, _FOR_NOBODY_ELSE)
            return secret if len(secret) == _SECRET_BYTES else None
        except FileNotFoundError:
            with suppress(OSError):  # another process may be first
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _make_secret(path)
        except OSError:
            return None
    return None


def _make_secret(path: Path) -> None:
    """All of it or nothing: part of a secret on a full disk would be none forever. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(os.urandom(_SECRET_BYTES))
    except BaseException:
        os.unlink(path)
        raise


def _regular_file(path: Path, forbidden: int = 0) -> bytes:
    """The bytes of a file that is no link, pipe or device, belongs to the user and has none of the permissions."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        mine = status.st_uid == os.geteuid() if forbidden and hasattr(os, "geteuid") else True
        if not stat.S_ISREG(status.st_mode) or not mine or status.st_mode & forbidden:
            raise OSError(0, "no file of this user's own", str(path))
        return stream.read()


def _code(secret: bytes, about: str, text: bytes) -> bytes:
    """Over both: what an entry is about, and what it says."""
    named = hashlib.sha256(about.encode("utf-8", "surrogateescape")).digest()
    return hmac.digest(secret, named + text, "sha256").hex().encode()
