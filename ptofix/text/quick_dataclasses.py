"""Dataclasses that are quick to define.

The decorator of the standard library compiles six functions for each class. ptofix defines about two hundred classes
at every start, so that took a fifth of a short run. This one compiles `__init__` alone and shares the rest; for a
type checker, and for all that uses such a class, it is the same decorator (the tests compare the two). What asks for
`dataclasses.fields` gets the field objects of the standard library, made when they are first asked for.

Left out is what ptofix does not use: `order`, `unsafe_hash`, `InitVar`, fields that stay out of `__init__`, and a base
class made by the other decorator.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "field", "replace"]


class _Options:
    """What `field` was given."""

    def __init__(self, **given: Any) -> None:
        self.given = given


class _Missing:
    """Stands for an argument that was not given."""


class _Standard:
    """An attribute of the same class made by the decorator of the standard library, which is made when needed."""

    def __init__(self, settings: dict[str, bool], own: dict[str, Any], annotations: dict[str, str]) -> None:
        self.settings = settings
        self.own = own
        self.annotations = annotations

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, _: object, owner: type) -> Any:
        import dataclasses

        # A subclass without the decorator has the fields of the class that was decorated, and of no other.
        kind = next(base for base in owner.__mro__ if base.__dict__.get(self.name) is self)
        defaults = {
            name: dataclasses.field(**value.given) if isinstance(value, _Options) else value
            for name, value in self.own.items()
        }
        namespace = {"__annotations__": self.annotations, "__module__": kind.__module__, "__doc__": kind.__doc__}
        twin = type(kind.__name__, kind.__bases__, {**namespace, **defaults})
        return getattr(dataclasses.dataclass(**self.settings)(twin), self.name)


def _dataclass(kind: type | None = None, /, **settings: bool) -> Any:
    """`dataclasses.dataclass`."""
    return _made(kind, **settings) if kind else lambda kind: _made(kind, **settings)


def _made(kind: type, frozen: bool = False, slots: bool = False, eq: bool = True, repr: bool = True) -> type:
    own: dict[str, Any] = {}  # defaults, or what `field` was given
    annotations = {name: text for name, text in kind.__annotations__.items() if not text.startswith("ClassVar")}
    fields: dict[str, dict[str, Any]] = {}
    for base in reversed(kind.__mro__[1:]):
        if "__dataclass_fields__" in base.__dict__ and "__quick_fields__" not in base.__dict__:
            raise TypeError(f"the base {base.__name__} of {kind.__name__} is a dataclass of the standard library")
        fields |= base.__dict__.get("__quick_fields__", {})
    for name in annotations:
        value = kind.__dict__.get(name, _Missing)
        fields[name] = value.given if isinstance(value, _Options) else {"default": value}
        if value is not _Missing:
            own[name] = value
    positional = tuple(name for name, given in fields.items() if not given.get("kw_only"))
    compared = [name for name, given in fields.items() if given.get("compare", True)]
    added: dict[str, Any] = {"__quick_fields__": fields, "__init__": _init(kind, fields, frozen)}
    standard = {"frozen": frozen, "eq": eq, "repr": repr}
    if "__match_args__" not in kind.__dict__:
        added["__match_args__"] = positional
    if repr and "__repr__" not in kind.__dict__:
        added["__repr__"] = _repr
    if eq:
        values = _values_of(compared)
        if "__eq__" not in kind.__dict__:
            added["__eq__"] = _eq(values)
        if kind.__dict__.get("__hash__") is None:
            added["__hash__"] = _hash(values) if frozen else None
    if frozen:
        added |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        if slots:
            added |= {"__getstate__": _state, "__setstate__": _set_state}
    for attribute in ("__dataclass_fields__", "__dataclass_params__"):
        added[attribute] = _Standard(standard, own, annotations)
        added[attribute].__set_name__(kind, attribute)
    if slots:
        return _with_slots(kind, annotations, added)
    for name, value in own.items():
        if isinstance(value, _Options):
            if "default" in value.given:
                setattr(kind, name, value.given["default"])
            else:
                delattr(kind, name)
    for name, value in added.items():
        setattr(kind, name, value)
    return kind


def _with_slots(kind: type, own: dict[str, str], added: dict[str, Any]) -> type:
    """The class again, with a slot for each of its own fields."""
    namespace = {name: value for name, value in kind.__dict__.items() if name not in own} | added
    inherited = {slot for base in kind.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
    namespace["__slots__"] = tuple(name for name in own if name not in inherited)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    made = type(kind)(kind.__name__, kind.__bases__, namespace)
    made.__qualname__ = kind.__qualname__
    return made


def _init(kind: type, fields: dict[str, dict[str, Any]], frozen: bool) -> Any:
    """`__init__`, compiled: the only method that every class must have for itself, as callers see its parameters."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_Missing": _Missing}
    parameters, body = ["self"], []
    for name, given in sorted(fields.items(), key=lambda item: item[1].get("kw_only", False)):
        parameter = value = name
        if "default_factory" in given:
            names[f"_make_{name}"] = given["default_factory"]
            parameter, value = f"{name}=_Missing", f"_make_{name}() if {name} is _Missing else {name}"
        elif given["default"] is not _Missing:
            names[f"_default_{name}"] = given["default"]
            parameter = f"{name}=_default_{name}"
        if given.get("kw_only") and "*" not in parameters:
            parameters.append("*")
        parameters.append(parameter)
        body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), names)
    made = names["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    made.__module__ = kind.__module__
    return made


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function to the values of these fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple([getattr(item, name) for name in names])


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _repr(self: Any) -> str:
    values = ", ".join([f"{name}={getattr(self, name)!r}" for name in self.__quick_fields__])
    return f"{self.__class__.__qualname__}({values})"


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__quick_fields__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__quick_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _replace(item: Any, /, **changes: Any) -> Any:
    """`dataclasses.replace`."""
    kind = item.__class__
    if "__quick_fields__" not in kind.__dict__:  # it may be a subclass that the other decorator made
        import dataclasses

        return dataclasses.replace(item, **changes)
    return kind(**({name: getattr(item, name) for name in kind.__quick_fields__} | changes))


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass = _dataclass
    field = _Options
    replace = _replace
