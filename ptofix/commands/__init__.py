"""The command line."""

import sys
from typing import Any

# msgspec imports typing_extensions if it is there, for types of fields that we do not have: two fifths of the time that
# importing msgspec takes (18 of 45 ms on a busy machine), of `--help` a tenth.
_modules: dict[str, Any] = sys.modules
if not _modules.keys() & {"msgspec", "typing_extensions"}:
    _modules["typing_extensions"] = None  # as if it was not installed
    try:
        import msgspec as msgspec
    finally:
        del _modules["typing_extensions"]
