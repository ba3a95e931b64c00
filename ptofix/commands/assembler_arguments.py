"""The assembler's command line, as far as its wrapper has to understand it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ptofix.text.diagnostics import error

STANDARD = "-"

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
# With one of these the assembler answers and reads no input.
_QUESTIONS = frozenset({"h", "help", "help-hidden", "help-list", "help-list-hidden", "version"})
# With one of these it writes IR.
_EMIT_IR = frozenset({"emit-pto-ir", "emit-vpto"})


class AssemblerArguments(Struct, frozen=True):
    """What was asked of the assembler: "-" is standard input or output, `rest` is all but the names of the two files.

    `emits_ir` is the option because of which it writes IR, not C++; it, `arch` and `backend` are "" where not given.
    """

    input_file: str
    output: str
    rest: tuple[str, ...]
    is_question: bool = False
    emits_ir: str = ""
    arch: str = ""
    backend: str = ""


def parse(arguments: Sequence[str]) -> AssemblerArguments:
    """Find input and output among the assembler's arguments. Raises PtofixError if the input is ambiguous."""
    output = STANDARD
    rest: list[str] = []
    inputs: list[str] = []
    values: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        if word == STANDARD or not word.startswith("-"):
            inputs.append(word)
            continue
        name, equals, value = word.lstrip("-").partition("=")
        taken = [word]
        if name in _WITH_VALUE and not equals:
            value = next(words, "")
            taken.append(value)
        values[name] = value
        if name == "o":
            output = value
        else:
            rest += taken
    if len(inputs) > 1:
        raise error(
            f"which of {', '.join(f'`{name}`' for name in inputs)} is the input?",
            help="write an option and its value as one argument: --option=value",
        )
    return AssemblerArguments(
        inputs[0] if inputs else STANDARD,
        output or STANDARD,
        tuple(rest),
        not _QUESTIONS.isdisjoint(values),
        next((f"--{name}" for name in sorted(_EMIT_IR & values.keys())), ""),
        values.get("pto-arch", ""),
        values.get("pto-backend", ""),
    )
