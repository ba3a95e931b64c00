"""The user's own check of a kernel, run on one text after the other: good, bad, or not decided."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from msgspec import Struct, field

from ptofix.text.diagnostics import error
from ptofix.text.source import SourceFile

UNDECIDED_CODE = 125
"""The exit code that says that a text cannot be tried, as `git bisect run` has it."""

FILE = "{}"
_GRACE_SECONDS = 2.0
_SHOWN_LINES = 12


class Answer(Enum):
    GOOD = "good"
    BAD = "bad"
    UNDECIDED = "undecided"


class UsersCheck(Struct):
    """`command` is for the shell, `{}` in it is the file. Answers are kept by text: no text is tried twice.

    A command that takes longer than `timeout` seconds (None: no limit) is ended, with all that it started: bad.
    """

    command: str
    suffix: str
    folder: str
    timeout: float | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    ended: str = ""
    """How the last command ended, in words."""

    def __call__(self, source: SourceFile) -> Answer:
        """Raises OSError."""
        if source.text not in self.answers:
            self.answers[source.text] = self._run(source)
        return self.answers[source.text]

    @property
    def tried(self) -> int:
        return len(self.answers)

    def output(self) -> str:
        """The last lines of what the last command said."""
        text = self._log.read_bytes().decode(errors="replace") if self._log.exists() else ""
        return "\n".join(text.rstrip().split("\n")[-_SHOWN_LINES:])

    @property
    def _log(self) -> Path:
        return Path(self.folder) / "output"

    def _run(self, source: SourceFile) -> Answer:
        path = Path(self.folder) / f"kernel{self.suffix}"
        path.write_bytes(source.to_bytes())
        command = self.command.replace(FILE, shlex.quote(str(path)))
        with self._log.open("wb") as log, _group(command, log.fileno()) as process:
            try:
                code = process.wait(self.timeout)
            except subprocess.TimeoutExpired:
                self.ended = f"it took longer than {self.timeout:g} seconds"
                return Answer.BAD
        self.ended = f"exit code {code}" if code >= 0 else f"ended by {signal.Signals(-code).name}"
        if code == UNDECIDED_CODE:
            return Answer.UNDECIDED
        return Answer.BAD if code else Answer.GOOD


@contextmanager
def users_check(command: str, source: SourceFile, timeout: float | None) -> Iterator[UsersCheck]:
    """With a folder for the texts, which is removed afterwards. Raises PtofixError for a command without a file."""
    if FILE not in command:
        raise error(
            f"--test `{command}` does not say where the file goes", help=f"{FILE} is replaced by it: './check.sh {{}}'"
        )
    with tempfile.TemporaryDirectory(prefix="ptofix-bisect-") as folder:
        yield UsersCheck(command, os.path.splitext(source.name)[1] or ".cpp", folder, timeout)


@contextmanager
def _group(command: str, log: int) -> Iterator[subprocess.Popen[bytes]]:
    """A shell in a group of its own: whatever it has started ends with it, on Ctrl-C too."""
    with _ctrl_c_later() as is_wanted:
        process = subprocess.Popen(
            command, shell=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        if is_wanted:
            raise KeyboardInterrupt
        yield process
    finally:
        if process.poll() is None:
            _end(process)


@contextmanager
def _ctrl_c_later() -> Iterator[list[int]]:
    """Ctrl-C is noted: what is just being started could not be ended otherwise."""
    noted: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, before)


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)
    process.wait()
