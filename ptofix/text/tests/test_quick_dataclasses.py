"""Our decorator against that of the standard library: each class is made by both, and does the same."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cached_property
from types import ModuleType
from typing import Any, ClassVar

import pytest

from ptofix.text import quick_dataclasses as quick

made: list[str] = []


def _classes(module: ModuleType) -> dict[str, Any]:
    dataclass, field = module.dataclass, module.field

    @dataclass(frozen=True, slots=True)
    class Slotted:
        """Frozen, with slots."""

        a: int
        b: str = "b"
        kind: ClassVar[str] = "slotted"

        @property
        def double(self) -> int:
            return 2 * self.a

    @dataclass(frozen=True)
    class Frozen:
        """Frozen."""

        one: tuple[int, ...]

        @cached_property
        def length(self) -> int:
            return len(self.one)

    @dataclass
    class Plain:
        """Not frozen, thus without a hash."""

        a: int
        many: list[int] = field(default_factory=list)
        quiet: str = field(default="", compare=False)

    @dataclass(frozen=True)
    class Based(Frozen):
        """Has a base, a field by keyword only, and a method after it is made."""

        two: int = 2
        off: tuple[str, ...] = field(default=(), kw_only=True, metadata={"help": "text"})

        def __post_init__(self) -> None:
            made.append(type(self).__name__)

    @dataclass(frozen=True, slots=True)
    class SlottedBased(Slotted):
        """Adds a slot to those of its base, and another default."""

        b: str = "c"
        d: int = 4

    @dataclass(eq=False, slots=True)
    class Identical:
        """Equal to itself only."""

        a: int

    @dataclass(frozen=True, eq=False, repr=False)
    class Own:
        """Brings its own methods."""

        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, int)

        def __hash__(self) -> int:
            return 7

    @dataclass
    class OwnOfAll:
        """Brings what would be made."""

        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, int)

        def __hash__(self) -> int:
            return 8

        def __repr__(self) -> str:
            return "own"

    @dataclass(frozen=True)
    class Empty:
        """Has nothing."""

    class Further(Slotted):
        """A subclass that is not decorated."""

    return dict(locals())


QUICK, STANDARD = _classes(quick), _classes(dataclasses)
NAMES = [name for name in QUICK if name not in ("dataclass", "field", "module")]
VALUES: dict[str, list[dict[str, Any]]] = {
    "Slotted": [{"a": 1}, {"a": 1, "b": "x"}, {"a": 2}],
    "Frozen": [{"one": (1, 2)}, {"one": ()}],
    "Plain": [{"a": 1}, {"a": 1, "quiet": "q"}, {"a": 1, "many": [2]}],
    "Based": [{"one": (1,)}, {"one": (1,), "off": ("x",)}, {"one": (1,), "two": 3}],
    "SlottedBased": [{"a": 1}, {"a": 1, "b": "b", "d": 5}],
    "Identical": [{"a": 1}, {"a": 1}],
    "Own": [{"a": 1}, {"a": 2}],
    "OwnOfAll": [{"a": 1}],
    "Empty": [{}],
    "Further": [{"a": 1}, {"a": 2, "b": "x"}],
}


def _outcome(action: Callable[[], object]) -> object:
    try:
        return action()
    except Exception as problem:
        return type(problem).__mro__[:2], str(problem).replace("Further", "Slotted")


@pytest.mark.parametrize("name", NAMES)
def test_instances_do_the_same(name: str) -> None:
    for left in VALUES[name]:
        for right in VALUES[name]:
            assert _observed(quick, QUICK[name], left, right) == _observed(dataclasses, STANDARD[name], left, right)


def _observed(module: ModuleType, kind: Any, left: dict[str, Any], right: dict[str, Any]) -> list[object]:
    """What one can see of two instances; for the last of it, `one` changes."""
    one, two = kind(**left), kind(**right)
    names = kind.__match_args__
    seen: list[object] = [names, kind.__doc__, kind.__name__, kind.__qualname__, kind.__module__]
    seen += [hasattr(one, "__dict__"), getattr(kind, "__slots__", None), kind.__hash__ is None]
    seen += [one == two, one != two, one == 1, one == kind(**left), [getattr(two, name) for name in names]]
    seen.append("at" in repr(one) or repr(one))
    actions: list[Callable[[], object]] = [
        lambda: hash(one) == hash(two),
        lambda: copy.deepcopy(two) == two,
        lambda: kind(*range(9)),
        lambda: kind(unknown=1),
        lambda: module.replace(one, **{names[-1]: 6}) == one,
        lambda: setattr(one, names[0], 5),
        lambda: delattr(one, names[0]),
        lambda: getattr(one, names[0]),
    ]
    return seen + [_outcome(action) for action in actions]


@pytest.mark.parametrize("name", NAMES)
def test_fields_are_those_of_the_standard_library(name: str) -> None:
    ours, theirs = [
        [(f.name, f.type, f.default, f.default_factory, f.compare, f.kw_only, dict(f.metadata)) for f in fields]
        for fields in (dataclasses.fields(QUICK[name]), dataclasses.fields(STANDARD[name]))
    ]
    assert ours == theirs
    values = VALUES[name][0]
    assert dataclasses.is_dataclass(QUICK[name])
    assert dataclasses.asdict(QUICK[name](**values)) == dataclasses.asdict(STANDARD[name](**values))
    first = next(iter(values), None)
    if first:
        assert getattr(dataclasses.replace(QUICK[name](**values), **{first: (9,)}), first) == (9,)


def test_factories_and_post_init_run_each_time() -> None:
    Plain, Based = QUICK["Plain"], QUICK["Based"]
    assert Plain(1).many is not Plain(1).many
    given: list[int] = []
    assert Plain(1, given).many is given
    made.clear()
    quick.replace(Based((1,)), two=5)
    assert made == ["Based", "Based"]
    with pytest.raises(TypeError):
        Based((1,), 2, ("x",))


def test_cached_property_of_a_frozen_class() -> None:
    item = QUICK["Frozen"]((1, 2))
    assert (item.length, item.length) == (2, 2)


def test_patterns_match_by_position() -> None:
    Slotted = QUICK["Slotted"]
    match Slotted(1, "x"):
        case Slotted(1, text):
            assert text == "x"
        case _:
            raise AssertionError


@quick.dataclass(frozen=True, slots=True)
class Pickled:
    """At the top of a module, as pickle wants it."""

    a: int
    b: tuple[str, ...] = ()


def test_the_standard_decorator_takes_a_base_of_ours() -> None:
    @dataclasses.dataclass(frozen=True)
    class Mixed(Pickled):
        """By the other decorator."""

        three: int = 3

    assert [field.name for field in dataclasses.fields(Mixed)] == ["a", "b", "three"]
    item = Mixed(1, ("x",), 4)
    assert (item.three, repr(item).endswith("Mixed(a=1, b=('x',), three=4)")) == (4, True)
    assert quick.replace(item, a=2) == dataclasses.replace(item, a=2) == Mixed(2, ("x",), 4)
    assert item != Mixed(1, ("x",), 5)
    assert hash(item) == hash(Mixed(1, ("x",), 4))


def test_a_base_by_the_standard_decorator_is_refused() -> None:
    further = type("Further", (STANDARD["Frozen"],), {})
    with pytest.raises(TypeError, match="the base Frozen of Further is a dataclass of the standard library"):
        quick.dataclass(frozen=True)(further)


def test_pickle_and_copy() -> None:
    item = Pickled(1, ("x",))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(item, protocol)) == item
    assert copy.copy(item) == item


def test_a_start_does_without_the_standard_module() -> None:
    text = "import sys; from ptofix.text import quick_dataclasses; sys.exit('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-S", "-c", text], env={"PYTHONPATH": ":".join(sys.path)}).returncode == 0
