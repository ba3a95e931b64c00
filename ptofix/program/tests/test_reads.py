"""A read of global memory is an access wherever it is: in each field of each node of the syntax."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

from ptofix.cpp import nodes
from ptofix.cpp.parser import parse
from ptofix.cpp.parser import statements as statements_of
from ptofix.evidence.assumptions import ARGUMENTS
from ptofix.program.build import program_file
from ptofix.program.places import WORDS
from ptofix.program.program import Operand, Program, TileOp
from ptofix.proof.check import check
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Verdict
from ptofix.text.source import SourceFile

STORE, ORDERED = "TSTORE(g, a);\n", "set MTE3 S 0\nwait MTE3 S 0\n"
RECORD = "struct Packed { uint64_t address; int32_t sizes[4]; };\n"

# Expressions with a READ in each place that can hold one.
EXPRESSIONS = (
    "READ",
    "READ + 1",
    "1 + READ",
    "-READ",
    "(int32_t) READ",
    "static_cast<int32_t>(READ)",
    "int32_t(READ)",
    "int32_t{READ}",
    "READ ? 1 : 2",
    "n > 1 ? READ : 2",
    "n > 1 ? 2 : READ",
    "p[READ]",
    "*p + READ",
    "q[p[READ]]",
    "numbers[READ]",
)
# Statements, heads and labels with a READ in each place; a block that is opened is closed after the text.
STATEMENTS = (
    "int32_t s = READ;",
    "int32_t s(READ);",
    "int32_t s{READ};",
    "int32_t s[2] = {READ, READ};",
    "int32_t s[READ];",
    "n = READ;",
    "n += READ;",
    "p[READ] = 1;",
    "p[0] = READ;",
    "numbers[READ] = 1;",
    "numbers[READ]++;",
    "--numbers[READ];",
    "if (READ) n = 1;",
    "if (n > 1) n = READ;",
    "TADDS(b, b, READ);",
    "a.SetValidShape(READ, 64);",
    "taken(READ);",
    "return READ;",
    "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND> t(p + READ);",
    "__gm__ float* t = &q[READ];",
    "auto t = pto::Shape<1, 1, 1, 8, -1>(READ);",
    "if (READ) {\nbar\n",
    "if (n > 1) {\nbar\n} else if (READ) {\nbar\n",
    "while (READ) {\nbar\nbreak;\n",
    "switch (READ) {\ndefault:\nbar\nbreak;\n",
    "for (int32_t s = READ; s < n; s += 1) {\nbar\n",
    "for (n = READ; n < 5; n += 1) {\nbar\n",
    "for (int32_t s = 0; s < READ; s += 1) {\nbar\n",
    "for (int32_t s = 0; s < n; s += READ) {\nbar\n",
)
# What no read of global memory can be in, and why.
WITHOUT: dict[str, str] = {
    "Call.callee": "a name",
    "Index.base": "a name; an element of an element lies anywhere (test_global_memory.py)",
    "Member.base": "a field of an element: the element is read, below",
    "PointerMember.base": "the pointer is named",
    "StaticMember.arguments": "types and constants",
    "TemplateName.arguments": "types and constants",
    "Type.arguments": "types and constants",
    "Case.value": "a constant",
    "Enumerator.value": "a constant, outside of functions",
    "Parameter.default": "names nothing of a function",
    "Launch.configuration": "a function of the host",
    "Launch.arguments": "a function of the host",
    "StaticAssert.condition": "a constant",
}
_HOLDERS = ("Node", "Value", "Arguments", "Braces", "Assign")


class Place(NamedTuple):
    kind: str
    field: str

    def __str__(self) -> str:
        return ".".join(self)


def places_to_fill() -> set[str]:
    """The fields of nodes that may hold expressions."""
    found = set()
    for kind in nodes.KINDS.values():
        for name, type_ in kind.__annotations__.items():
            words = type_.replace("[", " ").replace(",", " ").split()
            if not {*words}.isdisjoint(_HOLDERS):
                found.add(str(Place(kind.__name__, name)))
    return found


def filled(node: object, above: tuple[str, ...] = ()) -> set[str]:
    """The fields in which a name `p` is read as an element, from the outside to there."""
    if isinstance(node, tuple):
        return set().union(*(filled(item, above) for item in node))
    if not isinstance(node, nodes.Syntax):
        return set()
    found = {*above} if isinstance(node, nodes.Index) and node.base == nodes.Name("p") else set()
    for name in node.__struct_fields__:
        found |= filled(getattr(node, name), (*above, str(Place(type(node).__name__, name))))
    return found


def texts() -> list[str]:
    """A kernel's body for each position, closed."""
    in_values = (STATEMENTS[0].replace("READ", f"({each})") for each in EXPRESSIONS[1:])
    ends = (text + "}" * (text.count("{") - text.count("}")) for text in (*STATEMENTS, *in_values))
    return [text.replace("READ", READ) for text in ends]


READ = "(int32_t) p[3]"
NUMBERS = "int32_t numbers[4] = {0, 0, 0, 0};\n"


def text_of(body: str) -> SourceFile:
    made = kernel(NUMBERS + body)
    helper = RECORD + "static AICORE void taken(int32_t x) { pipe_barrier(PIPE_V); }\n"
    return SourceFile(made.name, made.text.replace("using namespace pto;\n", "using namespace pto;\n" + helper, 1))


def vector(body: str) -> Program:
    made = program_file(parse(text_of(body)))
    assert not made.refusals, made.refusals
    return next(p for p in made.programs if p.core == "vector" and p.function != "taken")


