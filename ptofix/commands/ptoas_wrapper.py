"""`ptofix-ptoas`: stands in for the assembler's command line.

Same arguments, same output, exit code and messages: the input is canonicalised for the assembler's version, the real
`ptoas` (PTOFIX_PTOAS, else the first on PATH that is not this program) runs on that, and the C++ it writes goes through
the pipeline in PTOFIX_PIPELINE with the slot numbers of the IR.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ptofix.cpp.parser import parse as cpp_tree
from ptofix.mlir.canonicalize import CanonicalResult, canonicalize
from ptofix.mlir.slots import PipeSlots
from ptofix.mlir.targets import ASSEMBLER_VARIABLE, default_target, find_assembler
from ptofix.passes.local_slot_num import LocalSlotNum, slots_from_ir
from ptofix.program.pipe_uses import pipe_uses
from ptofix.rewrite.pipeline import Settings, run_pipeline
from ptofix.rewrite.pipeline_text import parse_pipeline
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import STDIN_NAME, SourceFile, decode, encode, read_source
from ptofix.text.writing import write_atomically

PIPELINE_VARIABLE = "PTOFIX_PIPELINE"
DEFAULT_PIPELINE = "remove-barriers"
EXIT_UNUSABLE = 2
EXIT_MISSING = 127

# The assembler's options that take a value, which may be the next argument.
_WITH_VALUE = frozenset(
    {
        "o",
        "daemon-socket-path",
        "graph-sync-solver-event-id-max",
        "mlir-pass-pipeline-crash-reproducer",
        "mlir-pass-statistics-display",
        "mlir-print-ir-after",
        "mlir-print-ir-before",
        "mlir-print-ir-tree-dir",
        "pto-arch",
        "pto-backend",
        "pto-insert-sync-debug",
        "pto-level",
        "pto-seam-ir-file",
        "tilelang-path",
        "tilelang-pkg-path",
        "vpto-lowering-strategy",
    }
)
# With these the assembler writes something else than C++.
_NOT_CPP = frozenset({"emit-pto-ir", "emit-vpto"})


@dataclass(frozen=True)
class CommandLine:
    """The assembler's arguments: `output` is "-" for standard output, `rest` all but input and output."""

    input_file: str | None
    output: str
    rest: tuple[str, ...]
    writes_cpp: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the assembler on the canonical form of its input. Returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    assembler = find_assembler(sys.argv[0])
    if assembler is None:
        print(
            f"ptofix-ptoas: error: there is no `ptoas` on PATH; put it there or name it in {ASSEMBLER_VARIABLE}",
            file=sys.stderr,
        )
        return EXIT_MISSING
    command = parse(given)
    if command.input_file is None:
        return subprocess.run([assembler, *given], check=False).returncode
    try:
        return _assemble(assembler, command, command.input_file)
    except PtofixError as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(f"ptofix-ptoas: error: {problem}", file=sys.stderr)
    return EXIT_UNUSABLE


def parse(arguments: Sequence[str]) -> CommandLine:
    """Find input and output among the assembler's arguments. Without input (`--help`) `input_file` is None."""
    input_file: str | None = None
    output = "-"
    rest: list[str] = []
    words = iter(arguments)
    names = set()
    for word in words:
        if word == "-" or not word.startswith("-"):
            input_file = word
            continue
        name, equals, value = word.lstrip("-").partition("=")
        names.add(name)
        if name in _WITH_VALUE and not equals:
            value = next(words, "")
            taken = [word, value]
        else:
            taken = [word]
        if name == "o":
            output = value
        else:
            rest += taken
    return CommandLine(input_file, output, tuple(rest), not names & _NOT_CPP)


def _assemble(assembler: str, command: CommandLine, input_file: str) -> int:
    source = read_source(input_file)
    canonical = canonicalize(source, default_target())
    with tempfile.TemporaryDirectory(prefix="ptofix-") as folder:
        name = "stdin.pto" if source.name == STDIN_NAME else Path(source.name).name
        canonical_file = Path(folder, name)
        canonical_file.write_bytes(encode(canonical.text))
        made = Path(folder, name + ".out")
        done = subprocess.run(
            [assembler, *command.rest, str(canonical_file), "-o", str(made)], stdout=subprocess.PIPE, check=False
        )
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.buffer.flush()
        if done.returncode != 0:
            _say_where(canonical_file, canonical, source)
            return done.returncode
        text = decode(made.read_bytes()) if made.exists() else ""
    if command.writes_cpp:
        shown = command.output if command.output != "-" else f"{source.name}.cpp"
        text = apply_cpp_pipeline(SourceFile(shown, text), canonical.pipes, os.environ.get(PIPELINE_VARIABLE))
    if command.output == "-":
        sys.stdout.buffer.write(encode(text))
        sys.stdout.buffer.flush()
    else:
        write_atomically(command.output, text)
    return 0


def apply_cpp_pipeline(source: SourceFile, pipes: tuple[PipeSlots, ...], pipeline: str | None) -> str:
    """The generated C++ after the passes of `pipeline` (None: the default one), with the slot numbers of `pipes`."""
    passes = parse_pipeline(DEFAULT_PIPELINE if pipeline is None else pipeline) if pipeline != "" else ()
    slots = slots_from_ir(pipes, pipe_uses(cpp_tree(source))) if pipes else {}
    if slots:
        chosen = tuple(f"{flag}={number}" for flag, number in slots.items())
        passes = (*passes, LocalSlotNum(slots=chosen))
    return run_pipeline(source, passes, Settings()).source.text


def _say_where(canonical_file: Path, canonical: CanonicalResult, source: SourceFile) -> None:
    """The assembler's messages name a file that is about to go; say what it was."""
    same = canonical.text == source.text
    form = "the same text" if same else "its canonical form"
    print(f"ptofix-ptoas: note: {canonical_file} was made from {source.name} ({form})", file=sys.stderr)
