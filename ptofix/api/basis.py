"""What proofs and findings may rest on, as somebody chose it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection

from msgspec import Struct

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.order.model import DEFAULT, OPT_IN, Model, model_named
from ptofix.text.diagnostics import error


class Basis(Struct, frozen=True):
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
    model: str,
    assume: Collection[str] | None,
    no_assume: Collection[str],
    evidence: str,
    arch: str,
    assumptions: str | os.PathLike[str],
) -> Basis:
    """A choice in Python. Raises PtofixError, OSError."""
    for name, given in (("assume", assume), ("no_assume", no_assume)):
        if isinstance(given, str):
            raise error(f"`{name}` is a list of names, not the text `{given}`")
    if assume is not None and not assume:
        raise error("`assume` is empty: it adds assumptions to those of the model", help="`no_assume` switches one off")
    added, off = tuple(assume or ()), tuple(no_assume)
    if any(name not in OPT_IN for name in added):
        added, off = _named_alone(model, added, off)
    chosen = Basis(model, off, evidence, arch, assumptions=os.fspath(assumptions), assume=added)
    _ = chosen.memory_model  # the names exist
    return chosen


def _named_alone(model: str, named: tuple[str, ...], off: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What `assume` meant before: what it does not name is switched off. For one release more."""
    chosen = model_named(model or DEFAULT.name)
    known = chosen.alone.assumed | ({IDLE_CALLERS} if chosen.idle_callers else set())
    for name in named:
        if name not in known:
            raise error(f"model `{chosen.name}` does not assume `{name}`", help=f"it does: {', '.join(sorted(known))}")
    warnings.warn("`assume` adds, as --assume does; `no_assume` switches off", DeprecationWarning, stacklevel=4)
    return tuple(name for name in OPT_IN if name in named), (*off, *sorted(known - {*named}))
