"""Barrier patterns: which `pipe_barrier(PIPE_V)` a user may ask to remove, and what each removal rests on."""
