"""The passes that somebody has chosen: on the command line, in a configuration, in Python, in a build."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import Struct

from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.rewriting.job import Pass, SolvingPass
from ptofix.rewriting.patterns.select import PROVEN
from ptofix.rewriting.registry import pass_class
from ptofix.text.diagnostics import error

# Names that stand for a pass of their own.
SYNC = {
    "narrow": ("balance-flags", "replace-broken-flags", "narrow-barrier-all"),
    "missing": ("balance-flags", "replace-broken-flags", "add-missing-orders"),
    "all": ("resynchronise",),
}
DEFAULT_PATTERNS = ("gu",)


class PassChoice(Struct, frozen=True):
    """The choice of passes; None and "" are no choice. `pass_pipeline` replaces all else."""

    patterns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()  # of the patterns
    pattern_files: tuple[str, ...] = ()
    local_slot_num: str = ""
    pipes_from: str = ""
    force: bool = False
    fold_muls_one: bool = False
    remove_barrier_lines: tuple[str, ...] | None = None
    target_ptoas: str = ""
    pass_pipeline: str | None = None
    sync: str = ""  # of SYNC
    solver: str = ""  # of those passes that choose the places of flags and barriers

    @property
    def does_more(self) -> bool:
        """Whether something is asked for beside patterns: then none is the default."""
        return bool(self.sync or self.local_slot_num or self.pipes_from or self.fold_muls_one)


def cpp_passes(choice: PassChoice) -> tuple[Pass, ...]:
    """The passes for C++. Raises PtofixError."""
    if choice.pass_pipeline is not None:
        from ptofix.rewriting.pipeline_text import parse_pipeline

        _refuse_others(choice)
        return parse_pipeline(choice.pass_pipeline)
    passes: list[Pass] = [pass_class("fold-muls-one")()] if choice.fold_muls_one else []
    if choice.sync:
        if choice.sync not in SYNC:
            raise error(f"unknown kind of sync `{choice.sync}`", help=f"kinds are: {', '.join(SYNC)}")
        passes += [pass_class(name)() for name in SYNC[choice.sync]]
    if choice.remove_barrier_lines is not None:
        if choice.patterns:
            raise error("--unsafe-remove-lines cannot be combined with --pattern")
        from ptofix.passes.remove_barrier_lines import RemoveBarrierLines

        passes.append(RemoveBarrierLines(choice.remove_barrier_lines))
    else:
        passes += barrier_passes(_names(choice), choice.pattern_files)
    if choice.local_slot_num or choice.pipes_from:
        passes.append(_slot_pass(choice.local_slot_num, choice.pipes_from, choice.force))
    return _with_solver(passes, choice.solver) if choice.solver else tuple(passes)


def _with_solver(passes: Sequence[Pass], solver: str) -> tuple[Pass, ...]:
    if not any(isinstance(item, SolvingPass) for item in passes):
        raise error("--solver is for the pattern `minimal` and for `fix`")
    return tuple(replace(item, solver=solver) if isinstance(item, SolvingPass) else item for item in passes)


def ir_passes(choice: PassChoice) -> tuple[Pass, ...]:
    """The passes for PTO IR. Raises PtofixError."""
    if choice.pass_pipeline is not None:
        return cpp_passes(choice)
    from ptofix.passes.canonicalize_asm import CanonicalizeAsm

    return (CanonicalizeAsm(choice.target_ptoas),)


def _names(choice: PassChoice) -> Sequence[str]:
    names = choice.patterns or (("none",) if choice.does_more else DEFAULT_PATTERNS)
    if not choice.ignored:
        return names
    from ptofix.rewriting.patterns.select import names_without

    return names_without(names, choice.ignored, PROVEN, choice.pattern_files)


def _refuse_others(choice: PassChoice) -> None:
    replaced = {
        "pattern": choice.patterns,
        "ignore": choice.ignored,
        "pattern-file": choice.pattern_files,
        "local-slot-num": choice.local_slot_num,
        "pipes-from": choice.pipes_from,
        "force": choice.force,
        "fold-muls-one": choice.fold_muls_one,
        "unsafe-remove-lines": choice.remove_barrier_lines is not None,
        "target-ptoas": choice.target_ptoas,
        "sync": choice.sync,
        "solver": choice.solver,
    }
    for name, given in replaced.items():
        if given:
            raise error(f"--pass-pipeline replaces --{name}")


def barrier_passes(names: Sequence[str], files: Sequence[str] = ()) -> tuple[Pass, ...]:
    """One pass for all patterns among `names`, one for each other name."""
    patterns = tuple(name for name in names if name not in PROVEN)
    passes: tuple[Pass, ...] = (RemoveBarriers(patterns, tuple(files)),) if patterns else ()
    return passes + tuple(pass_class(kind)() for name, kind in PROVEN.items() if name in names)


def _slot_pass(text: str, pipes_from: str, force: bool) -> Pass:
    from ptofix.passes.local_slot_num import LocalSlotNum
    from ptofix.program.pipes import DEFAULT_LOCAL_SLOT_NUM

    if not text:
        return LocalSlotNum(pipes_from=pipes_from, force=force)
    if text == "default":
        return LocalSlotNum(default=DEFAULT_LOCAL_SLOT_NUM, pipes_from=pipes_from, force=force)
    if re.fullmatch(r"[0-9]{1,9}", text):
        return LocalSlotNum(default=int(text), pipes_from=pipes_from, force=force)
    if re.fullmatch(r"[0-9]+=[0-9]+(,[0-9]+=[0-9]+)*", text):
        return LocalSlotNum(slots=tuple(text.split(",")), pipes_from=pipes_from, force=force)
    raise error(f"--local-slot-num: `{text}` is neither N, nor FlagID=N,…, nor `default`")
