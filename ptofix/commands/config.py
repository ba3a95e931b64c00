"""`ptofix config`: each setting of a file, and where it comes from."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, NamedTuple

from ptofix.api.chosen_passes import DEFAULT_PATTERNS, PassChoice
from ptofix.commands.given import put_report
from ptofix.config.found import configurations_for
from ptofix.config.merged import LEVEL_OF, choice_with
from ptofix.config.options import CONFIGURED
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.order.model import DEFAULT

_DEFAULTS = {"patterns": DEFAULT_PATTERNS, "model": DEFAULT.name, "evidence": str(DEFAULT_GRADE)}


class ShownSetting(NamedTuple):
    key: str
    value: Any
    origin: str


def command(given: Namespace) -> int:
    """Returns 0. Raises PtofixError, OSError."""
    (configuration,) = configurations_for([given.file], given.config)
    settings = {} if configuration is None else configuration.holds_for(given.file)
    choice_with(PassChoice(), settings)
    keys = [option.key for option in CONFIGURED] + sorted(key for key in settings if key.startswith(LEVEL_OF))
    shown = [
        ShownSetting(key, settings[key].value, str(settings[key].place))
        if key in settings
        else ShownSetting(key, _DEFAULTS.get(key, ""), "default")
        for key in keys
    ]
    path = "" if configuration is None else configuration.path
    data = {"configuration": path or None, "settings": [one._asdict() for one in shown]}
    put_report(given, "config", lambda: _text([ShownSetting("configuration", path, ""), *shown]), lambda: data)
    return 0


def _text(shown: list[ShownSetting]) -> str:
    rows = [(one.key, _words(one.value), one.origin) for one in shown]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]}".rstrip() for row in rows)


def _words(value: object) -> str:
    return (", ".join(value) if isinstance(value, tuple) else str(value)) or "none"
