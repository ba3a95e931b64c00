"""What would make a kernel wait less for something. Words only: by how much is what the model of time tried."""

from __future__ import annotations

from ptofix.machine.timing.worth import APART, BARRIERS, SLOTS, WithoutWaits

_FLOW = {"MTE2": 0, "MTE1": 1, "M": 2, "V": 2, "FIX": 3, "MTE3": 3}
"""Which way data goes through the pipes of a core: up."""

_ADVICE = {
    BARRIERS: "`ptofix run --pattern proven` removes those that are provably redundant",
    "pipe_barrier(PIPE_ALL)": "`ptofix fix --narrow` replaces them by flags",
    APART: "a deeper preload, more slots, or tiles in another order",
    SLOTS: "more slots",
}


def advice(tried: WithoutWaits) -> str:
    """What can be changed in the kernel, or by ptofix."""
    if tried.cause in _ADVICE:
        return _ADVICE[tried.cause]
    source, _, target = tried.cause.removeprefix("flag ").partition(">")
    if "S" in (source, target):
        return "values that the scalar unit reads or writes, earlier or not at all"
    if _FLOW[source] < _FLOW[target]:
        return f"what {target} needs of {source} earlier, in smaller pieces, or for a tile ahead"
    return f"another buffer than the one that {source} still uses; a flag raised earlier (`ptofix fix --all`)"
