"""An entry of the cache counts only as what this user's ptofix has kept for just that."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptofix.text import cache

VALUE = {"found": [1, "two", None]}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(cache.SECRET_VARIABLE, raising=False)
    cache._own_secret.cache_clear()
    yield tmp_path / "ptofix"
    cache._own_secret.cache_clear()


def kept(folder: Path) -> Path:
    path = folder / "entry.json"
    cache.store(path, VALUE, "this")
    return path


def test_what_is_kept_is_there(tmp_path: Path, home: Path) -> None:
    path = kept(tmp_path)
    assert cache.load(path, "this") == VALUE
    cache._own_secret.cache_clear()  # another process
    assert cache.load(path, "this") == VALUE
    assert stat.S_IMODE((home / "key").stat().st_mode) == 0o600


def test_an_entry_is_about_one_thing(tmp_path: Path) -> None:
    path = kept(tmp_path)
    assert cache.load(path, "that") is None
    assert cache.load(path) is None
    other = tmp_path / "other.json"
    cache.store(path, VALUE)  # by its name
    other.write_bytes(path.read_bytes())
    assert cache.load(path) == VALUE
    assert cache.load(other) is None


def test_a_digest_is_no_secret(tmp_path: Path) -> None:
    """Whoever can write to the folder and knows this program, but not the secret."""
    path = kept(tmp_path)
    forged = json.dumps({"found": []}).encode()
    for code in (hashlib.sha256(forged), hashlib.sha256(hashlib.sha256(b"this").digest() + forged)):
        path.write_bytes(code.hexdigest().encode() + b"\n" + forged)
        assert cache.load(path, "this") is None
    path.write_bytes(cache._code(b"\0" * 32, "this", forged) + b"\n" + forged)
    assert cache.load(path, "this") is None
    path.write_bytes(cache._code(cache.user_secret() or b"", "this", forged) + b"\n" + forged)
    assert cache.load(path, "this") == {"found": []}  # the same with the secret: what is forged here is well made


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_entry_is_none(data: st.DataObject, tmp_path: Path) -> None:
    whole = kept(tmp_path).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    damaged = data.draw(
        st.one_of(
            st.just(whole[:at]),
            st.binary(max_size=80),
            st.binary(min_size=1, max_size=4).map(lambda more: whole[:at] + more + whole[at:]),
            st.binary(min_size=1, max_size=4).map(lambda other: whole[:at] + other + whole[at + len(other) :]),
            st.sampled_from([b"", b"\n", b"[" * 100_000, whole[:65] + b"[" * 100_000, b"\xff\n\xff"]),
        )
    )
    path = tmp_path / "entry.json"
    path.write_bytes(damaged)
    assert cache.load(path, "this") == (VALUE if damaged == whole else None)


def test_what_is_no_file(tmp_path: Path) -> None:
    path = kept(tmp_path)
    aside = path.rename(tmp_path / "aside.json")
    path.symlink_to(aside)
    assert cache.load(path, "this") is None
    path.unlink()
    os.mkfifo(path)
    assert cache.load(path, "this") is None  # and does not wait for a writer
    path.unlink()
    path.mkdir()
    assert cache.load(path, "this") is None
    cache.store(path, VALUE, "this")
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("tmp")) == []


def test_a_device_is_no_file() -> None:
    """Some never end."""
    with pytest.raises(OSError, match="no file of this user's own"):
        cache._regular_file(Path("/dev/null"))


def test_a_secret_that_others_know_is_none(tmp_path: Path, home: Path) -> None:
    path = kept(tmp_path)
    for mode in (0o640, 0o604, 0o620, 0o666):
        (home / "key").chmod(mode)
        cache._own_secret.cache_clear()
        assert cache.load(path, "this") is None
    (home / "key").chmod(0o600)
    cache._own_secret.cache_clear()
    assert cache.load(path, "this") == VALUE


def test_a_secret_of_another_user_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    cache._own_secret.cache_clear()
    assert cache.load(path, "this") is None


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 33])
def test_a_damaged_secret_is_none(secret: bytes, tmp_path: Path, home: Path) -> None:
    path = kept(tmp_path)
    (home / "key").write_bytes(secret)
    cache._own_secret.cache_clear()
    assert cache.user_secret() is None
    assert cache.load(path, "this") is None
    cache.store(path, VALUE, "this")
    assert cache.cached("name", (), lambda: 7) == 7


def test_a_home_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache.user_secret() is None
    assert cache.cached("name", (), lambda: 7) == 7


def test_a_secret_that_machines_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SECRET_VARIABLE, "of the build")
    path = kept(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another machine"))
    assert cache.load(path, "this") == VALUE
    monkeypatch.setenv(cache.SECRET_VARIABLE, "of another build")
    assert cache.load(path, "this") is None


def test_a_full_disk_leaves_nothing(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half an entry, nor half a secret, with which nothing could ever be kept."""
    with monkeypatch.context() as full:
        full.setattr(os, "urandom", _no_space)
        cache.store(tmp_path / "entry.json", VALUE)
        assert [path for path in home.rglob("*") if path.is_file()] == []
    cache._own_secret.cache_clear()
    with monkeypatch.context() as full:
        cache.user_secret()
        full.setattr(os, "replace", _no_space)
        cache.store(tmp_path / "entry.json", VALUE)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["key"]
    assert cache.load(kept(tmp_path), "this") == VALUE


def _no_space(*_: object) -> bytes:
    raise OSError(28, "No space left on device")
