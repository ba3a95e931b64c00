"""A certificate from its JSON: every field is there and has the type that its class says, or it is no certificate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from ptofix.text.json_text import parse_json

_Made = TypeVar("_Made")


def read_certificate(cls: type[_Made], text: str, schema: str) -> _Made:
    """Raises ValueError for text that is no certificate of this class and schema."""
    data = parse_json(text)
    found = data.get("schema") if isinstance(data, dict) else None
    if found != schema:
        raise ValueError(f"the certificate has schema `{found}`, this version reads `{schema}`")
    made: _Made = _read(cls, data, "")
    return made


def _read(wanted: Any, data: Any, where: str) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, Struct):
        return _record(wanted, data, where)
    kind, inner = get_origin(wanted) or wanted, get_args(wanted)
    if kind is UnionType:
        [other] = (one for one in inner if one is not NoneType)
        return None if data is None else _read(other, data, where)
    if kind is tuple and isinstance(data, list):
        types = inner[:1] * len(data) if inner[-1] is ... else inner
        if len(types) == len(data):
            return tuple(_read(type_, item, f"{where}[{i}]") for i, (type_, item) in enumerate(zip(types, data)))
    elif kind in (dict, Mapping) and isinstance(data, dict):
        return {_read(inner[0], key, where): _read(inner[1], item, f"{where}.{key}") for key, item in data.items()}
    elif type(data) is kind and (kind is not str or _is_plain(data)):
        return data
    raise ValueError(f"the certificate is not well-formed: `{where}` is not what belongs there")


def _record(cls: Any, data: Any, where: str) -> Any:
    types, needed = _fields(cls)
    if not isinstance(data, dict) or not needed <= data.keys() <= types.keys():
        named = f"`{where}`" if where else "the whole"
        raise ValueError(f"the certificate is not well-formed: {named} has not the fields that belong there")
    return cls(**{name: _read(types[name], item, f"{where}.{name}".lstrip(".")) for name, item in data.items()})


@cache
def _fields(cls: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The type of each field, and those that must be there. A certificate has thousands of records of few classes."""
    found = fields(cls)
    return {one.name: one.type for one in found}, frozenset(one.name for one in found if one.required)


def _is_plain(text: str) -> bool:
    """Whether it can be printed as it is."""
    return text.isprintable() or all(char.isprintable() or char in "\t\n\r" for char in text)
