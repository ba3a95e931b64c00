"""The host launcher, with a runtime whose calls fail one by one."""

from __future__ import annotations

import ctypes
import re
from collections import Counter

import numpy as np
import pytest
from library import STUB, Library, build

from plan import F32, HEAD, SLOT_NUM, Plan
from reference import inputs, plain_attention

PLANS = (Plan(128, 256, 3, 1), Plan(128, 256, 3, 2))
FAILURE = 507899  # what a call of the stub returns that is told to fail
NO_ADDRESS, REFUSED = -2, -1

# Another name in the log than in the message.
SHOWN = {"aclrtMemcpy": "aclrtMemcpy to the ", "fa": "the launch of fa ", "fa_reduce": "the launch of fa_reduce "}


@pytest.fixture(scope="module", params=PLANS, ids=lambda plan: f"split{plan.kv_split}")
def plan(request: pytest.FixtureRequest) -> Plan:
    chosen: Plan = request.param
    return chosen


@pytest.fixture(scope="module")
def library(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Library:
    path = tmp_path_factory.mktemp("caller") / "fa.so"
    built = build(path, plan.q_rows, plan.s1_tile, plan.qk_preload, plan.kv_split)
    s1 = plan.s1_tile * plan.kv_split * plan.qk_preload
    return Library(ctypes.CDLL(str(built)), *inputs(plan.q_rows, s1, HEAD, seed=1))


@pytest.fixture(autouse=True)
def fresh(library: Library) -> None:
    library.reset()


def test_the_result_and_the_times_come_back(library: Library, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, times = library.run()
    assert code == 0
    assert np.abs(out - plain_attention(library.q, library.k, library.v)).max() < 1e-5
    assert times.tolist() == [250, 250]  # the stub says 0.25 ms
    assert library.open_things == 0
    assert capfd.readouterr().err == ""
    assert Counter(library.log)["fa"] == 4


def calls_of_a_run(library: Library) -> list[tuple[str, int]]:
    """Every call that a run makes, and whether it is the first, second … of its name."""
    library.run()
    seen: Counter[str] = Counter()
    found = []
    for name in library.log:
        seen[name] += 1
        found.append((name, seen[name]))
    return found


def test_each_call_that_fails_is_reported_and_all_is_given_back(
    library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    calls = calls_of_a_run(library)
    assert len(calls) > 40
    assert {name for name, _ in calls} >= {"rtGetC2cCtrlAddr", "fa", "aclInit", "aclrtMalloc", "aclrtEventElapsedTime"}
    capfd.readouterr()
    for name, nth in calls:
        library.reset()
        library.fail(name, nth)
        code, _, _ = library.run()
        said = capfd.readouterr().err
        assert code == FAILURE, (name, nth)
        assert said.startswith(f"caller.cpp: error: {SHOWN.get(name, name + ' ')}"), (name, nth)
        assert said.endswith(f"returned {FAILURE}: as the test said\n"), (name, nth)
        assert said.count("\n") == 1, (name, nth)
        assert library.open_things == 0, (name, nth)
        launched = [call for call in library.log if call == "fa"]
        before = [call for call in calls[: calls.index((name, nth)) + 1] if call[0] == "fa"]
        assert len(launched) == len(before), f"the kernel was started after {name} had failed"


def test_two_failures_the_first_is_returned_and_both_are_reported(
    library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    library.reset(control=0)
    library.fail("aclrtFree", 1)
    code, _, _ = library.run()
    assert code == NO_ADDRESS
    assert capfd.readouterr().err.count("error: ") == 2
    assert library.open_things == 0


def test_a_null_control_address_never_reaches_the_kernel(library: Library, capfd: pytest.CaptureFixture[str]) -> None:
    library.reset(control=0)
    code, _, _ = library.run()
    assert code == NO_ADDRESS
    assert "rtGetC2cCtrlAddr gave no address; the kernel is not started" in capfd.readouterr().err
    assert "fa" not in library.log
    assert "fa_reduce" not in library.log
    assert library.open_things == 0


def test_an_address_that_came_with_an_error_is_not_used(library: Library, capfd: pytest.CaptureFixture[str]) -> None:
    library.fail("rtGetC2cCtrlAddr", 1)
    code, _, _ = library.run()
    assert code == FAILURE
    assert "rtGetC2cCtrlAddr returned" in capfd.readouterr().err
    assert "fa" not in library.log


@pytest.mark.parametrize("shape", [{"s0": 256}, {"s1": 0}, {"s1": 256}, {"s1": 1600}, {"s1": 2**31}, {"blocks": 0}])
def test_sizes_that_the_kernel_cannot_take(
    library: Library, shape: dict[str, int], capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, _ = library.run(**shape)
    assert code == REFUSED
    assert "caller.cpp: error: " in capfd.readouterr().err
    assert library.log == []


def test_more_core_groups_than_the_device_has(library: Library, capfd: pytest.CaptureFixture[str]) -> None:
    library.reset(cores=20)
    code, _, _ = library.run(blocks=21)
    assert code == REFUSED
    assert "than the device has cube cores (it is 20)" in capfd.readouterr().err
    assert "fa" not in library.log
    assert library.open_things == 0


def test_launching_on_a_stream_of_the_caller(library: Library) -> None:
    library.loaded.fa_slot_bytes.restype = ctypes.c_int64
    slots = np.zeros(library.loaded.fa_slot_bytes(3), np.uint8)
    out = np.zeros((len(library.q), HEAD), np.float32)
    memory = [ctypes.c_void_p(array.ctypes.data) for array in (slots, library.q, library.k, library.v, out)]
    sizes = [ctypes.c_int64(len(library.q)), ctypes.c_int64(len(library.k))]
    assert library.loaded.call_kernel(ctypes.c_uint32(3), None, *memory, *sizes) == 0
    assert np.abs(out - plain_attention(library.q, library.k, library.v)).max() < 1e-5
    for at in range(len(memory)):
        library.reset()
        without = [ctypes.c_void_p() if at == here else buffer for here, buffer in enumerate(memory)]
        assert library.loaded.call_kernel(ctypes.c_uint32(3), None, *without, *sizes) == REFUSED
        assert library.log == []


def test_the_scratch_is_as_large_as_the_plan_says(plan: Plan, library: Library) -> None:
    library.loaded.fa_slot_bytes.restype = ctypes.c_int64
    rings = SLOT_NUM * (plan.qk_slot_bytes + plan.p_slot_bytes + plan.pv_slot_bytes)
    parts = plan.kv_split * plan.q_rows * (HEAD + 2) * F32 if plan.kv_split > 1 else 0
    assert library.loaded.fa_slot_bytes(5) == 5 * rings + parts


def parameters(text: str, kernel: str) -> list[list[str]]:
    """The parameter types of every definition of `kernel`, without the memory that pointers point into."""
    heads: list[str] = re.findall(rf"\bvoid {kernel}\(([^)]*)\)\s*{{", text)
    types = [
        [re.sub(r"__gm__|\bv\d+\b|(?<=[*\s])[a-z]\w*$", "", one.strip()) for one in head.split(",")] for head in heads
    ]
    return [["".join(one.split()) for one in head] for head in types]


def test_the_stub_of_the_kernel_has_the_arguments_of_the_real_one() -> None:
    stub = (STUB / "kernel.cpp").read_text()
    split, whole = parameters(stub, "fa")
    goldens = sorted((STUB.parent / "golden").glob("*.cpp"))
    assert len(goldens) >= 4
    for golden in goldens:
        text = golden.read_text()
        is_split = "_k1." not in golden.name
        assert parameters(text, "fa") == [split if is_split else whole], golden.name
        assert parameters(text, "fa_reduce") == (parameters(stub, "fa_reduce") if is_split else []), golden.name
