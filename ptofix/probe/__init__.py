"""Kernels that measure how far apart two vector ops must be, and what their results say.

cases.py says what is tried, kernels.py writes it as PTO IR, runner.py launches it, results.py reads what came of it.
"""
