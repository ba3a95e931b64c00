"""Passes by name. Built-in passes are imported when they are first asked for; others come from entry points."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ptofix.rewriting.job import Pass
from ptofix.text.diagnostics import error

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "ptofix.passes"

BUILT_IN = {
    "remove-barriers": "ptofix.passes.remove_barriers:RemoveBarriers",
    "drop-redundant-barriers": "ptofix.passes.drop_redundant_barriers:DropRedundantBarriers",
    "minimal-barriers": "ptofix.passes.minimal_barriers:MinimalBarriers",
    "local-slot-num": "ptofix.passes.local_slot_num:LocalSlotNum",
    "canonicalize-asm": "ptofix.passes.canonicalize_asm:CanonicalizeAsm",
    "propagate-local-slot-num": "ptofix.passes.propagate_local_slot_num:PropagateLocalSlotNum",
    "fold-muls-one": "ptofix.passes.fold_muls_one:FoldMulsOne",
    "narrow-barrier-all": "ptofix.passes.narrow_barrier_all:NarrowBarrierAll",
    "balance-flags": "ptofix.passes.balance_flags:BalanceFlags",
    "replace-broken-flags": "ptofix.passes.replace_broken_flags:ReplaceBrokenFlags",
    "add-missing-orders": "ptofix.passes.add_missing_orders:AddMissingOrders",
    "resynchronise": "ptofix.passes.resynchronise:Resynchronise",
    "remove-barrier-lines": "ptofix.passes.remove_barrier_lines:RemoveBarrierLines",
}


def pass_class(name: str) -> type[Pass]:
    """The pass called `name`. Raises PtofixError for an unknown name, with the names that exist."""
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        loaded: object = getattr(import_module(module), attribute)
    else:
        plug_ins = _plug_ins()
        if name not in plug_ins:
            raise error(f"unknown pass `{name}`", help=f"passes are: {', '.join(pass_names())}")
        loaded = plug_ins[name].load()
    assert isinstance(loaded, type)
    assert issubclass(loaded, Pass)
    return loaded


def pass_names() -> list[str]:
    """Every name, built-in passes first. Raises PtofixError if two plug-ins claim one name."""
    return [*BUILT_IN, *sorted(_plug_ins())]


def _plug_ins() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # slow to import, and needed for strangers' passes only

    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=ENTRY_POINT_GROUP):
        if point.name in BUILT_IN or point.name in found:
            raise error(f"two packages provide the pass `{point.name}`")
        found[point.name] = point
    return found
