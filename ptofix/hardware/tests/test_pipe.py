"""Pipes and spaces are also the texts that they are written as: in messages, in JSON, as keys."""

import json
from itertools import product

import pytest

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.hardware.tile import Space
from ptofix.isa.architecture import A2A3
from ptofix.isa.drain import Drain


@pytest.mark.parametrize("name", [*Pipe, *Space])
def test_a_name_is_its_text(name: Pipe | Space) -> None:
    assert f"{name}" == str(name) == name.value
    assert f"{name:>8}" == f"{name.value:>8}"
    assert json.dumps({"name": name}) == json.dumps({"name": name.value})
    assert hash(name) == hash(name.value)
    assert {name: 1}[name.value] == 1


def test_what_there_is() -> None:
    assert set(PIPES) == set().union(*A2A3.pipes.values())
    assert set(Pipe) - set(PIPES) == {Pipe.ALL}
    assert set(A2A3.memories) == set(Space)


def test_what_a_drain_drains() -> None:
    texts = {"barrier": Drain(Pipe.V), "all": Drain(Pipe.ALL)}
    texts |= {f"{a}>{b}": Drain(a, b) for a, b in product(PIPES, PIPES) if a != b}
    assert {text: str(drain) for text, drain in texts.items()} == {text: text for text in texts}
    drained = {text: {str(pipe) for pipe in PIPES if drain.drains(pipe)} for text, drain in texts.items()}
    assert drained.pop("all") == set(PIPES)
    assert drained.pop("barrier") == {"V"}
    for text, pipes in drained.items():
        source, target = text.split(">")
        assert pipes == ({source} if target == "S" else set()), text
    assert Drain(Pipe.V, Pipe.V).drains(Pipe.V)
