"""A core group that runs what the assembler emitted: values, pipes that run apart, races and deadlocks.

Shares nothing with `ptofix.order` and `ptofix.proof`: it is the third opinion.
"""
