"""Local slot numbers: collected, checked, taken off, handed over."""

from __future__ import annotations

import pytest

from ptofix.mlir import sidecar, slots
from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.sidecar import CppPipe
from ptofix.mlir.slots import PipeSlots
from ptofix.mlir.targets import newest_target, target
from ptofix.mlir.tests.samples import kernel, parse, source
from ptofix.testing.corpus import IR
from ptofix.text.diagnostics import PtofixError

VIEW = "!pto.tensor_view<8x8xf32>"


def two_ends(cube: str, vector: str, operand: str = "gm_slot_tensor") -> str:
    kinds = {"gm_slot_tensor": VIEW, "c2v_consumer_buf": "i32"}
    kind = kinds[operand]
    return (
        f"func.func @cube(%s: {kind}) attributes {{pto.kernel_kind = #pto.kernel_kind<cube>}} {{\n"
        f"  pto.aic_initialize_pipe {{{cube}}}({operand} = %s : {kind})\n  return\n}}\n"
        f"func.func @vector(%s: {kind}) attributes {{pto.kernel_kind = #pto.kernel_kind<vector>}} {{\n"
        f"  pto.aiv_initialize_pipe {{{vector}}}({operand} = %s : {kind})\n  return\n}}\n"
    )


BASE = "dir_mask = 1, slot_size = 256, slot_num = 4"


def test_pipes_of_a_kernel() -> None:
    path = IR / "generic" / "k_legacy_local_slot_pipe.mlir"
    pipes = slots.collect(parse(path.read_text(encoding="utf-8")))
    assert [(p.function, p.core, p.pipe_id, p.dir_mask, p.slot_size, p.slot_num, p.local_slot_num) for p in pipes] == [
        ("legacy_cube", "aic", 0, 2, 32768, 8, 2),
        ("legacy_vector", "aiv", 0, 2, 32768, 8, 2),
    ]


def test_pipes_set_up_by_flags_know_their_core() -> None:
    path = IR / "generic" / "fa_q128_s256_p4.mlir"
    pipes = slots.collect(parse(path.read_text(encoding="utf-8")))
    assert [(p.function, p.core, p.flag_base, p.order) for p in pipes] == [
        (function, core, flag, order)
        for function, core in (("fa_cube", "aic"), ("fa_vector", "aiv"))
        for order, flag in enumerate((0, 2, 4))
    ]


@pytest.mark.parametrize("version", ["0.45"])
def test_rejected_attribute_is_taken_off_and_kept(version: str) -> None:
    text = two_ends(f"{BASE}, local_slot_num = 2", f"{BASE}, local_slot_num = 2")
    result = canonicalize(source(text), target(version))
    assert "local_slot_num" not in result.text
    assert [pipe.local_slot_num for pipe in result.pipes] == [2, 2]
    assert [remark.code for remark in result.remarks] == ["PF493", "PF493"]


def test_accepted_attribute_stays() -> None:
    text = two_ends(f"{BASE}, local_slot_num = 2", f"{BASE}, local_slot_num = 2", "c2v_consumer_buf")
    assert canonicalize(source(text), newest_target()).text.count("local_slot_num = 2") == 2


@pytest.mark.parametrize("number", [0, -1, 5])
def test_out_of_range(number: int) -> None:
    text = two_ends(f"{BASE}, local_slot_num = {number}", f"{BASE}, local_slot_num = {number}")
    with pytest.raises(PtofixError) as caught:
        canonicalize(source(text), newest_target())
    assert {d.code for d in caught.value.diagnostics} == {"PF431"}
    assert str(caught.value.diagnostics[0].place) == "k.pto:2:3"


@pytest.mark.parametrize(
    ("cube", "vector", "field"),
    [
        (f"{BASE}, local_slot_num = 2", f"{BASE}, local_slot_num = 3", "local_slot_num"),
        (f"{BASE}, local_slot_num = 2", BASE, "local_slot_num"),
        ("dir_mask = 1, slot_size = 256", "dir_mask = 1, slot_size = 512", "slot_size"),
        ("dir_mask = 1, slot_size = 256", "dir_mask = 2, slot_size = 256", "dir_mask"),
    ],
)
def test_ends_that_disagree(cube: str, vector: str, field: str) -> None:
    with pytest.raises(PtofixError) as caught:
        canonicalize(source(two_ends(cube, vector)), newest_target())
    first = caught.value.diagnostics[0]
    assert f"`{field}`" in first.message
    assert (str(first.place), str(first.notes[0].place)) == ("k.pto:6:3", "k.pto:2:3")


