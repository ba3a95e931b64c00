"""Build the program of one function for one core: the control flow between its statements.

Fail closed: what is not understood becomes an Opaque instruction, an unknown address, or an unknown name.
"""

from __future__ import annotations

from dataclasses import replace

from ptofix.arch.table import classify
from ptofix.cpp import tree
from ptofix.cpp.parser import Arm, Block, Element, Statement
from ptofix.program import names as env
from ptofix.program.bindings import BEFORE_ACCESS, REBIND
from ptofix.program.facts import declared_name, facts, for_core, statements
from ptofix.program.flow import Exits, Flow
from ptofix.program.names import Environment, evaluate
from ptofix.program.program import Action, Join, Opaque, Program
from ptofix.program.statements import StatementBuilder
from ptofix.program.types import entry_of_type, plain_name

# Rounds after which the addresses of a loop's tiles are taken as unknown.
_MOST_LOOP_ROUNDS = 4


class Builder(StatementBuilder):
    """Builds the program: call `build` once."""

    # ---- the whole function ----

    def build(self) -> Program:
        boundary = self.file.boundary(self.function, self.core)
        outside: Action = Opaque(f"what runs around the function: {boundary}") if boundary else Join()
        self.emit(outside, None)
        for parameter in self.function.head.parameters:
            self.declare_parameter(parameter)
        self.body(self.function.block.body)
        self.flow = Flow.join([self.flow, *self.returns])
        last = self.emit(outside, None)
        for label, sources in self.gotos:
            target = self.labels.get(label, last)
            for source in sources:
                self.link(source, target.index)
        return Program(self.function.head.name, self.core, self.instructions)

    # ---- structure ----

    def body(self, body: list[Element]) -> None:
        """Run a scope: names declared inside are gone behind it, and those they hid are back."""
        before = dict(self.flow.names) if self.flow.names is not None else None
        self.sequence(body)
        after = self.flow.names
        if after is not None and before is not None:
            declared = {declared_name(s) for s in body if isinstance(s, Statement) and facts(s).declared}
            self.flow.names = {
                name: before[name] if name in declared else after[name] for name in before if name in after
            }

    def sequence(self, body: list[Element]) -> None:
        elements = list(for_core(body, self.core))
        position = 0
        while position < len(elements):
            element = elements[position]
            position += 1
            if isinstance(element, list):
                self.undecided(element)
            elif isinstance(element, Statement):
                self.statement(element)
            elif isinstance(element, Block):
                chain = [element]
                if isinstance(element.head.node, tree.If):
                    while position < len(elements) and _continues_if(elements[position]):
                        chain.append(elements[position])  # type: ignore[arg-type]
                        position += 1
                self.block(chain)

    def undecided(self, arms: list[Arm]) -> None:
        """A preprocessor conditional on something unknown: any arm, or none, may be compiled."""
        start = Flow(self.flow.frontier, self.flow.names)
        ends = [] if arms[-1].condition == "else" else [start]
        for arm in arms:
            self.flow = start.copy()
            self.sequence(arm.body)
            ends.append(self.flow)
        self.flow = Flow.join(ends)

    def block(self, chain: list[Block]) -> None:
        head = chain[0].head
        match head.node:
            case tree.If():
                self.branches(chain)
            case tree.For() | tree.While():
                self.loop(chain[0])
            case tree.Switch():
                self.switch(chain[0])
            case tree.Scope():
                self.body(chain[0].body)
            case _:
                self.unknown_block(chain[0])

    def unknown_block(self, block: Block) -> None:
        self.opaque(block.head, "a block that ptofix does not know")
        for inner in statements(block.body):
            self.forget(inner.text)

    def branches(self, chain: list[Block]) -> None:
        ends: list[Flow] = []
        for block in chain:
            node = block.head.node
            if isinstance(node, (tree.If, tree.ElseIf)):
                self.side_effects(block.head)
            start = self.flow.copy()
            self.body(block.body)
            ends.append(self.flow)
            self.flow = start if not isinstance(node, tree.Else) else Flow([], None)
        self.flow = Flow.join([*ends, self.flow])

    def loop(self, block: Block) -> None:
        head = block.head
        outer = dict(self.flow.names) if self.flow.names is not None else None
        runs_once = self.enter_loop(head)
        self.settle_names(block)
        self.loop_count += 1
        self.loops = (*self.loops, self.loop_count)
        top = self.emit(Join(), None)
        self.side_effects(head)  # the condition is evaluated in every round
        zero_trips = None if runs_once else self.flow.copy()
        exits = Exits()
        self.exits.append(exits)
        self.body(block.body)
        self.exits.pop()
        assert exits.continues is not None
        self.flow = Flow.join([self.flow, *exits.continues])
        if not self.dry:
            for source in self.flow.frontier:
                self.link(source, top.index)
        self.loops = self.loops[:-1]
        self.flow = Flow.join([*([self.flow] if zero_trips is None else [self.flow, zero_trips]), *exits.breaks])
        if self.flow.names is not None and outer is not None:
            self.flow.names = {name: entry for name, entry in self.flow.names.items() if name in outer}

    def enter_loop(self, head: Statement) -> bool:
        """Declare the loop's variable; whether the first round is sure to run."""
        self.side_effects(head)
        node, names = head.node, self.flow.names
        if not isinstance(node, tree.For) or names is None:
            return False
        match node:
            case tree.For(tree.Declare(_, name, initial), tree.Binary(tree.Name(tested), "<", limit)):
                first, last = evaluate(initial, names), evaluate(limit, names)
                names[name] = env.Scalar()
                return tested == name and first is not None and last is not None and first < last
            case tree.For(tree.Declare(_, name)):
                names[name] = env.Scalar()
        return False

    def settle_names(self, block: Block) -> None:
        """Make the names true at the top of every round: join what rounds of the loop leave behind."""
        start = self.flow.names
        if start is None:
            return
        # A loop that only advances the index of its pipes needs no dry round: the index is then not known.
        advanced = {n for n, entry in start.items() if isinstance(entry, env.Pipe)} if self.pops(block) else set()
        start.update({n: replace(entry, index=None) for n in advanced if isinstance(entry := start[n], env.Pipe)})
        bound = [n for n, entry in start.items() if isinstance(entry, (env.Tile, env.Pipe))]
        for _ in range(_MOST_LOOP_ROUNDS if self.may_bind(block, start) else 0):
            after = self.one_dry_round(block, start)
            joined = start if after is None else {**start, **{n: env.join(start[n], after[n]) for n in bound}}
            if joined == start:
                break
            start = joined
        else:
            if self.may_bind(block, start):
                start = {**start, **{name: _any_value(start[name]) for name in bound}}
        self.flow.names = start

    def one_dry_round(self, block: Block, start: Environment) -> Environment | None:
        saved = self.flow, self.returns, self.gotos
        self.dry += 1
        exits = Exits()
        self.exits.append(exits)
        self.flow = Flow([], dict(start))
        self.body(block.body)
        self.exits.pop()
        assert exits.continues is not None
        names = Flow.join([self.flow, *exits.continues]).names
        self.dry -= 1
        self.flow, self.returns, self.gotos = saved
        return names

    def pops(self, block: Block) -> bool:
        return any(plain_name(callee) in BEFORE_ACCESS for s in statements(block.body) for callee in facts(s).calls)

    def may_bind(self, block: Block, names: Environment) -> bool:
        """Whether a round may bind a tile or pipe from outside the loop to something else."""
        for statement in statements(block.body):
            if statement.template is None or (
                facts(statement).changes_names and not self.only_counts(statement, names)
            ):
                return True
            for callee in map(plain_name, facts(statement).calls):
                if not (callee in REBIND or callee in BEFORE_ACCESS or classify(callee) in ("alias", "unknown")):
                    continue
                parts: tuple[tree.Node, ...] = (statement.node,)
                match statement.node:
                    case tree.Expression(tree.Call(_, (_, *rest))) if callee in BEFORE_ACCESS:
                        parts = tuple(rest)  # of the pipe, only the index moves
                for name in (n.text for part in parts for n in tree.walk(part) if isinstance(n, tree.Name)):
                    if isinstance(names.get(name), (env.Tile, env.Pipe, env.Unknown)):
                        return True
        return False

    def only_counts(self, statement: Statement, names: Environment) -> bool:
        """Whether a `for` head assigns to nothing but numbers."""
        changed = [n.target for n in tree.walk(statement.node) if isinstance(n, (tree.Assign, tree.Step))]
        return isinstance(statement.node, tree.For) and all(
            isinstance(target, tree.Name) and isinstance(names.get(target.text), (env.Scalar, env.Constant, type(None)))
            for target in changed
        )

    def switch(self, block: Block) -> None:
        self.side_effects(block.head)
        start = self.flow.copy()
        exits = Exits(continues=None)
        self.exits.append(exits)
        has_default = False
        self.flow = Flow([], None)
        for element in for_core(block.body, self.core):
            if isinstance(element, Statement):
                if isinstance(element.node, (tree.Case, tree.Default)):
                    has_default |= isinstance(element.node, tree.Default)
                    self.flow = Flow.join([self.flow, start.copy()])
                else:
                    self.statement(element)
            elif isinstance(element, Block):
                self.block([element]) if not _continues_if(element) else self.unknown_block(element)
            elif isinstance(element, list):
                self.undecided(element)
        self.exits.pop()
        self.flow = Flow.join([self.flow, *exits.breaks, *([] if has_default else [start])])

    # ---- statements ----

    def statement(self, statement: Statement) -> None:
        if statement.template is None:
            self.opaque(statement, "a statement that ptofix cannot parse")
            return
        if self.file.mentions_macro(statement):
            self.opaque(statement, "it uses a macro defined in this file")
            return
        rule = statement.template[0]
        if rule == "attributed":
            rule = statement.template[2][0]
        if rule == "expression":
            self.expression(statement)
        elif rule in ("declare", "declare_init", "declare_call"):
            self.side_effects(statement)
            self.declare(statement)
        elif rule in ("assignment", "step"):
            self.assign(statement)
        elif rule not in ("using", "empty"):
            self.jump(statement)

    # ---- jumps ----

    def jump(self, statement: Statement) -> None:
        node = statement.node
        match node:
            case tree.Return():
                self.side_effects(statement)
                self.returns.append(self.flow)
            case tree.Break() if self.exits:
                self.exits[-1].breaks.append(self.flow)
            case tree.Continue() if any(e.continues is not None for e in self.exits):
                loop = next(e for e in reversed(self.exits) if e.continues is not None)
                assert loop.continues is not None
                loop.continues.append(self.flow)
            case tree.Goto(label):
                self.gotos.append((label, self.flow.frontier if self.flow.names is not None else []))
            case tree.Label(name):
                self.label(name)
                return
            case _:
                self.opaque(statement, "a jump out of nothing")
                return
        self.flow = Flow([], None)

    def label(self, name: str) -> None:
        if self.flow.names is None:
            self.flow = Flow([], self.names_anywhere())
        joined = self.emit(Join(), None)
        if not self.dry:
            self.labels[name] = joined

    def names_anywhere(self) -> Environment:
        """Names at a label that is reached by goto only: constants and types hold anywhere, addresses do not."""
        found: Environment = {
            parameter.name: entry_of_type(parameter.type) for parameter in self.function.head.parameters
        }
        for statement in self.function.statements:
            if facts(statement).declared:
                node = statement.node
                assert isinstance(node, tree.Declare)
                entry = entry_of_type(node.type)
                if isinstance(entry, env.Tile):
                    entry = env.unknown_tile(entry, "the function jumps with goto")
                found[node.name] = env.Unknown() if node.name in found or node.type.name == "auto" else entry
        return found


def _continues_if(element: object) -> bool:
    return isinstance(element, Block) and isinstance(element.head.node, (tree.Else, tree.ElseIf))


def _any_value(entry: env.Entry) -> env.Entry:
    match entry:
        case env.Tile():
            return env.unknown_tile(entry, "the loop keeps changing it")
        case env.Pipe():
            return replace(entry, consumer=None, index=None)
        case _:
            return entry
