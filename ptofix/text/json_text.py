"""JSON that somebody else wrote."""

from __future__ import annotations

import json
from typing import Any


def parse_json(text: str) -> Any:
    """The document in `text`. Raises json.JSONDecodeError, also for what is JSON and more than Python takes."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise json.JSONDecodeError("a number with too many digits", text, 0) from None
    except RecursionError:
        raise json.JSONDecodeError("lists or objects are nested too deeply", text, 0) from None
