"""`ptofix-ptoas`: a wrapper with the assembler's command line.

Same arguments, same output, exit code and messages: the input is canonicalised for the assembler's version, the real
`ptoas` runs on that, and the C++ it writes gets the slot numbers of the IR and goes through the passes that the
environment asks for (docs/builds.md). Nothing is written before all went well.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from msgspec import Struct

from ptofix.api.basis import Basis
from ptofix.api.rewriting import RewriteOptions, make_certificate, rewrite_source
from ptofix.commands.assembler_arguments import STANDARD, AssemblerArguments, parse
from ptofix.commands.build_environment import (
    CONFIG_VARIABLE,
    HEADERS_VARIABLE,
    PIPELINE_VARIABLE,
    Request,
    naming,
    request,
)
from ptofix.commands.chosen_headers import named_headers
from ptofix.commands.configured import settings_of
from ptofix.config.merged import Settings
from ptofix.cpp.parser import parse as cpp_tree
from ptofix.hardware.other_hardware import OTHER, other_hardware
from ptofix.mlir.assembler import ASSEMBLER_VARIABLE, INSIDE_VARIABLE, environment, find_assembler
from ptofix.mlir.canonicalize import CanonicalResult, canonicalize
from ptofix.mlir.slots import STRIPPED, PipeSlots
from ptofix.mlir.targets import Target, target
from ptofix.passes.local_slot_num import LocalSlotNum, slots_from_ir
from ptofix.program.pipe_uses import pipe_uses
from ptofix.report.brief import brief, did_nothing
from ptofix.report.summary import report
from ptofix.rewriting.job import Pass, Remark, RemarkKind, weakest_evidence
from ptofix.rewriting.patterns.select import NO_PATTERN, PROVEN, select_patterns
from ptofix.rewriting.pipeline import Result
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.plural import plural
from ptofix.text.source import STDIN_NAME, SourceFile, decode, encode, read_source
from ptofix.text.writing import OutputFile, write_all

REPORT_VARIABLE = "PTOFIX_REPORT"
CERTIFICATE_VARIABLE = "PTOFIX_CERTIFICATE"
EXIT_UNUSABLE = 2
EXIT_MISSING = 127
EXIT_INTERRUPTED = 128 + 2
_SIGNALLED = 128  # what a shell adds to the number of the signal that ended a program

_OTHER_BACKEND = "vpto"


class AssemblerResult(Struct, frozen=True):
    """The generated text before the passes that were asked for, what they made of it, and the passes themselves.

    `basis` is what their proofs rest on. `unanalysed` says why slot numbers alone, or nothing, could be looked at.
    """

    before: SourceFile
    result: Result
    passes: tuple[Pass, ...]
    basis: Basis
    unanalysed: str = ""
    lost_slots: int = 0  # that the assembler does not take, and that no C++ got


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the assembler on the canonical form of its input. Returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if INSIDE_VARIABLE in os.environ:
        return _fail(f"it was started as its own assembler; name the real one in {ASSEMBLER_VARIABLE}", EXIT_MISSING)
    assembler = find_assembler()
    if assembler is None:
        named = os.environ.get(ASSEMBLER_VARIABLE)
        if named:
            return _fail(f"{ASSEMBLER_VARIABLE} names `{named}`, which is ptofix or cannot be started", EXIT_MISSING)
        return _fail(f"there is no `ptoas` on PATH; put it there or name it in {ASSEMBLER_VARIABLE}", EXIT_MISSING)
    try:
        command = parse(given)
        if command.is_question:
            return _exit_code(subprocess.run([assembler, *given], env=environment(), check=False))
        return _assemble(assembler, command)
    except PtofixError as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename or 'ptofix-ptoas'}: error: {problem.strerror}", file=sys.stderr)
    except RecursionError:
        print("ptofix-ptoas: error: blocks or calls are nested too deeply", file=sys.stderr)
    except KeyboardInterrupt:
        return _fail("interrupted; nothing is written", EXIT_INTERRUPTED)
    return _fail("nothing is written", EXIT_UNUSABLE)


def _assemble(assembler: str, command: AssemblerArguments) -> int:
    source = read_source(command.input_file)
    with naming(CONFIG_VARIABLE):
        (settings,) = settings_of([command.input_file], os.environ.get(CONFIG_VARIABLE, ""))
    canonical = canonicalize(source, _target(settings))
    arch = command.arch or _module_attribute("pto.target_arch", canonical)
    wanted = request(os.environ, settings, arch.lower())
    with tempfile.TemporaryDirectory(prefix="ptofix-") as folder:
        canonical_file = Path(folder, _file_name(source))
        canonical_file.write_bytes(encode(canonical.text))
        made = Path(folder, canonical_file.name + ".out")
        done = subprocess.run(
            [assembler, *command.rest, str(canonical_file), "-o", str(made)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment(),
            check=False,
        )
        if done.returncode != 0:
            _say(done.stdout)
            _say_where(canonical_file, canonical, source)
            return _exit_code(done)
        if not made.exists():
            raise error(f"`{assembler}` succeeded, but wrote no file")
        generated = SourceFile(
            command.output if command.output != STANDARD else f"{source.name}.cpp", decode(made.read_bytes())
        )
    rewritten = _rewrite(generated, command, canonical, wanted)
    outputs = [
        OutputFile(command.output, rewritten.result.source.text),
        *_report(rewritten, source, assembler),
        *_certificate(rewritten, source),
    ]
    _say(done.stdout)
    write_all(outputs)
    for line in _summary(rewritten, wanted):
        print(f"ptofix-ptoas: {line}", file=sys.stderr)
    return 0


def _rewrite(
    generated: SourceFile, command: AssemblerArguments, canonical: CanonicalResult, wanted: Request
) -> AssemblerResult:
    """Slot numbers first, so that a certificate, which is about barriers alone, is about all that follows."""
    backend = command.backend or _module_attribute("pto.backend", canonical)
    unanalysed = ""
    passes = wanted.passes
    slots: tuple[Pass, ...] = ()
    if command.emits_ir or backend == _OTHER_BACKEND:
        unanalysed, passes = f"not rewritten: {command.emits_ir or f'backend {backend}'} makes no C++", ()
    else:
        slots = slot_passes(generated, canonical.pipes)
        if other_hardware(generated, wanted.basis.arch):
            arch = wanted.basis.arch or OTHER
            unanalysed, passes = f"barriers not looked at: {arch} is not known to ptofix, only a3 is", ()
    texts = [generated]
    options = RewriteOptions((*slots, *passes), basis=wanted.basis)
    with naming(HEADERS_VARIABLE) if os.environ.get(HEADERS_VARIABLE) else nullcontext():
        headers = named_headers(wanted.basis.headers)
    result, done, _ = rewrite_source(generated, options, headers, lambda _, text: texts.append(text))
    # After those about the C++: the first note is shown.
    result.remarks += [
        Remark(RemarkKind.ANALYSIS, "canonicalize-asm", "assembly", note.code or "note", note.message, note.place)
        for note in canonical.remarks
    ]
    lost = 0 if slots else sum(remark.reason == STRIPPED for remark in result.remarks)
    return AssemblerResult(texts[len(slots)], result, done[len(slots) :], wanted.basis, unanalysed, lost)


def _target(settings: Settings) -> Target | None:
    """The assembler version that the configuration names."""
    return target(settings["target-ptoas"].value) if "target-ptoas" in settings else None


def _module_attribute(name: str, canonical: CanonicalResult) -> str:
    """What the assembler goes by where its command line does not say."""
    found = re.search(rf'\b{re.escape(name)}"?\s*=\s*"(\w+)"', canonical.text)
    return found[1] if found else ""


def slot_passes(source: SourceFile, pipes: tuple[PipeSlots, ...]) -> tuple[Pass, ...]:
    """The pass that sets what the IR says of `pipes`, if it says anything."""
    slots = slots_from_ir(pipes, pipe_uses(cpp_tree(source))) if pipes else {}
    return (LocalSlotNum(slots=tuple(f"{flag}={number}" for flag, number in slots.items())),) if slots else ()


def _summary(rewritten: AssemblerResult, wanted: Request) -> list[str]:
    """What was done, kept and assumed, in one or two lines; and what was asked for in vain."""
    name = rewritten.result.source.name
    lines = [f"{name}: {line}" for line in brief(rewritten.result)]
    if rewritten.unanalysed:
        lines[0] += f"; {rewritten.unanalysed}"
    if rewritten.lost_slots:
        way = "`ptofix run IR -o OUT` keeps them in OUT.ptofix.json"
        lines.append(f"{name}: warning: {plural(rewritten.lost_slots, 'local slot number')} of the IR not in it: {way}")
    idle = [f"`{name}` ({why})" for name, why in _idle(rewritten.result, wanted)]
    if idle:
        lines.append(f"{name}: warning: nothing was done for {', '.join(idle)}")
    if wanted.ignored:
        lines.append(f"{name}: warning: {', '.join(wanted.ignored)} without effect: {PIPELINE_VARIABLE} is set")
    return lines


def _idle(result: Result, wanted: Request) -> list[tuple[str, str]]:
    """The patterns that were asked for by name and changed nothing, and why."""
    found = []
    for asked in wanted.asked:
        for name in asked.names:
            if name in NO_PATTERN:
                continue
            if name in PROVEN:
                why = did_nothing(r for r in result.remarks if r.pass_name == PROVEN[name])
            else:
                labels = {pattern.name for pattern in select_patterns((name,), asked.files)}
                why = did_nothing(r for r in result.remarks if r.label in labels)
            if why:
                found.append((name, why))
    return found


def _report(rewritten: AssemblerResult, source: SourceFile, assembler: str) -> list[OutputFile]:
    path = _place_of(REPORT_VARIABLE, source, ".report.json")
    if not path:
        return []
    result = rewritten.result
    about: dict[str, Any] = report(result.source.name, result, print_pipeline(rewritten.passes))
    about |= {"input": source.name, "assembler": assembler, "unanalysed": rewritten.unanalysed or None}
    return [OutputFile(path, json.dumps(about, indent=2) + "\n")]


def _certificate(rewritten: AssemblerResult, source: SourceFile) -> list[OutputFile]:
    """The proof, and beside it the text that it starts from: the assembler may print another one next time."""
    path = _place_of(CERTIFICATE_VARIABLE, source, ".certificate.json")
    if not path:
        return []
    if rewritten.unanalysed:
        raise error(f"no certificate for this: {rewritten.unanalysed}", help=f"unset {CERTIFICATE_VARIABLE}")
    model = rewritten.basis.memory_model
    model = model.accepting(str(weakest_evidence(rewritten.passes, model.evidence)))
    headers = named_headers(rewritten.basis.headers)
    proof = make_certificate(rewritten.before, rewritten.result.source, model, headers)
    return [OutputFile(path, proof), OutputFile(path + ".before.cpp", rewritten.before.text)]


def _place_of(variable: str, source: SourceFile, suffix: str) -> str:
    """The file that `variable` names; in a folder that it names, one per input."""
    path = os.environ.get(variable, "")
    return os.path.join(path, _file_name(source) + suffix) if os.path.isdir(path) else path


def _file_name(source: SourceFile) -> str:
    return "stdin.pto" if source.name == STDIN_NAME else Path(source.name).name


def _say(standard_output: bytes) -> None:
    sys.stdout.buffer.write(standard_output)
    sys.stdout.buffer.flush()


def _say_where(canonical_file: Path, canonical: CanonicalResult, source: SourceFile) -> None:
    """The assembler's messages name a file that is about to go; say what it was."""
    same = canonical.text == source.text
    form = "the same text" if same else "its canonical form"
    print(f"ptofix-ptoas: note: {canonical_file} was made from {source.name} ({form})", file=sys.stderr)


def _exit_code(done: subprocess.CompletedProcess[bytes]) -> int:
    return done.returncode if done.returncode >= 0 else _SIGNALLED - done.returncode


def _fail(message: str, exit_code: int) -> int:
    print(f"ptofix-ptoas: error: {message}", file=sys.stderr)
    return exit_code
