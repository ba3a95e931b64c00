"""From the syntax of a function to the points of its graph, for one core, with the functions of the file that it calls.

Every construct of the closed language has its meaning here; for anything else FunctionOutsideError names the place.
docs/language.md describes what each construct means.
"""

from __future__ import annotations

from collections.abc import Callable

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement, statements
from ptofix.hardware.tile import TileType
from ptofix.program.addresses import names_address
from ptofix.program.bindings import DECIDED_BY_CALLER, Lost
from ptofix.program.conditionals import for_core
from ptofix.program.counters import LoopVariable, followed, loop_variable, rounds_of
from ptofix.program.declarations import Declarations
from ptofix.program.entities import (
    Scalar,
    TileVariable,
)
from ptofix.program.evaluate import evaluate
from ptofix.program.graph import bind
from ptofix.program.integers import Integer, IntegerType, binary
from ptofix.program.pipes import PipeType
from ptofix.program.places import NO_DISTANCE, KnownAddress, Tensor
from ptofix.program.program import Action, ByRound, Counter, Join, Opaque, Program, Trips
from ptofix.program.recurrences import RoundCount, Table, Value, fixed_number, value_in_round
from ptofix.program.scopes import Exits
from ptofix.program.types import Auto, Global, Void
from ptofix.program.unit import FunctionOutsideError, SourceFunction
from ptofix.text.diagnostics import Place


