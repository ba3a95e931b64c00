"""What proofs and findings may rest on, as somebody chose it."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.order.model import DEFAULT, OPT_IN, Model, model_named
from ptofix.text.diagnostics import error


@dataclass(frozen=True)
class Basis:
    """Names as on the command line; "" is no choice: the default one, unless a pass names another.

    `headers` is the folder of a pto-isa, `assumptions` a file of measured distances. `assume` names what rewrites and
    proofs take for granted besides the model.
    """

    model: str = ""
    no_assume: tuple[str, ...] = ()
    evidence: str = ""
    arch: str = ""
    headers: str = ""
    assumptions: str = ""
    assume: tuple[str, ...] = ()

    @property
    def idle_callers(self) -> bool:
        """Whether rewrites and proofs may rest on callers.idle."""
        return IDLE_CALLERS in self.assume and IDLE_CALLERS not in self.no_assume

    @property
    def memory_model(self) -> Model:
        """Raises PtofixError for a name that does not exist; OSError."""
        for name in self.assume:
            if name not in OPT_IN:
                raise error(f"no assumption `{name}` to ask for", help=f"there are: {', '.join(OPT_IN)}")
        chosen = model_named(self.model or DEFAULT.name).without(*self.no_assume).accepting(self.evidence)
        return chosen.measured_in(self.assumptions)


def basis(
    model: str, assume: Collection[str] | None, evidence: str, arch: str, assumptions: str | os.PathLike[str]
) -> Basis:
    """A choice by what may be assumed (None: all that the model assumes). Raises PtofixError, OSError."""
    asked_for = tuple(name for name in OPT_IN if assume is not None and name in assume)
    chosen = Basis(
        model, _left_out(model, assume), evidence, arch, assumptions=os.fspath(assumptions), assume=asked_for
    )
    _ = chosen.memory_model  # the names exist
    return chosen


def _left_out(model: str, assume: Collection[str] | None) -> tuple[str, ...]:
    if assume is None:
        return ()
    if isinstance(assume, str):
        raise error(f"`assume` is a list of names, not the text `{assume}`")
    chosen = model_named(model or DEFAULT.name)
    known = chosen.alone.assumed | ({IDLE_CALLERS} if chosen.idle_callers else set())
    for name in assume:
        if name not in known:
            raise error(f"model `{chosen.name}` does not assume `{name}`", help=f"it does: {', '.join(sorted(known))}")
    return tuple(sorted(known - set(assume)))
