"""PTO IR: parse, check, rewrite and print the PTO dialect of MLIR, on xDSL.

Everything here imports xDSL only when a function is called, so that commands on C++ text do not pay for it.
"""
