"""The pipes that each kind of core has on A2/A3."""

PIPES_OF_CORE = {
    "vector": frozenset(("S", "V", "MTE2", "MTE3")),
    "cube": frozenset(("S", "M", "MTE1", "MTE2", "MTE3", "FIX")),
}
"""Source: pto-isa include/pto/common/event.hpp (opPipeList) and the memories beside each core (buffer_limits.hpp)."""