def test_kernels_of_one_file_may_use_one_id_differently() -> None:
    one = two_ends(BASE, BASE).replace("@", "@a_") + "func.func @a(%s: " + VIEW + ") {\n"
    one += f"  func.call @a_cube(%s) : ({VIEW}) -> ()\n  func.call @a_vector(%s) : ({VIEW}) -> ()\n  return\n}}\n"
    other = one.replace("@a", "@b").replace("slot_size = 256", "slot_size = 512")
    assert len(slots.collect(parse(one + other))) == 4


def pipe(function: str = "f", number: int | None = 2, order: int = 0, **fields: object) -> PipeSlots:
    values = {"dir_mask": 1, "slot_size": 256, "slot_num": 8, "flag_base": None, "pipe_id": order} | fields
    return PipeSlots(function=function, core="aic", local_slot_num=number, nosplit=False, order=order, **values)  # type: ignore[arg-type]


def cpp(flag: int, function: str = "f", order: int = 0, size: int = 256) -> CppPipe:
    return CppPipe(function, flag, "DIR_C2V", size, 8, order)


def test_side_file_round_trip() -> None:
    pipes = slots.collect(parse(kernel(IR / "generic" / "l_gm_slot_tensor_pipe.mlir").text))
    again = sidecar.read(source(sidecar.to_json(pipes), "x.ptofix.json"))
    assert sidecar.to_json(again) == sidecar.to_json(pipes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"ptofix_pipes": 2, "pipes": []}',
        '{"ptofix_pipes": 1, "pipes": [3]}',
        '{"ptofix_pipes": 1, "pipes": [{"function": "f"}]}',
    ],
)
def test_what_is_no_side_file(text: str) -> None:
    with pytest.raises(PtofixError) as caught:
        sidecar.read(source(text, "x.json"))
    assert str(caught.value.diagnostics[0].place).startswith("x.json:1:")


@pytest.mark.parametrize(
    ("ir", "found", "expected"),
    [
        ([pipe(number=2)], [cpp(0)], {0: 2}),
        ([pipe(number=None)], [cpp(0)], {}),
        ([pipe(number=2), pipe(number=3, order=1, slot_size=512)], [cpp(0), cpp(2, order=1, size=512)], {0: 2, 2: 3}),
        ([pipe(number=2), pipe(number=3, order=1)], [cpp(0), cpp(2, order=1)], {0: 2, 2: 3}),
        ([pipe(number=2), pipe(number=2, order=1)], [cpp(4)], {4: 2}),
        ([pipe(number=2, flag_base=2), pipe(number=3, order=1, flag_base=0)], [cpp(0), cpp(2)], {0: 3, 2: 2}),
        ([pipe("c", 2), pipe("v", 2)], [cpp(0, "c"), cpp(0, "v")], {0: 2}),
    ],
)
def test_mapping(ir: list[PipeSlots], found: list[CppPipe], expected: dict[int, int]) -> None:
    assert sidecar.local_slot_nums(ir, found) == expected


@pytest.mark.parametrize(
    ("ir", "found", "code"),
    [
        ([pipe(number=2), pipe(number=3, order=1)], [cpp(0)], "PF433"),
        ([pipe("c", 2), pipe("v", 3)], [cpp(0, "c"), cpp(0, "v")], "PF433"),
        ([pipe(number=2)], [cpp(0, size=128)], "PF432"),
        ([pipe(number=2)], [cpp(0, "g")], "PF432"),
    ],
)
def test_refused_mapping(ir: list[PipeSlots], found: list[CppPipe], code: str) -> None:
    with pytest.raises(PtofixError) as caught:
        sidecar.local_slot_nums(ir, found)
    assert code in {d.code for d in caught.value.diagnostics}
