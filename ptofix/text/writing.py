"""Write all results of a run or none: everything is put beside its target first, and only then moved over it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from ptofix.text.diagnostics import error
from ptofix.text.source import encode

STANDARD_OUTPUT = "-"


class OutputFile(Struct, frozen=True):
    path: str
    text: str
    executable: bool = False  # for all who may read it


class _Staged(Struct, frozen=True):
    """A text beside its target, ready to be moved over it."""

    output: OutputFile
    target: Path
    temporary: str


def write_all(outputs: Sequence[OutputFile]) -> None:
    """Write every output so that a reader sees the old content or the new, never a part.

    If one cannot be written, none is: OSError with its path. Raises PtofixError if two are the same file. An existing
    file keeps its permission bits; a symbolic link stays a link and its target is replaced. What is no regular file
    (`/dev/null`, a named pipe, STANDARD_OUTPUT) is written to, never replaced, once all else is known to be writable.
    """
    targets = [Path(os.path.realpath(output.path)) for output in outputs]
    special = [o.path == STANDARD_OUTPUT or (t.exists() and not t.is_file()) for o, t in zip(outputs, targets)]
    regular = [target for target, is_special in zip(targets, special) if not is_special]
    if len(set(regular)) != len(regular):
        twice = next(o.path for o, target in zip(outputs, targets) if regular.count(target) > 1)
        raise error(f"`{twice}` would be written twice")
    staged: list[_Staged] = []
    try:
        for output, target, is_special in zip(outputs, targets, special):
            if not is_special:
                staged.append(_stage(output, target))
        for output, is_special in zip(outputs, special):
            if is_special:
                _write_through(output)
        _replace(staged)
    finally:
        for item in staged:
            with suppress(FileNotFoundError):
                os.unlink(item.temporary)


def write_atomically(path: str, text: str) -> None:
    """Write one file, or leave it as it is. Raises OSError."""
    write_all([OutputFile(path, text)])


def _write_through(output: OutputFile) -> None:
    if output.path == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(output.text))
        sys.stdout.buffer.flush()
    else:
        with _about(output), open(output.path, "wb") as stream:
            stream.write(encode(output.text))


def _stage(output: OutputFile, target: Path) -> _Staged:
    with _about(output):
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~umask()
        if output.executable:
            mode |= (mode & 0o444) >> 2
        temporary = f"{target.parent}/.{target.name[:100]}.{os.urandom(8).hex()}"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(encode(output.text))
            os.chmod(temporary, mode)
        except BaseException:
            os.unlink(temporary)
            raise
    return _Staged(output, target, temporary)


def _replace(staged: Sequence[_Staged]) -> None:
    """Move all over their targets; if that fails midway, move the old files back."""
    kept: list[tuple[Path, str]] = []  # target and the copy of what stood there, "" for nothing
    try:
        for item in staged:
            with _about(item.output):
                if len(staged) > 1:
                    kept.append((item.target, _copy(item)))
                os.replace(item.temporary, item.target)
    except BaseException:
        for target, copy in reversed(kept):
            with suppress(OSError):
                if copy:
                    os.replace(copy, target)
                else:
                    target.unlink()
        raise
    finally:
        for _, copy in kept:
            if copy:
                with suppress(FileNotFoundError):
                    os.unlink(copy)


def _copy(item: _Staged) -> str:
    if not item.target.exists():
        return ""
    import shutil  # slow to import, and not needed for a single file

    copy = f"{item.temporary}.old"
    shutil.copy2(item.target, copy)
    return copy


@contextmanager
def _about(output: OutputFile) -> Iterator[None]:
    """Errors name the file that was asked for, not a temporary one."""
    try:
        yield
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror or str(problem), output.path) from None


def umask() -> int:
    """The permission bits that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
