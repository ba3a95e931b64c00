"""What a pass is, and what it says: rewrites it makes, and remarks about what it did and did not do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from ptofix.cpp.parser import Tree, parse
from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3, Arch
from ptofix.order.barriers import orders_of
from ptofix.order.model import DEFAULT, STRICT, Model, ProgramOrder, model_named
from ptofix.program.build import program_file
from ptofix.program.program import Program, ProgramFile
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Diagnostic, Place, error
from ptofix.text.source import Edit, SourceFile, Span

if TYPE_CHECKING:
    from ptofix.mlir.slots import PipeSlots
    from ptofix.proof.claims import Claim

GREEDY = "greedy"
SOLVERS = (GREEDY, "highs")


class Judge(Enum):
    """How the checker judges what a pass made of a text."""

    AGAINST_INPUT = "against the input"  # no order of it is lost
    ALONE = "alone"  # every order is there, and nothing but synchronisation differs


class RemarkKind(Enum):
    PASSED = "passed"  # a rewrite that was made
    MISSED = "missed"  # a candidate that was left alone
    ANALYSIS = "analysis"  # something worth knowing


class Remark(Struct, frozen=True):
    """`reason` is a stable word for machines (see `ptofix explain`), `number` counts rewrites from 1, 0 for others.

    `label` groups remarks in the summary (a pattern's name, say). `assumptions` are those a rewrite rests on; if one is
    hw.repeat-distance, `grade` is the worst of the pairs that do.
    """

    kind: RemarkKind
    pass_name: str
    label: str
    reason: str
    message: str
    place: Place | None
    number: int = 0
    assumptions: tuple[str, ...] = ()
    grade: Grade | None = None


class Job(Struct, dict=True):
    """One pass at work on one text. Passes call `accept` and `missed`; the pipeline reads the result."""

    source: SourceFile
    pass_name: str
    next_number: Callable[[str, str, Place], int | None]  # of a rewrite with label and message; None if it may not be
    strip: bool = False  # drop removed lines instead of leaving a comment
    edits: list[Edit] = []
    remarks: list[Remark] = []
    claims: list[Claim] = []  # what the checker may find besides synchronisation
    pipes: tuple[PipeSlots, ...] = ()  # of PTO IR, for the side file
    arch: Arch = A2A3
    idle_callers: bool = False  # the assumption callers.idle
    subjects: list[Subject] = []  # by model, what `check` finds
    solved: dict[Program, ProgramOrder] = {}  # orders of `program_file`, for who asks for them under another model

    @cached_property
    def tree(self) -> Tree:
        """The C++ tree. Raises PtofixError."""
        return parse(self.source)

    @cached_property
    def as_called(self) -> ProgramFile:
        """Its programs without callers.idle. Raises PtofixError."""
        return program_file(self.tree, self.arch)

    @cached_property
    def program_file(self) -> ProgramFile:
        """Its programs, and the functions that are not analysed: nothing may be rewritten there. Raises PtofixError."""
        return self.as_called.with_idle_callers() if self.idle_callers else self.as_called

    def take_over(self, other: Job) -> None:
        """Have what another pass on the same text has worked out, if that took the same for granted."""
        if (other.source, other.arch, other.idle_callers) == (self.source, self.arch, self.idle_callers):
            self.subjects = other.subjects
            shared = vars(other).keys() & {"tree", "as_called", "program_file"}
            vars(self).update({name: vars(other)[name] for name in shared})

    def subject(self, model: Model) -> Subject:
        """The text as `check` judges it."""
        found = next((subject for subject in self.subjects if subject.model == model), None)
        if found is None:
            known = self.as_called.with_idle_callers() if model.idle_callers else self.as_called
            if model.idle_callers == self.idle_callers:
                known = self.program_file
            found = Subject(self.tree, model, self.arch, known=known)
            self.subjects.append(found)
        return found

    def orders(self, model: Model) -> list[ProgramOrder]:
        """Of all its programs."""
        programs = self.program_file.programs
        found = orders_of(list(programs), model)
        self.solved = dict(zip(programs, found))
        return found

    def accept(
        self,
        edits: list[Edit],
        label: str,
        reason: str,
        message: str,
        place: Place,
        assumptions: tuple[str, ...] = (),
        grade: Grade | None = None,
    ) -> bool:
        """Make a rewrite, unless the bisect limit forbids it. Returns whether it was made."""
        number = self.next_number(label, message, place)
        if number is None:
            self.missed(label, "bisect-limit", f"not done because of the bisect limit: {message}", place)
            return False
        self.edits.extend(edits)
        self.remarks.append(
            Remark(RemarkKind.PASSED, self.pass_name, label, reason, message, place, number, assumptions, grade)
        )
        return True

    def missed(self, label: str, reason: str, message: str, place: Place) -> None:
        """Say that a candidate stays as it is, and why."""
        self.remarks.append(Remark(RemarkKind.MISSED, self.pass_name, label, reason, message, place))

    def note(self, label: str, reason: str, message: str, place: Place | None = None) -> None:
        self.remarks.append(Remark(RemarkKind.ANALYSIS, self.pass_name, label, reason, message, place))

    def note_callers(self, label: str, programs: Iterable[Program], what: str) -> None:
        """Name the option once for each function that is not marked as a kernel; `what` is true of it until then."""
        for name in dict.fromkeys(program.function for program in programs if program.asks_callers):
            reason = "it is not marked as a kernel, so anything may be in flight around it"
            self.note(label, "callers", f"`{name}` {what}: {reason}; `--assume {IDLE_CALLERS}` says that nothing is")

    def note_assembly(self, notes: Iterable[Diagnostic]) -> None:
        """What the dialect says of PTO IR."""
        for note in notes:
            self.note("assembly", note.code or "note", note.message, note.place)

    def replace_text(self, text: str, label: str, reason: str, message: str) -> None:
        """Replace the whole text, if it is another one."""
        if text != self.source.text:
            everything = Span(0, len(self.source.text))
            self.accept([Edit(everything, text)], label, reason, message, Place(self.source, Span(0, 1)))


@dataclass(frozen=True)
class Pass(ABC):
    """A rewrite. Subclasses are frozen dataclasses; their fields are the options of the pipeline text.

    The docstring is the documentation that `ptofix explain NAME` prints; its first line is the summary.
    Field metadata `help` describes an option.
    """

    name: ClassVar[str]
    language: ClassVar[str]  # "cpp" or "pto"
    on_any_hardware: ClassVar[bool] = False  # needs nothing that is known of A2/A3 alone
    unchecked: ClassVar[str] = ""  # why the independent checker has nothing to say about it, "" if it has
    judge: ClassVar[Judge] = Judge.AGAINST_INPUT

    @property
    def files_read(self) -> tuple[str, ...]:
        """Files that the result depends on, besides the text."""
        return ()

    @abstractmethod
    def run(self, job: Job) -> None:
        """Rewrite `job.source`. Raises PtofixError for options or input that cannot be used."""


@dataclass(frozen=True)
class ModelPass(Pass):
    """A rewrite that rests on a memory-order model: the run's, unless its options name one."""

    model: str = field(
        default="",
        kw_only=True,
        metadata={"help": "memory-order model: ops, strict or default; the run's if not given"},
    )
    off: tuple[str, ...] = field(default=(), kw_only=True, metadata={"help": "assumptions to switch off"})
    evidence: str = field(
        default="",
        kw_only=True,
        metadata={"help": "weakest grade of a distance: shipped, practised, extrapolated; the run's if not given"},
    )

    assumptions: str = field(
        default="",
        kw_only=True,
        metadata={"help": "file of measured distances; the run's if not given"},
    )

    @property
    def memory_model(self) -> Model:
        """Raises PtofixError for a name that does not exist; OSError."""
        return self._model(DEFAULT)

    def _model(self, otherwise: Model) -> Model:
        chosen = model_named(self.model or otherwise.name).without(*self.off).accepting(self.evidence)
        return chosen.measured_in(self.assumptions)


@dataclass(frozen=True)
class SolvingPass(ModelPass):
    """A pass that chooses where synchronisation is: greedily, or at the lowest cost with a solver."""

    solver: str = field(
        default=GREEDY,
        kw_only=True,
        metadata={"help": "greedy, or highs for the least executions (pip install 'ptofix[solver]'); default: greedy"},
    )

    @property
    def solves(self) -> bool:
        """Whether a solver is asked. Raises PtofixError for a name that does not exist."""
        if self.solver not in SOLVERS:
            raise error(f"unknown solver `{self.solver}`", help=f"solvers are: {', '.join(SOLVERS)}")
        return self.solver != GREEDY


@dataclass(frozen=True)
class SyncPass(SolvingPass):
    """A pass that puts synchronisation in, if not told otherwise under model `strict` and callers.idle."""

    @property
    def memory_model(self) -> Model:
        """Raises PtofixError for a name that does not exist; OSError."""
        return self._model(STRICT)


def assumption_file(passes: Iterable[Pass]) -> str:
    """The file of measured distances that `passes` rest on, "" for none. Raises PtofixError for several."""
    files = {item.assumptions for item in passes if isinstance(item, ModelPass)}
    if len(files) > 1:
        raise error("a certificate rests on one assumption file, and the passes name several")
    return files.pop() if files else ""


def weakest_evidence(passes: Iterable[Pass], asked: Grade) -> Grade:
    """What all of `passes` together accept; what was `asked` for if none of them rests on a model."""
    return max((item.memory_model.evidence for item in passes if isinstance(item, ModelPass)), default=asked)


def under_model(
    passes: Iterable[Pass], model: str, off: tuple[str, ...], evidence: str = "", assumptions: str = ""
) -> tuple[Pass, ...]:
    """`passes` with the run's model, evidence and assumption file ("": not chosen), without what it switches off.

    Raises PtofixError for a pass that names others; OSError.
    """
    rewrites = tuple(name for name in off if name not in DEFAULT.of_one_text)  # no rewrite rests on the others
    chosen = model, rewrites, evidence, assumptions
    return tuple(_under_model(item, *chosen) if isinstance(item, ModelPass) else item for item in passes)


def _under_model(item: ModelPass, model: str, off: tuple[str, ...], evidence: str, assumptions: str) -> ModelPass:
    if model and item.model and item.model != model:
        raise error(f"pass `{item.name}` is to run under model `{item.model}`, the run under `{model}`")
    if evidence and item.evidence and item.evidence != evidence:
        raise error(f"pass `{item.name}` is to run with evidence `{item.evidence}`, the run with `{evidence}`")
    if assumptions and item.assumptions and item.assumptions != assumptions:
        raise error(f"pass `{item.name}` is to run with the distances in {item.assumptions}, the run in {assumptions}")
    off = tuple(dict.fromkeys((*item.off, *off)))
    model, evidence = item.model or model, item.evidence or evidence
    chosen = replace(item, model=model, off=off, evidence=evidence, assumptions=item.assumptions or assumptions)
    _ = chosen.memory_model  # the names exist
    return chosen
