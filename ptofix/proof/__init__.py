"""The independent checker: two texts may differ in synchronisation alone, and no order may be lost. See docs/proof.md.

Nothing here comes from `ptofix.order` or the passes: it follows every access path by path, and joins nothing.
"""
