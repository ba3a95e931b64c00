"""Assembler versions: which one a text is written for, which one to print for, and what that one cannot express."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ptofix.mlir import table
from ptofix.mlir.assembler import environment, find_assembler
from ptofix.text.diagnostics import Diagnostic, PtofixError, Severity, error

if TYPE_CHECKING:
    from ptofix.mlir.operation import PtoOperation
    from ptofix.mlir.reader import Module

DROPPED_DEFAULT = "PF492"
UNTESTED = "PF494"
TOLD = "PF495"
_VERSION_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Target:
    """One tested assembler version. `asked`: the version that was named, where it is another one."""

    version: str
    asked: str = field(default="", compare=False)

    @property
    def pointer_spaces(self) -> bool:
        """Whether pointer types name their address space."""
        return table.fact("pointer_spaces", self.version)


def target(version: str) -> Target:
    """The target for `version`: the newest tested one that is not newer.

    Raises PtofixError for a version older or newer than all tested ones, or for text that is no version.
    """
    key = _key(version)
    if key > table.version_key(table.versions()[0]):
        raise error(f"assembler version {version} is not known yet", help=_tested())
    return _nearest(version)


def newest_target() -> Target:
    return Target(table.versions()[0])


def default_target(module: Module | None = None) -> Target:
    """The target of the real assembler; without one, the newest that has all that `module` says, or the newest."""
    said = _assembler_version()
    if said:
        return _nearest(said)
    versions = versions_of(module) if module is not None else ()
    return Target(versions[0]) if versions else newest_target()


def _assembler_version() -> str:
    """What the real assembler calls itself, "" without one or if it does not say."""
    assembler = find_assembler()
    if assembler is None:
        return ""
    try:
        done = subprocess.run(
            [assembler, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_VERSION_TIMEOUT_SECONDS,
            env=environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"ptoas\D*(\d+\.\d+)", done.stdout + done.stderr)
    return found[1] if found else ""


def _nearest(version: str) -> Target:
    key = _key(version)
    for tested in table.versions():
        if table.version_key(tested) <= key:
            return Target(tested, "" if table.version_key(tested) == key else version)
    raise error(f"assembler version {version} is not supported", help=_tested())


def _key(version: str) -> tuple[int, ...]:
    if not re.fullmatch(r"\d+(\.\d+)+", version):
        raise error(f"`{version}` is no assembler version", help=_tested())
    return table.version_key(version)


def _tested() -> str:
    return f"tested versions: {', '.join(table.versions())}"


def untested(to: Target) -> tuple[Diagnostic, ...]:
    """A note if `to` stands for a version that was never compared with a real assembler."""
    if not to.asked:
        return ()
    message = f"assembler version {to.asked} was not tested; what is known about {to.version} is used"
    return (Diagnostic(Severity.NOTE, message, code=UNTESTED, help=_tested()),)


def versions_of(module: Module) -> tuple[str, ...]:
    """The tested versions, newest first, that have all that the text of `module` says."""
    return tuple(version for version in table.versions() if _contradiction(module, version) is None)


def title(versions: Sequence[str]) -> str:
    """What to call a text that `versions` have all of."""
    if not versions:
        return "no tested assembler has all that this text says"
    return f"PTO IR of assembler {' or '.join(versions)}"


def version_notes(module: Module) -> tuple[Diagnostic, ...]:
    """Which versions the text is written for, with the places that show it; nothing if it fits all of them."""
    contradictions = {version: _contradiction(module, version) for version in table.versions()}
    fitting = [version for version, found in contradictions.items() if found is None]
    if len(fitting) == len(contradictions):
        return ()
    what = title(fitting)
    others: dict[tuple[str, object], list[str]] = {}
    first: dict[tuple[str, object], Diagnostic] = {}
    for version, found in contradictions.items():
        if found is not None:
            key = (found.message, found.place)
            others.setdefault(key, []).append(version)
            first[key] = found
    return tuple(
        Diagnostic(
            Severity.NOTE, f"{what}: {' and '.join(versions)} cannot say {first[key].message}", first[key].place, TOLD
        )
        for key, versions in others.items()
    )


def _contradiction(module: Module, version: str) -> Diagnostic | None:
    """The first thing in the text of `module` that `version` does not have."""
    from ptofix.mlir.misfits import misfits
    from ptofix.mlir.operation import PtoOperation

    for op in module.op.walk():
        found = next(misfits(op, version), None)
        what = found.what if found else ""
        if not what and isinstance(op, PtoOperation) and module.is_generic(op):
            what = _wrong_segments(op, version)
        if what:
            return Diagnostic(Severity.NOTE, what, module.place(op))
    return None


def _wrong_segments(op: PtoOperation, version: str) -> str:
    """What is wrong with the segment sizes of generic text, which each version divides in its own way."""
    from ptofix.mlir.operands import MalformedOp, groups_in

    spec = table.operations()[op.name][version]
    given = table.SEGMENTS in op.properties
    divided = {one.segments for one in table.operations()[op.name].values()}
    if given != spec.segments and len(divided) > 1:
        return f"`{op.name}` {'with' if given else 'without'} {table.SEGMENTS}"
    try:
        groups_in(op, spec)
    except MalformedOp as problem:
        return str(problem)
    return ""


def fit(module: Module, to: Target) -> tuple[Diagnostic, ...]:
    """Change `module` in place to what `to` can express, and say what was changed.

    Attributes that `to` does not know are dropped where they have their default value. Anything else that it does not
    know is an error that names op and place (PtofixError with one diagnostic per problem; the module is then unusable).
    """
    from ptofix.mlir.convert import convert_arguments, rename_ops
    from ptofix.mlir.misfits import misfits
    from ptofix.mlir.operation import PtoOperation

    rename_ops(module, to.version)
    convert_arguments(module, to.version)
    remarks: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    for op in module.op.walk():
        found = list(misfits(op, to.version))
        dropped = [misfit.attribute for misfit in found if misfit.attribute]
        for name in dropped:
            del op.properties[name]
            message = f"dropped `{name}` of `{op.name}`: assembler {to.version} does not know it"
            remarks.append(Diagnostic(Severity.NOTE, message, module.place(op), DROPPED_DEFAULT))
        inexpressible = dict.fromkeys(misfit.what for misfit in found if not misfit.attribute)
        problems += [
            Diagnostic(Severity.ERROR, f"assembler {to.version} cannot express {what}", module.place(op))
            for what in inexpressible
        ]
        if isinstance(op, PtoOperation) and not inexpressible:
            _regroup(op, to.version)
    if problems:
        raise PtofixError(problems)
    return tuple(remarks)


def _regroup(op: PtoOperation, version: str) -> None:
    from ptofix.mlir.convert import regrouped, set_segments
    from ptofix.mlir.misfits import tolerated
    from ptofix.mlir.operands import operand_groups

    spec = table.operations()[op.name][version]
    groups = operand_groups(op)
    for name in [name for name in op.properties if tolerated(op, name, version)]:
        op.attributes[name] = op.properties.pop(name)
    operands = regrouped(op, spec)
    if operands != list(op.operands):
        op.operands = operands
    set_segments(op, spec, groups)
