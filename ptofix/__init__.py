"""ptofix: structured, proven rewrites between the PTO assembler and the device compiler."""
