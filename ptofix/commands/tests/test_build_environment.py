import pytest

from ptofix.commands.build_environment import request
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.text.diagnostics import PtofixError

PATTERNS, LINES, PIPELINE = "FA_REMOVE_VEC_BARRIER_PATTERNS", "FA_REMOVE_VEC_BARRIERS", "PTOFIX_PIPELINE"


@pytest.mark.parametrize(
    ("environment", "passes"),
    [
        ({}, "remove-barriers"),
        ({PATTERNS: ""}, "remove-barriers"),  # the public build falls back to gu, too
        ({PATTERNS: "none"}, ""),
        ({PATTERNS: "disabled"}, ""),
        ({PATTERNS: "none,final-div"}, "remove-barriers{patterns=final-div}"),
        ({PATTERNS: " gu , softmax-sum-add,"}, "remove-barriers{patterns=gu,softmax-sum-add}"),
        ({PATTERNS: "proven"}, "drop-redundant-barriers"),
        ({LINES: "3, 5"}, "drop-redundant-barriers{lines=3,5},remove-barriers"),
        ({PATTERNS: "off", LINES: "3"}, "drop-redundant-barriers{lines=3}"),
        ({PIPELINE: ""}, ""),
        ({PIPELINE: "minimal-barriers", PATTERNS: "gu"}, "minimal-barriers"),
    ],
)
def test_passes(environment: dict[str, str], passes: str) -> None:
    assert print_pipeline(request(environment, {}, "").passes) == passes


def test_only_what_somebody_wrote_is_asked_for() -> None:
    assert request({}, {}, "").asked == ()
    assert request({PATTERNS: "none"}, {}, "").asked[0].names == ("none",)
    assert request({PIPELINE: "remove-barriers{patterns=gu}"}, {}, "").asked[0].names == ("gu",)


def test_the_pipeline_counts_alone() -> None:
    assert request({PIPELINE: "", PATTERNS: "gu", LINES: "7"}, {}, "").ignored == (PATTERNS, LINES)
    assert request({PIPELINE: ""}, {}, "").ignored == ()


def test_passes_on_ir_have_no_place() -> None:
    with pytest.raises(PtofixError, match="`canonicalize-asm` is for PTO IR"):
        request({PIPELINE: "canonicalize-asm"}, {}, "")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({PATTERNS: "gux"}, f"{PATTERNS}: unknown pattern `gux`"),
        ({PATTERNS: "gu,provn"}, f"{PATTERNS}: unknown pattern `provn`"),
        ({PIPELINE: "no-such-pass"}, f"{PIPELINE}: unknown pass `no-such-pass`"),
        ({PIPELINE: "remove-barriers{"}, f"{PIPELINE}: "),
        ({"PTOFIX_EVIDENCE": "rumour"}, "PTOFIX_EVIDENCE: no evidence `rumour`"),
    ],
)
def test_errors_name_the_variable(environment: dict[str, str], message: str) -> None:
    with pytest.raises(PtofixError) as problem:
        request(environment, {}, "")
    assert problem.value.diagnostics[0].message.startswith(message)
