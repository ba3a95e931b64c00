"""The files that a command line stands for: those that it names, and all below the folders that it names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ptofix.text.diagnostics import error
from ptofix.text.language import CPP_SUFFIXES, IR_SUFFIXES, READS_CPP


class InputFile(Struct, frozen=True):
    """A file to work on; `named` if the command line names it, not only a folder around it."""

    path: str
    named: bool = True


def input_files(paths: Sequence[str], suffixes: Iterable[str] = (*CPP_SUFFIXES, *IR_SUFFIXES)) -> list[InputFile]:
    """`paths`, each folder replaced by the files below it, by name: hidden ones and links to folders are left out.

    So are links to files elsewhere, with a warning: who names a folder means what is in it.

    A path with `*`, `?` or `[` that does not exist stands for all that it matches (`**`: any folders), for shells that
    leave it alone. Each file once, however many folders hold it. Raises PtofixError for a path that is named twice, for
    a folder without any such file, for a name with a line break, and for what matches nothing; OSError for a folder
    that cannot be read.
    """
    paths = [match for path in paths for match in _matches(path)]
    if len(set(paths)) != len(paths):
        raise error("a file is named twice")
    for path in paths:
        _check_name(path)
    named = {path for path in paths if not os.path.isdir(path)}
    seen = {os.path.realpath(path) for path in named}
    found: list[InputFile] = []
    for path in paths:
        if path in named:
            found.append(InputFile(path))
            continue
        below = list(_inside(path, tuple(suffixes)))
        if not below:
            raise error(f"no C++ or PTO IR file in the folder `{path}`", help=f"names end in {', '.join(suffixes)}")
        for file in below:
            _check_name(file)
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                found.append(InputFile(file, named=False))
    return found


def cpp_files(paths: Sequence[str], verb: str) -> list[InputFile]:
    """The same of C++ alone. Raises PtofixError for a file of PTO IR that is named, which `verb` does not read."""
    found = input_files(paths, CPP_SUFFIXES)
    for file in found:
        if file.path.endswith(IR_SUFFIXES):
            raise error(f"{file.path}: {READS_CPP.format(verb)}")
    return found


def _matches(path: str) -> list[str]:
    if os.path.lexists(path) or not set(path) & set("*?["):
        return [path]
    import glob  # seldom needed

    found = sorted(glob.glob(path, recursive=True))
    if not found:
        raise error(f"no file matches `{path}`")
    return found


def _inside(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The files below a folder that lie in it."""
    home = os.path.join(os.path.realpath(folder), "")
    for file in _below(folder, suffixes):
        if os.path.exists(file) and not os.path.isfile(file):
            print(f"{file}: warning: left out: no regular file", file=sys.stderr)  # a pipe, of which nobody may write
        elif os.path.realpath(file).startswith(home):
            yield file
        else:
            print(f"{file}: warning: left out: a link that leads out of `{folder}`", file=sys.stderr)


def _below(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for where, folders, files in os.walk(folder, onerror=_not_read):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            os.path.join(where, name) for name in sorted(files) if name.endswith(suffixes) and not name.startswith(".")
        )


def _check_name(path: str) -> None:
    """A line break in a name would make two lines of every message about the file."""
    if "\n" in path or "\r" in path:
        raise error(f"{path!r}: a file name with a line break")


def _not_read(problem: OSError) -> None:
    """`os.walk` passes over what it cannot read: nobody would see that files are missing."""
    raise problem
