"""What the commands do, as functions on texts: the Python API and the commands are thin users of these modules.

The names that are meant for others are listed in `ptofix/__init__.py` and described in docs/api.md.
"""