class Lowering(Declarations):
    """Lowers one function and what it calls: control flow, and one statement after the other.

    Raises FunctionOutsideError.
    """

    def program(self, function: SourceFunction) -> Program:
        """The program of a function that nothing of this file calls, or that may be called by anything.

        Nothing is in flight around a kernel.
        """
        by_nothing = "static" in function.head.type.before and not any(
            function.name in other.words for other in self.unit.all_functions() if other is not function
        )
        callers = "by nothing here, so that anything may call it" if by_nothing else "from code that is not followed"
        boundary = "" if function.is_kernel else f"`{function.name}` is called {callers}"
        outside: Action = Opaque(f"unfinished work of callers: {boundary}") if boundary else Join()
        self.graph.add(outside, None)
        with self.frame(function):
            for number, parameter in enumerate(function.head.parameters):
                self.parameter_of_root(parameter, number)
            self.body(function.block.body)
        self.graph.add(outside, None)
        lost = Lost(tuple(self.escaped), "a call that is not understood may have changed it")
        for number in self.opaque:
            self.graph.points[number].behind = (lost,)
        instructions = bind(self.graph, self.unit.core, self.unit.arch)
        counters = followed(self.graph.counters.values(), instructions)
        users = tuple(self.flag_users)
        trips = tuple(self.graph.trips.values())
        return Program(
            function.name, self.unit.core, instructions, self.unit.arch, counters, flag_users=users, trips=trips
        )

    def parameter_of_root(self, parameter: nodes.Parameter, number: int) -> None:
        """What an unknown caller gives."""
        head = self.here.function.block.head
        if "&" in parameter.type.after or parameter.name is None:
            raise self.outside("a parameter that is a reference or has no name", head)
        meaning = self.meaning(parameter.type, head)
        if isinstance(meaning, PipeType):
            raise self.outside("a parameter that is a pipe", head)
        entity = self.entity(parameter.name, meaning)
        if isinstance(entity, TileVariable):
            self.graph.changes.append(Lost((entity,), DECIDED_BY_CALLER))
        elif isinstance(meaning, Global):
            root = ("argument", number)
            entity = Tensor(root, NO_DISTANCE, meaning.extent, meaning.element)
        elif isinstance(meaning, IntegerType) and parameter.name not in self.here.function.changed_names:
            entity = Scalar(meaning, fixed_number(f"argument {number}", meaning))
        self.name(parameter.name, entity, head)

    def body(self, body: list[Element]) -> None:
        with self.scope():
            self.sequence(body)

    def sequence(self, body: list[Element]) -> None:
        elements = list(for_core(body, self.unit.core))
        position = 0
        while position < len(elements):
            element = elements[position]
            position += 1
            if isinstance(element, Statement):
                self.statement(element)
                continue
            if not isinstance(element, Block):
                raise self.outside_element(element)
            if element.head.shape.kind == "Union":
                self.union(element, elements[position] if position < len(elements) else None)
                position += 1
                continue
            chain = [element]
            if element.head.shape.kind == "If":
                while position < len(elements) and _continues_if(elements[position], chain[-1]):
                    chain.append(elements[position])  # type: ignore[arg-type]
                    position += 1
            self.block(chain)

    def outside_element(self, element: Element) -> FunctionOutsideError:
        reason = "a preprocessor line other than one that tells the cores apart"
        return FunctionOutsideError(reason, Place(self.unit.source, element.span), self.here.function)

    def block(self, chain: list[Block]) -> None:
        head = chain[0].head
        if len(self.graph.frontier) > 1 and head.shape.kind != "Scope":
            self.graph.settle()
            self.graph.add(Join(), head)  # before it is a place that all paths lead to
        match head.shape.kind:
            case "If":
                self.branches(chain)
            case "For" | "While":
                self.loop(chain[0])
            case "Switch":
                self.switch(chain[0])
            case "Scope":
                self.body(chain[0].body)
            case _:
                raise self.outside("a block that is not in the language", head)

    def branches(self, chain: list[Block]) -> None:
        ends: list[int] = []
        for block in chain:
            has_condition = block.head.shape.kind != "Else"
            decided: Value | None = None
            if has_condition:
                self.check_names(block.head)
                self.evaluated(block.head)
                decided = self.decided(block.head)
            start = self.graph.leave()
            self.graph.meet(start if _may_be(decided, True) else ())
            self.only_in_rounds(decided, True)
            self.body(block.body)
            ends += self.graph.leave()
            self.graph.meet(start if has_condition and _may_be(decided, False) else ())
            self.only_in_rounds(decided, False)
        self.graph.meet(ends, self.graph.frontier)

    def decided(self, head: Statement) -> Value | None:
        """A condition, as far as it depends on nothing but the round."""
        node = head.node
        return self.value(node.condition) if isinstance(node, (nodes.If, nodes.ElseIf, nodes.While)) else None

    def only_in_rounds(self, condition: Value | None, truth: bool) -> None:
        """Control goes on in the rounds in which the condition is this."""
        if isinstance(condition, Table) and self.graph.frontier:
            rounds = {residues: Join() for residues, value in condition.values if (value.value != 0) is truth}
            self.graph.settle()
            self.graph.add(Join(), None, by_round=ByRound(condition.periods, {**rounds}))

    def loop(self, block: Block) -> None:
        with self.scope():
            self.loop_inside(block)

    def loop_inside(self, block: Block) -> None:
        graph, head = self.graph, block.head
        node = head.node
        runs: bool | None = None
        variable: LoopVariable | None = None
        rounds_known: RoundCount | None = None
        self.loop_count += 1
        if isinstance(node, nodes.For):
            for part in (node.initial, node.step):
                if part is not None and any(isinstance(inner, nodes.Call) for inner in nodes.walk(part)):
                    raise self.outside("a call in the start or step of a loop", head)
            runs, variable, rounds_known = self.enter_for(node, block)
            self.elements(node.initial, head)
        else:
            self.check_names(head)
        loop = self.loop_count
        graph.settle()  # what comes before the first round is no part of the loop
        graph.loops = (*graph.loops, loop)
        top = graph.add_join()
        rounds = None if variable is None or _may_leave(block) else variable.rounds
        if variable is not None:
            graph.courses[loop] = variable.course
            graph.counters[loop] = Counter(
                loop, top, variable.name, variable.first, variable.step, rounds, variable.grows
            )
        if rounds_known is not None and not _may_leave(block):
            graph.trips[loop] = Trips(loop, top, rounds_known)
        graph.by_count[loop] = Counter(loop, top, variable.name if variable is not None else "", 0, 1, rounds)
        self.evaluated(head)  # the condition is evaluated in every round
        if isinstance(node, (nodes.For, nodes.While)):
            self.elements(node.condition, head, decides=True)
        if isinstance(node, nodes.While):
            decided = self.decided(head)
            runs = decided.value != 0 if isinstance(decided, Integer) else None
        zero_trips = [] if runs else graph.leave()
        graph.meet(() if runs is False else zero_trips or graph.frontier)
        exits = Exits()
        self.here.exits.append(exits)
        self.body(block.body)
        self.here.exits.pop()
        assert exits.continues is not None
        graph.meet(graph.leave(), exits.continues)
        if isinstance(node, nodes.For) and graph.frontier:
            self.elements(node.step, head)
        last = graph.leave()
        if variable is None or variable.rounds != 1:
            graph.link(last, top)
        graph.loops = graph.loops[:-1]
        graph.meet(last, zero_trips, exits.breaks)

    def enter_for(self, node: nodes.For, block: Block) -> tuple[bool | None, LoopVariable | None, RoundCount | None]:
        """Declare the loop's variable; whether a first round runs, if that is known; what is known of the rounds."""
        first: Scalar | None = None
        head = block.head
        match node.initial:
            case nodes.Declare(type_, name, (), nodes.Value(value)):
                for used in nodes.walk(value):
                    if isinstance(used, nodes.Name):
                        self.check_name(used.text, head)
                meaning = self.meaning(type_, head)
                if isinstance(meaning, (TileType, PipeType, Void, Auto)):
                    raise self.outside("a loop over other than a number", head)
                integer = meaning if isinstance(meaning, IntegerType) else None
                first = self.scalar(integer, value, changes=False) if integer is not None else Scalar()
                self.name(name, self.entity(name, meaning), head)
            case nodes.Assign(nodes.Name(name), "=", _) if isinstance(self.lookup(name), Scalar):
                pass
            case None:
                pass
            case _:
                raise self.outside("a loop that does not start with a number", head)
        self.check_names(head)
        match node.step:
            case (
                nodes.Assign(nodes.Name(stepped), _, _)
                | nodes.StepBefore(_, nodes.Name(stepped))
                | nodes.StepBehind(nodes.Name(stepped), _)
            ) if isinstance(self.lookup(stepped), Scalar):
                pass
            case None:
                pass
            case _:
                raise self.outside("a loop whose step changes other than a number", head)
        if first is None or node.condition is None:
            return None, None, None
        assert isinstance(node.initial, nodes.Declare)
        variable, started = node.initial.name, first
        tested = evaluate(
            node.condition, lambda name: started if name == variable else self.lookup(name), self.integer_type
        )
        runs = None if tested is None else tested.value != 0
        function, inside = self.here.function, block.span
        changing = [s for s in function.changing if s is not head and inside.start <= s.span.start < inside.end]
        if any(variable in function.changes_of(statement) for statement in changing):
            return runs, None, None
        if started.address is not None or names_address(node.step, self):
            self.here.names[variable] = Scalar(started.type, None, KnownAddress())
            return runs, None, None
        rounds = rounds_of(node, started, self.lookup, self.value, self.integer_type)
        followed_variable = loop_variable(node, self.loop_count, started, self.lookup, self.integer_type)
        if followed_variable is not None:
            self.here.names[variable] = Scalar(started.type, followed_variable.value)
        elif started.type is not None:
            self.here.names[variable] = Scalar(started.type, value_in_round(self.loop_count, started.type))
        return runs, followed_variable, rounds

    def switch(self, block: Block) -> None:
        head = block.head
        self.check_names(head)
        self.evaluated(head)
        start = self.graph.leave()
        exits = Exits(continues=None)
        self.here.exits.append(exits)
        taken = self.label_taken(block)
        has_default = False
        for element in for_core(block.body, self.unit.core):
            if isinstance(element, Block):
                if _continues_if(element, None):
                    raise self.outside("an `else` inside a switch", element.head)
                self.block([element])
            elif not isinstance(element, Statement):
                raise self.outside_element(element)
            elif element.shape.kind in ("Case", "Default"):
                self.check_names(element)
                has_default |= element.shape.kind == "Default"
                self.graph.meet(self.graph.leave(), start if taken is None or element in taken else ())
            elif element.shape.kind in ("Declare", "Alias", "Label"):
                raise self.outside("a name that is declared between the cases of a switch", element)
            else:
                self.statement(element)
        self.here.exits.pop()
        goes_past = not has_default if taken is None else not taken
        self.graph.meet(self.graph.leave(), exits.breaks, start if goes_past else ())

    def label_taken(self, block: Block) -> list[Statement] | None:
        """The label to which a switch goes, or none of its labels; None where that is not always the same."""
        node = block.head.node
        assert isinstance(node, nodes.Switch)
        subject = self.value(node.subject)
        if not isinstance(subject, Integer):
            return None
        found: list[Statement] = []
        default: list[Statement] = []
        for element in for_core(block.body, self.unit.core):
            if not isinstance(element, Statement):
                continue
            if isinstance(element.node, nodes.Default):
                default.append(element)
            elif isinstance(element.node, nodes.Case):
                label = self.value(element.node.value)
                if not isinstance(label, Integer):
                    return None
                equal = binary("==", subject, label)
                if equal is not None and equal.value:
                    found.append(element)
        return found or default

    def statement(self, statement: Statement) -> None:
        meaning = _STATEMENTS.get(statement.shape.kind)
        if meaning is None:
            raise self.outside("this is not in the language that ptofix analyses", statement)
        action = self.sync.get(statement.shape)
        if action is not None:
            self.graph.add(action, statement)
            return
        self.check_names(statement)
        meaning(self, statement)

    def expression(self, statement: Statement) -> None:
        plain = statement.shape.plain_call
        if plain is not None and self.plain_operation(plain, statement):
            return
        node = statement.node
        assert isinstance(node, nodes.Expression)
        match node.value:
            case nodes.Call(callee, arguments):
                self.call(callee, arguments, statement)
            case nodes.Cast(nodes.Type((), "void", (), ()), nodes.Name()):
                pass
            case _:
                raise self.outside("an expression that does nothing that ptofix knows", statement)

    def jump(self, statement: Statement) -> None:
        graph, exits = self.graph, self.here.exits
        match statement.node:
            case nodes.Return(value):
                if isinstance(value, nodes.Call) and self.has_effect(value):
                    self.call(value.callee, value.arguments, statement)
                else:
                    self.evaluated(statement)
                self.here.returns += graph.leave()
            case nodes.Break() if exits:
                exits[-1].breaks += graph.leave()
            case nodes.Continue() if any(e.continues is not None for e in exits):
                loop = next(e for e in reversed(exits) if e.continues is not None)
                assert loop.continues is not None
                loop.continues += graph.leave()
            case nodes.Goto(label):
                self.here.jumps.append((label, graph.leave(), statement))
            case _:
                raise self.outside("a jump out of nothing", statement)

    def label(self, statement: Statement) -> None:
        node = statement.node
        assert isinstance(node, nodes.Label)
        if node.name in self.here.labels:
            raise self.outside(f"`{node.name}` is a label twice", statement)
        self.here.labels[node.name] = self.graph.add_join()


