"""The built-in rewrites, one file each; installed as `ptofix.passes`, listed in `ptofix/rewriting/registry.py`."""
