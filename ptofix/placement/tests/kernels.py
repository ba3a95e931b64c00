"""What the tests of this folder ask of a text."""

from __future__ import annotations

from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.order.model import MODELS, STRICT
from ptofix.placement.sequences import synchronises
from ptofix.program.build import program_file
from ptofix.program.program import TileOp
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved, Undecided, Verdict
from ptofix.rules.checking import check
from ptofix.rules.races import Race
from ptofix.rules.subject import Subject
from ptofix.tests.build import tree
from ptofix.text.source import SourceFile


def verdict_of(source: SourceFile) -> Verdict:
    """What the checker says of a text by itself, under model strict, with nothing in flight around it."""
    return check_alone(Parsed.of(source, A2A3, True), "strict", MODELS["strict"].assumed, Grade.EXTRAPOLATED)


def is_in_order(source: SourceFile) -> bool:
    """Whether the checker proves a text, as far as no tile reaches out of its memory: what that meets is not known."""
    verdict = verdict_of(source)
    reaches_out = "PF401" in {finding.code for finding in check(source, STRICT).findings}
    return isinstance(verdict, Proved) or (isinstance(verdict, Undecided) and reaches_out)


def missing(source: SourceFile) -> list[Race]:
    """The orders that the analysis misses, under model strict."""
    return list(Subject(tree(source), STRICT, A2A3).missing)


def stream(source: SourceFile) -> list[tuple[str, ...]]:
    """Ops, flags and barriers of each program that some path reaches, in order; ops by name."""
    found = []
    for program in program_file(tree(source), idle_callers=True).programs:
        words = []
        for instruction in program.reached:
            if instruction.statement is not None and synchronises(instruction.statement):
                words.append(instruction.statement.text)
            elif isinstance(instruction.action, TileOp) and instruction.action.call.name not in _NO_WORK:
                words.append(instruction.action.call.name)
        found.append(tuple(words))
    return found


_NO_WORK = ("TASSIGN", "TRESHAPE")