_STATEMENTS: dict[str, Callable[[Lowering, Statement], None]] = {
    "Expression": Lowering.expression,
    "Declare": Lowering.declare,
    "Assign": Lowering.assign,
    "StepBefore": Lowering.assign,
    "StepBehind": Lowering.assign,
    "Alias": Lowering.alias,
    "IfAssign": Lowering.if_assign,
    "StaticAssert": lambda _, __: None,
    "Empty": lambda _, __: None,
    "Return": Lowering.jump,
    "Break": Lowering.jump,
    "Continue": Lowering.jump,
    "Goto": Lowering.jump,
    "Label": Lowering.label,
}


def _may_be(condition: Value | None, truth: bool) -> bool:
    """Whether a condition may be this; what is not known may be either."""
    return not isinstance(condition, Integer) or (condition.value != 0) is truth


def _may_leave(block: Block) -> bool:
    """Whether a statement in the loop may end it, or a round, before its time."""
    return any(statement.shape.kind in ("Break", "Return", "Goto", "Label") for statement in statements(block.body))


def _continues_if(element: object, before: Block | None) -> bool:
    """Whether `element` is an `else` of the block `before` (of any if there is none to compare)."""
    if not isinstance(element, Block) or element.head.shape.kind not in ("Else", "ElseIf"):
        return False
    return before is None or before.head.shape.kind != "Else"
