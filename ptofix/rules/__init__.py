"""Checks that rewrite nothing: one rule per file, with a stable code each. `registry.py` lists them."""