def reads(body: str) -> list[Operand]:
    actions = [i.action for i in vector(body).instructions]
    return [a.operands[0] for a in actions if isinstance(a, TileOp) and a.call.name == "element.load"]


def lost(body: str, *assumed: str) -> Verdict:
    return check(text_of(STORE + ORDERED + body), text_of(STORE + body), "ops", frozenset(assumed))


def test_the_texts_have_a_read_in_every_place_of_the_syntax() -> None:
    found = set[str]()
    for body in texts():
        for statement in statements_of(parse(text_of(body)).body):
            found |= filled(statement.node)
    assert found & WITHOUT.keys() == set()
    assert places_to_fill() - found - WITHOUT.keys() == set()


@pytest.mark.parametrize("body", texts())
def test_a_read_is_an_access_in_every_place(body: str) -> None:
    assert Counter(operand.text for operand in reads(body))["p[…]"] >= body.count("p[3]")
    assert isinstance(lost(body, ARGUMENTS), Refuted)


# ---- loops: when each part of a head is read ----


def loops_of_reads(body: str) -> list[tuple[tuple[int, ...], bool]]:
    """For each read the loops that it is in, and whether control goes on after it."""
    found = []
    for instruction in vector(body).instructions:
        action = instruction.action
        if isinstance(action, TileOp) and action.call.name == "element.load":
            found.append((instruction.loops, action.operands[0].decides))
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for (int32_t s = (int32_t) p[3]; s < n; s += 1) {\nbar\n}", [((), False)]),
        ("for (int32_t s = 0; s < p[3]; s += 1) {\nbar\n}", [((1,), True)]),
        ("for (int32_t s = 0; s < n; s += (int32_t) p[3]) {\nbar\n}", [((1,), False)]),
        ("while (p[3] > 1) {\nbar\n}", [((1,), True)]),
        ("if (p[3] > 1) {\nbar\n}", [((), True)]),
        ("switch ((int32_t) p[3]) {\ndefault:\nbreak;\n}", [((), True)]),
        ("n = (int32_t) p[3];", [((), False)]),
    ],
)
def test_each_part_of_a_head_is_read_where_it_is_evaluated(body: str, expected: list[tuple[object, bool]]) -> None:
    assert loops_of_reads(body) == expected


def test_a_step_is_read_after_the_body_of_the_loop() -> None:
    body = "for (int32_t s = 0; s < n; s += (int32_t) p[3]) {\nif (m > 1) {\ncontinue;\n}\nTEXP(a, b);\n}"
    ops = [i for i in vector(body).instructions if isinstance(i.action, TileOp)]
    step = next(i for i in ops if i.action.call.name == "element.load")  # type: ignore[union-attr]
    work = next(i for i in ops if i.action.call.name == "TEXP")  # type: ignore[union-attr]
    assert step.index > work.index
    assert len(vector(body).predecessors[step.index]) > 1


# ---- words and records that are handed over ----

RECORDS = "__gm__ Packed* r = (__gm__ Packed*) q;\n"
# What reads a word or field that is handed over.
HANDED_OVER = (
    "int32_t s = (int32_t) r->address;",
    "int32_t s = r->sizes[1];",
    "int32_t s = n + r->sizes[p[3]];",
    "if (r->address > 1) {\nbar\n}",
    "for (int32_t s = (int32_t) r->address; s < 5; s += 1) {\nbar\n}",
    "for (int32_t s = 0; s < r->sizes[0]; s += 1) {\nbar\n}",
    "for (int32_t s = 0; s < 4; s += r->sizes[0]) {\nbar\n}",
    "TADDS(b, b, r->sizes[0]);",
    "__gm__ float* s = reinterpret_cast<__gm__ float*>(r->address) + r->sizes[1];",
    "__gm__ float* s = (__gm__ float*) w[3];",
    "__gm__ float* s = reinterpret_cast<__gm__ float*>((uint64_t) w[3]);\nint64_t t = w[4];",
)


@pytest.mark.parametrize("body", HANDED_OVER)
def test_a_word_that_is_handed_over_is_read(body: str) -> None:
    declared = RECORDS + "__gm__ int64_t* w = (__gm__ int64_t*) q;\n"
    assert any(operand.place is not None and operand.place.root == WORDS for operand in reads(declared + body))
    if "p[3]" not in body:  # that one is read anyway
        found = lost(declared + body, ARGUMENTS)
        assert isinstance(found, Proved)
        assert found.assumptions == (ARGUMENTS,)
    assert isinstance(lost(declared + body), Refuted)


def test_words_that_are_written_are_words_and_elements() -> None:
    body = "__gm__ int64_t* w = (__gm__ int64_t*) p;\n__gm__ float* s = (__gm__ float*) w[3];\nw[2] = 5;"
    stores = [
        i.action.operands[0].place
        for i in vector(body).instructions
        if isinstance(i.action, TileOp) and i.action.call.name == "element.store"
    ]
    assert any(place is not None and place.root == WORDS for place in stores)
    assert any(place is not None and place.root == ("argument", 0) for place in stores)


def test_an_index_that_a_pointer_depends_on_is_no_word() -> None:
    body = "__gm__ float* s = (__gm__ float*) (q + (int32_t) p[3]);"
    assert [operand.place.root for operand in reads(body) if operand.place is not None] != [WORDS]
    assert isinstance(lost(body, ARGUMENTS), Refuted)


@pytest.mark.parametrize("address", ["float* s = &p[3];", "float* s = &*p;", "uint64_t* s = &r->address;"])
def test_an_address_that_is_taken_is_not_read(address: str) -> None:
    assert reads(f"{RECORDS}__gm__ {address}") == []
