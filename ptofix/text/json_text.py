"""JSON that somebody else wrote: nothing in it may be read in two ways."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def parse_json(text: str) -> Any:
    """The document in `text`. Raises json.JSONDecodeError, also for what is JSON and more than Python takes."""
    try:
        return json.loads(text, object_pairs_hook=_each_key_once, parse_constant=_no_json)
    except json.JSONDecodeError:
        raise
    except _TwoReadingsError as problem:
        raise json.JSONDecodeError(str(problem), text, 0) from None
    except ValueError:
        raise json.JSONDecodeError("a number with too many digits", text, 0) from None
    except RecursionError:
        raise json.JSONDecodeError("lists or objects are nested too deeply", text, 0) from None


class _TwoReadingsError(ValueError):
    """What some readers of JSON take in one way, some in another, and some not at all."""


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwoReadingsError(f"`{key}` comes twice in one object")
        found[key] = value
    return found


def _no_json(name: str) -> NoReturn:
    raise _TwoReadingsError(f"`{name}` is no JSON")
