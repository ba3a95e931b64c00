"""A second, brute-force opinion on synchronisation: random kernels, mutants of real ones, and an executor for both.

Nothing here imports `ptofix.order` or `ptofix.proof`, except `judged.py`, which asks them questions.
"""
