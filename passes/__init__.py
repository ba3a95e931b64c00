"""The built-in rewrites, one file each; installed as `ptofix.passes`."""

BUILT_IN = {
    "remove-barriers": "ptofix.passes.remove_barriers:RemoveBarriers",
    "drop-redundant-barriers": "ptofix.passes.drop_redundant_barriers:DropRedundantBarriers",
    "minimal-barriers": "ptofix.passes.minimal_barriers:MinimalBarriers",
    "local-slot-num": "ptofix.passes.local_slot_num:LocalSlotNum",
    "canonicalize-asm": "ptofix.passes.canonicalize_asm:CanonicalizeAsm",
    "propagate-local-slot-num": "ptofix.passes.propagate_local_slot_num:PropagateLocalSlotNum",
    "fold-muls-one": "ptofix.passes.fold_muls_one:FoldMulsOne",
    "remove-barrier-lines": "ptofix.passes.remove_barrier_lines:RemoveBarrierLines",
}
