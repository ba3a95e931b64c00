"""Record one launch of a kernel: compile it against headers that write down what it calls, and run it on the host."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, field

from ptofix.record.compiling import Compilation, CompileError, compiler
from ptofix.record.entries import KernelEntry, arguments_of, entries
from ptofix.record.given import given_for
from ptofix.record.interface import INCLUDE, write_headers
from ptofix.record.launches import with_includes
from ptofix.record.problems import cannot_record, compile_problem, no_entry
from ptofix.record.running import CannotRecordError, Given, LaunchSetup, Recorded, recorded
from ptofix.record.subblocks import merged
from ptofix.record.symbols import Symbols
from ptofix.record.written import Part, written
from ptofix.text.diagnostics import error
from ptofix.text.source import SourceFile

_ENTRY_NAME = re.compile(r"(?:::)?[A-Za-z_][\w:]*\s*(?:<[\w\s:<>,()*&|!+/%?=.'-]*>)?\s*", re.ASCII)
_ERROR = re.compile(r"^(?P<file>[^\n]+?):\d+:\d+: (?:fatal )?error: ", re.MULTILINE)
_PLAIN_NAME = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]+')
CORES = ("cube", "vector")
ENTRY = "ptofix-entry"
"""The file in which the compiler finds what is wrong with an entry."""


class RecordOptions(Struct, frozen=True):
    """Which launch of which kernel; `core` is "cube", "vector", "both", or "" for those that have something to do."""

    entry: str
    core: str = ""
    block: int = 0
    blocks: int = 0
    arguments: str = ""
    folders: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    standard: str = "c++17"
    compiler: str = ""
    limit: int = 1_000_000
    sizes: dict[str, int] = field(default_factory=dict)


def record(source: SourceFile, options: RecordOptions) -> str:
    """The recording of one launch, as C++ in the language of ptofix. Raises PtofixError."""
    if not _ENTRY_NAME.fullmatch(options.entry):
        raise error(f"--entry {options.entry}: NAME or NAME<ARGUMENTS> is wanted")
    if 0 < options.blocks <= options.block:
        raise error(
            f"a launch of {options.blocks} blocks has no block {options.block}", help="blocks are counted from 0"
        )
    text = with_includes(source, options.folders)
    known = entries(text)
    entry = _entry(known, options.entry)
    folder = os.path.dirname(source.name)
    compilation = Compilation(compiler(options.compiler), options.standard, options.folders, options.definitions)
    with TemporaryDirectory(prefix="ptofix-record-") as made:
        work = Path(made)
        write_headers(work)
        driver = work / "driver.cpp"
        driver.write_text(
            _driver(source, text, _qualified(entry, options.entry)), encoding="utf-8", errors="surrogateescape"
        )
        given, numbers = given_for(entry, options.arguments, options.sizes, work)
        parts = []
        for core in CORES if options.core in ("", "both") else (options.core,):
            try:
                program = compilation.program(core, driver, (INCLUDE, work), folder)
            except CompileError as problem:
                if {one["file"] for one in _ERROR.finditer(problem.text)} == {ENTRY}:
                    raise no_entry(source, options.entry, known, problem.text) from None
                raise compile_problem(source, problem.text, str(driver)) from None
            spelling = _Spelling(source.name, options.folders, str(work))
            try:
                parts.append(Part(core, _launched(program, options, given, Symbols(program, spelling.of), core)))
            except CannotRecordError as problem:
                raise cannot_record(problem, spelling.path) from None
    wanted = parts if options.core else [part for part in parts if part.is_at_home()]
    busy = [part for part in parts if part.recorded.statements]  # in memory that is not theirs, too
    return written(options.entry, options.block, numbers, options.arguments, wanted or busy or parts[-1:])


def _launched(program: Path, options: RecordOptions, given: Sequence[Given], symbols: Symbols, core: str) -> Recorded:
    """What one core does; of a vector core, both of its halves."""
    blocks = options.blocks or options.block + 1
    launches = [
        LaunchSetup(options.block, blocks, half, options.limit) for half in ((0, 1) if core == "vector" else (0,))
    ]
    return merged([recorded(program, launch, given, symbols) for launch in launches])


def _entry(known: Sequence[KernelEntry], wanted: str) -> KernelEntry | None:
    """The function that is meant, by its name without template arguments."""
    name = re.sub(r"<.*", "", wanted, flags=re.DOTALL).strip().rpartition("::")[2]
    alike, count = [one for one in known if one.name == name], arguments_of(wanted)
    return max(alike, key=lambda one: (one.takes(count), one.is_told), default=None)


def _qualified(entry: KernelEntry | None, wanted: str) -> str:
    """With the namespaces that the function is in."""
    return wanted if entry is None or "::" in wanted.partition("<")[0] else entry.scope + wanted


def _driver(source: SourceFile, text: str, entry: str) -> str:
    """One unit: our headers, the file, and a program that launches the kernel."""
    name = source.name if _PLAIN_NAME.fullmatch(source.name) else "kernel.cpp"
    return "\n".join(
        [
            "#include <pto/pto-inst.hpp>",
            '#include "ptofix_record/host.hpp"',
            '#include "ptofix_record/driver.hpp"',
            "#define main ptofix_main_of_the_file",
            f'#line 1 "{name}"',
            text,
            "#undef main",
            f'#line 1 "{ENTRY}"',
            f"int main(int, char** words) {{ return ptofix_record::driven(&{entry}, words); }}",
            "",
        ]
    )


class _Spelling(Struct, frozen=True):
    """How places call a file: as seen from the folder of the kernel, or from one that -I names."""

    source: str
    folders: tuple[str, ...]
    work: str

    def of(self, file: str) -> str | None:
        if file == "??" or file.startswith((str(INCLUDE), self.work, "/usr/")) or file.endswith(ENTRY):
            return None
        for folder in self._seen_from():
            start = os.path.join(os.path.abspath(folder), "")
            if file.startswith(start):
                return file[len(start) :]
        return file

    def path(self, spelled: str) -> str:
        """The file that is called so."""
        found = (os.path.join(folder, spelled) for folder in self._seen_from())
        return next((path for path in found if os.path.exists(path)), spelled)

    def _seen_from(self) -> tuple[str, ...]:
        return os.path.dirname(self.source), *self.folders
