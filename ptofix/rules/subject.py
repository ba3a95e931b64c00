"""The file under check, with the facts that rules share; each is computed when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ptofix.cpp.parser import Tree
from ptofix.order.cross import by_pipe_pair, by_source_pipe
from ptofix.order.flags import FlagCounts, flag_counts
from ptofix.order.inflight import SafeDistance
from ptofix.order.model import FLAG_KEY, REPEAT_DISTANCE, Model, ProgramOrder
from ptofix.program.file import File
from ptofix.program.from_cpp import build_programs
from ptofix.program.program import Program, SetFlag, WaitFlag
from ptofix.rules.comments import Comment, comments_of
from ptofix.rules.races import Race, races
from ptofix.text.diagnostics import Place


@dataclass(eq=False)
class Subject:
    """`used` are the suppression comments that met a finding."""

    tree: Tree
    model: Model
    used: set[Comment] = field(default_factory=set)

    @cached_property
    def programs(self) -> list[Program]:
        return build_programs(self.tree)

    @cached_property
    def orders(self) -> list[ProgramOrder]:
        return [ProgramOrder(program, self.model) for program in self.programs]

    @cached_property
    def races(self) -> list[Race]:
        """Pairs that the model does not order."""
        return [race for order in self.orders for race in races(order)]

    @cached_property
    def assumed_apart(self) -> list[Race]:
        """Pairs that only hw.repeat-distance orders."""
        if REPEAT_DISTANCE not in self.model.assumed:
            return []
        found = {race.key for race in self.races}
        everything = (race for order in self.orders for race in races(order, SafeDistance(None)))
        return [race for race in everything if race.key not in found]

    @cached_property
    def flags(self) -> list[FlagCounts]:
        """Per program, under the identity that the model assumes; both where it assumes none."""
        counts = [flag_counts(program, by_pipe_pair) for program in self.programs]
        if FLAG_KEY not in self.model.assumed:
            counts += [flag_counts(order.program, by_source_pipe) for order in self.orders_by_other_identity]
        return counts

    @cached_property
    def orders_by_other_identity(self) -> list[ProgramOrder]:
        """Orders that must hold under both identities of a flag, of the programs where that is a difference."""
        weaker = self.model.without(FLAG_KEY)
        return [order.under(weaker) for order in self.orders if _one_id_for_two_targets(order.program)]

    @cached_property
    def races_by_other_identity(self) -> list[Race]:
        return [race for order in self.orders_by_other_identity for race in races(order)]

    @cached_property
    def comments(self) -> list[Comment]:
        return comments_of(self.tree)

    @cached_property
    def _heads(self) -> dict[str, Place]:
        functions = File(self.tree).functions
        return {name: function.block.head.place for name, function in functions.items()}

    def head(self, program: Program) -> Place:
        """Where the function of a program starts."""
        return self._heads[program.function]


def _one_id_for_two_targets(program: Program) -> bool:
    flags = {
        (i.action.source, i.action.event, i.action.target)
        for i in program.instructions
        if isinstance(i.action, (SetFlag, WaitFlag))
    }
    return len({flag[:2] for flag in flags}) < len(flags)
