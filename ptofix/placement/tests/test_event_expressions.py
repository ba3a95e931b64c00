"""How an event id may be written: what a rewrite takes out is what the checker knows as synchronisation and no more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.api.chosen_passes import SYNC
from ptofix.cpp import nodes
from ptofix.placement.sequences import may_go
from ptofix.program import integers
from ptofix.proof.compare import DifferError, compare
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.tests.build import kernel, tree
from ptofix.text.source import Edit, SourceFile, Span, apply_edits

TYPES = ("event_t", "pto::event_t", "int", "unsigned", "long long", "unsigned long long", "uint8_t", "int64_t", "bool")
OPERATORS = "+ - * / % & | ^ << >> < > <= == != && ||".split()
LEAVES = ("n", "i", "0", "3", "9", "0x2", "1u", "EVENT_ID1", "pto::EVENT_ID2", "true")
NO_MORE_THAN_NUMBERS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds("{}{}".format, st.sampled_from(("-", "+", "~", "!")), inner.map("({})".format)),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds("({}) {}".format, st.sampled_from(TYPES), inner),
        st.builds("static_cast<{}>({})".format, st.sampled_from(TYPES), inner),
        st.builds("{}({})".format, st.sampled_from([t for t in TYPES if " " not in t]), inner),
    ),
    max_leaves=6,
)
DOES_MORE = ("f(n)", "(event_t) f(1)", "(event_t) p[0]", "(event_t) x[0]", "p[n]", "(event_t) 1.5f", "event_t{2}", "&n")
STRANGE = ("(event_t) -1", "(event_t) +1", "9", "-1", "(event_t) ~n", "EVENT_ID0 + 1", "n > 0 ? EVENT_ID0 : EVENT_ID1")


def flag(expression: str, name: str = "set") -> str:
    return f"{name}_flag(PIPE_MTE2, PIPE_V, {expression});"


def body(expression: str, awaited: str) -> SourceFile:
    work = f"{flag(expression)} {flag(awaited, 'wait')} pipe_barrier(PIPE_ALL); TEXP(b, a);"
    return kernel(f"event_t p[2] = {{EVENT_ID0, EVENT_ID1}}; TLOAD(a, gm); {work}")


def known_to_the_checker(source: SourceFile, span: Span) -> bool:
    try:
        found = compare(source, SourceFile("k.cpp", apply_edits(source.text, [Edit(span, "")])))
    except DifferError:
        return False
    return len(found.removed) == 1


@settings(deadline=None)
@given(NO_MORE_THAN_NUMBERS)
def test_both_know_a_number_that_is_computed(expression: str) -> None:
    source = kernel(f"int i = 0; {flag(expression)}")
    statement = next(s for s in tree(source).statements if s.text.startswith("set_flag"))
    assert may_go(statement)
    assert known_to_the_checker(source, statement.span)


@pytest.mark.parametrize("expression", DOES_MORE)
def test_both_keep_what_does_more(expression: str) -> None:
    source = body(expression, "EVENT_ID0")
    statement = next(s for s in tree(source).statements if s.text.startswith("set_flag"))
    assert isinstance(statement.node, nodes.Expression)
    assert not may_go(statement)
    assert not known_to_the_checker(source, statement.span)


@pytest.mark.parametrize("mode", ["all", "missing", "narrow"])
@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize("expression", [*DOES_MORE, *STRANGE, "EVENT_ID3", "(event_t) (n ? 1 : 0)", "event_t(n % 2)"])
def test_no_form_of_an_id_ends_in_an_internal_error(expression: str, both: bool, mode: str) -> None:
    source = body(expression, expression if both else "EVENT_ID0")
    run_pipeline(source, parse_pipeline(",".join(SYNC[mode])), Settings())


@pytest.mark.parametrize("name", sorted(" ".join(words) for words in integers._SPELLINGS))
def test_the_types_of_numbers_are_known_to_the_checker(name: str) -> None:
    source = kernel(flag(f"(event_t) ({name}) n"))
    start = source.text.index("set_flag")
    assert known_to_the_checker(source, Span(start, source.text.index(";", start) + 1))
