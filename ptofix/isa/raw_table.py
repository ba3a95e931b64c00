"""The values of one TOML table, each taken with its type; a slip of the pen is a fault with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class TableFault(Exception):
    """What is wrong with one table of the file: `key` and `text` say where in it; `form` counts the forms of an op."""

    def __init__(self, message: str, key: str = "", text: str = "") -> None:
        super().__init__(message)
        self.message, self.key, self.text = message, key, text
        self.form: int | None = None


class RawTable:
    """The values of one table of the file, each taken with its type; `known` are the keys that it may have."""

    def __init__(self, values: Any, known: tuple[str, ...]) -> None:
        if not isinstance(values, dict):
            raise TableFault(f"no table but `{values}`", text=str(values))
        self.values: Mapping[str, Any] = values
        for key in values:
            if key not in known:
                raise TableFault(f"unknown key `{key}`; the keys are {', '.join(known)}", key)

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank."""
        value = self.values.get(key, default)
        if value is None:
            raise TableFault(f"`{key}` is missing")
        if not isinstance(value, str) or (key in self.values and not value.strip()):
            raise TableFault(f"`{key}` must be a text, not `{value}`", key)
        return value

    def number(self, key: str) -> int:
        value = self.values.get(key)
        if type(value) is not int or value < 0:  # bool is an int, too
            raise TableFault(f"`{key}` must be a number, not `{value}`", key)
        return value

    def numbers(self, key: str, ids: range) -> tuple[int, ...]:
        """A list of different event ids."""
        value = self.values[key]
        if not isinstance(value, list) or not value or any(type(one) is not int or one not in ids for one in value):
            raise TableFault(f"`{key}` must be a list of event ids, not `{value}`", key)
        if len(set(value)) < len(value):
            raise TableFault(f"`{key}` names an id twice", key)
        return tuple(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise TableFault(f"`{key}` must be true or false, not `{value}`", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty if there is none."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise TableFault(f"`{key}` must be a list of texts, not `{value}`", key)
        for one in value:
            if not isinstance(one, str):
                raise TableFault(f"`{key}` must be a list of texts, not one with `{one}`", key, str(one))
        return tuple(value)

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if key in self.values and value not in choices:
            raise TableFault(f"unknown {key} `{value}`; it must be one of {', '.join(choices)}", key, value)
        return value

    def optional(self, key: str, read: Callable[[str], _Value], default: _Value) -> _Value:
        """What `read` makes of a key that need not be there."""
        return read(key) if key in self.values else default
