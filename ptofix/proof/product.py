"""The product of two texts: one program per function and core, with the synchronisation of the one and of the other.

All that the texts have in common is there once; of the synchronisation each statement belongs to `before`, to `after`
or to both. A path through the product is one path through each text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp.parser import Tree, parse
from ptofix.cpp.scanner import Item, ItemKind
from ptofix.isa.architecture import A2A3, Arch
from ptofix.program.build import program_file
from ptofix.program.program import Barrier, Program, ProgramFile, SetFlag, WaitFlag
from ptofix.proof.claims import Claim, FoldMulsOneClaim, SlotNumClaim, can_fold, is_one, slot_num_edits
from ptofix.proof.compare import Differences, DifferError, compare
from ptofix.proof.unrolled import by_rounds
from ptofix.text.diagnostics import Place
from ptofix.text.source import Edit, SourceFile, Span, apply_edits

BEFORE, AFTER, BOTH = 1, 2, 3


class Parsed(Struct, frozen=True):
    """A text with what is already known of it."""

    tree: Tree
    file: ProgramFile

    @staticmethod
    def of(source: SourceFile, arch: Arch = A2A3, idle_callers: bool = False) -> Parsed:
        """Raises PtofixError."""
        source_tree = parse(source)
        return Parsed(source_tree, program_file(source_tree, arch, idle_callers=idle_callers))

    def with_idle_callers(self) -> Parsed:
        """The same under callers.idle."""
        return Parsed(self.tree, self.file.with_idle_callers())


class Shift:
    """Where an offset of a text goes when `edits` are made; an insertion moves what is at its offset."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        ordered = sorted(edits, key=lambda edit: edit.span)
        self.ends = [edit.span.end for edit in ordered]
        growth = (len(edit.replacement) - (edit.span.end - edit.span.start) for edit in ordered)
        self.by = [0, *accumulate(growth)]

    def __call__(self, offset: int) -> int:
        return offset + self.by[bisect_right(self.ends, offset)]

    def edit(self, edit: Edit) -> Edit:
        return Edit(
            Span(self(edit.span.start), self(edit.span.start) + edit.span.end - edit.span.start), edit.replacement
        )


class Product(Struct, frozen=True, dict=True):
    """`programs` are pairs over one control-flow graph, with the operands of `before` and of `after`.

    `sides` is by the offset of a statement in the text of the product, BOTH for those that are not in it. `parallel`
    has (offset in the product, in `before`, in `after`): from there on the three run in parallel. `renamed` tells that
    they were compared up to renaming, and `rests_on` the assumptions under which they are the same.
    """

    before: SourceFile
    after: SourceFile
    programs: tuple[tuple[Program, Program], ...]
    sides: dict[int, int]
    parallel: tuple[tuple[int, int, int], ...]
    removed: tuple[Place, ...]
    added: tuple[Place, ...]
    not_judged: tuple[str, ...] = ()
    renamed: bool = False
    rests_on: tuple[str, ...] = ()

    def with_idle_callers(self) -> Product:
        """The same under callers.idle."""
        pairs = ((x.with_idle_callers(), None if y is x else y.with_idle_callers()) for x, y in self.programs)
        return replace(self, programs=tuple((x, y or x) for x, y in pairs))

    def instruction_sides(self, program: Program) -> list[int]:
        """Per instruction of a program, the texts that it is in."""
        get = self.sides.get
        return [BOTH if i.statement is None else get(i.statement.span.start, BOTH) for i in program.instructions]

    def places(self, offset: int) -> tuple[Place | None, Place | None]:
        """Where the statement at `offset` of the product is in `before` and in `after`."""
        side = self.sides.get(offset, BOTH)
        start, *starts = self.parallel[bisect_right(self.parallel, (offset, 1 << 60)) - 1]
        found = [
            Place(s, Span(x + offset - start, x + offset - start + 1))
            for s, x in zip((self.before, self.after), starts)
        ]
        return found[0] if side & BEFORE else None, found[1] if side & AFTER else None

    def differs(self, before: Program, after: Program) -> bool:
        """Whether the two are not one and the same."""
        return before is not after or any(side != BOTH for side in self.instruction_sides(before))

    def places_of(self, program: Program, index: int) -> tuple[Place | None, Place | None]:
        """Of instruction `index` in both texts, None where it is not."""
        statement = program.instructions[index].statement
        return (None, None) if statement is None else self.places(statement.span.start)

    def lines(self, program: Program, index: int) -> tuple[int, int]:
        """Of instruction `index` in both texts, 0 where it is not."""
        statement = program.instructions[index].statement
        return (0, 0) if statement is None else self._lines_at(statement.span.start)

    @cached_property
    def _lines_at(self) -> Callable[[int], tuple[int, int]]:
        """By the offset of a statement; every witness asks for those of its whole path."""

        def lines(offset: int) -> tuple[int, int]:
            before, after = self.places(offset)
            return (before.line if before else 0), (after.line if after else 0)

        return cache(lines)


def alone(program: Program) -> Product:
    """The product of a program's text with itself."""
    sources = (i.statement.source for i in program.instructions if i.statement is not None)
    source = next(sources, SourceFile("", ""))
    return Product(source, source, ((program, program),), {}, ((0, 0, 0),), (), ())


def product(
    before: SourceFile,
    after: SourceFile,
    claims: Sequence[Claim] = (),
    known: Parsed | None = None,
    arch: Arch = A2A3,
) -> Product:
    """The product of texts that are equal token by token but for synchronisation and what is claimed.

    `known` is `before` if it was read already, without callers.idle. Raises DifferError, and PtofixError for text that
    cannot be read.
    """
    slots = [edit for claim in claims if isinstance(claim, SlotNumClaim) for edit in slot_num_edits(before, claim)]
    folding = any(isinstance(claim, FoldMulsOneClaim) for claim in claims)
    claimed = SourceFile(before.name, apply_edits(before.text, slots))
    found = Differences() if claimed.text == after.text else compare(claimed, after, folding)
    back = Shift(_inverse(slots, before))
    insertions = [Edit(Span(back(at), back(at)), f"{after.text[s.span.start : s.span.end]}\n") for at, s in found.added]
    union = Shift(insertions)
    text = SourceFile(before.name, apply_edits(before.text, insertions))
    first = known if known is not None and not insertions else Parsed.of(text, arch)
    edits = [union.edit(edit) for edit in (*slots, *(back.edit(e) for fold in found.folds for e in fold.edits))]
    second = first.file
    if edits:
        changed = parse(SourceFile(after.name, apply_edits(text.text, edits)))
        second = program_file(changed, arch)
    removed = {union(back(s.span.start)): s.span.end - s.span.start for s in found.removed}
    grown = accumulate((len(edit.replacement) for edit in insertions), initial=0)
    added = {back(at) + by: s.span.end - s.span.start for by, (at, s) in zip(grown, found.added)}
    made = Product(
        before,
        after,
        _pairs(first.file.programs, second.programs),
        {**dict.fromkeys(removed, BEFORE), **dict.fromkeys(added, AFTER)},
        _parallel(found, slots, back, union, added),
        tuple(Place(before, Span(back(s.span.start), back(s.span.end))) for s in found.removed),
        tuple(Place(after, s.span) for _, s in found.added),
        not_judged(first.file, bool(slots)),
    )
    emptied = {union(back(start)) for start in found.emptied}
    _check_statements(made, first.tree, {**removed, **added}, emptied)
    check_programs(made, first, second)
    _check_folds(made, first, [(union(back(fold.start)), fold.constant) for fold in found.folds])
    return made


def _pairs(before: Sequence[Program], after: Sequence[Program]) -> tuple[tuple[Program, Program], ...]:
    """The programs of both texts round by round; what is one program stays one."""
    first = [by_rounds(program) for program in before]
    return tuple((x, x if p is q else by_rounds(q)) for x, p, q in zip(first, before, after))


def not_judged(file: ProgramFile, slots: bool) -> tuple[str, ...]:
    """What a verdict is not about."""
    refused = [f"{refusal} (line {refusal.place.line}); its text is unchanged" for refusal in file.refusals]
    return (*refused, *(["what LocalSlotNum means to the other core"] if slots else []))


def _inverse(edits: Sequence[Edit], source: SourceFile) -> list[Edit]:
    """The edits that take `edits` back."""
    new = Shift(edits)
    ends = [(edit, new(edit.span.end)) for edit in edits]
    return [
        Edit(Span(end - len(edit.replacement), end), source.text[edit.span.start : edit.span.end]) for edit, end in ends
    ]


def _parallel(
    found: Differences, slots: Sequence[Edit], back: Shift, union: Shift, added: dict[int, int]
) -> tuple[tuple[int, int, int], ...]:
    """Wherever one of the three texts goes on at another distance from the others than before."""
    grown = Shift(slots)
    starts = {*(x for x, _ in found.parallel), *(at for at, _ in found.added), *(grown(e.span.end) for e in slots)}
    rows = []
    for start in starts:
        x, y = found.parallel[bisect_right(found.parallel, (start, 1 << 60)) - 1]
        rows.append((union(back(start)), back(start), y + start - x))
    rows += [(start, back(at), s.span.start) for start, (at, s) in zip(added, found.added)]
    return tuple(sorted(rows))


# ---- what differs are statements of a block, and programs contain them ----

_MAY_FOLLOW_A_LABEL = re.compile(
    r"(?:if|for|while|switch)\b|\{|(?:break|continue|return|goto)\b|[\w:]+\s*(?:<[^;=]*>)?\s*\("
)


def _check_statements(made: Product, source_tree: Tree, lengths: dict[int, int], emptied: set[int]) -> None:
    """Each statement that differs is one of a block, and no label is left without a statement.

    Among those that are `emptied` the second text has a null statement.
    """
    items = source_tree.items if lengths else []
    starts = [item.start for item in items]
    for start, length in lengths.items():
        i = bisect_left(starts, start)
        if i == len(items) or (items[i].start, items[i].end) != (start, start + length):
            raise DifferError("what differs is no statement of a block", *made.places(start))
        assert items[i].kind is ItemKind.STATEMENT
        if start in emptied:
            continue
        if _is_labelled(items, i, made.sides) and not _follows(source_tree, items, i, made.sides):
            raise DifferError("what differs is the only statement after a label", *made.places(start))


def _is_labelled(items: Sequence[Item], index: int, sides: dict[int, int]) -> bool:
    """Whether only a label comes before item `index` in one of the texts."""
    index -= 1
    while index >= 0 and (items[index].kind is ItemKind.DIRECTIVE or items[index].start in sides):
        index -= 1
    return index >= 0 and items[index].kind is ItemKind.LABEL


def _follows(source_tree: Tree, items: Sequence[Item], index: int, sides: dict[int, int]) -> bool:
    """Whether what comes after item `index` in both texts can be after a label; a declaration cannot."""
    while items[index].start in sides:
        index += 1  # there is always more: the block's end
    item = items[index]
    return item.kind is ItemKind.LABEL or _MAY_FOLLOW_A_LABEL.match(source_tree.source.text, item.start) is not None


def check_programs(made: Product, first: Parsed, second: ProgramFile) -> None:
    """Each statement that differs is synchronisation of every program that runs it, on a path from its entry."""
    names = [(program.function, program.core) for program in first.file.programs]
    if names != [(program.function, program.core) for program in second.programs]:
        raise DifferError("the two have different functions with effects on on-chip memory")
    if not made.sides:
        return
    judged: set[int] = set()
    for program in first.file.programs:
        reached: frozenset[int] | None = None
        for instruction in program.instructions:
            statement = instruction.statement
            if statement is None or statement.span.start not in made.sides:
                continue
            start = statement.span.start
            if not isinstance(instruction.action, (Barrier, SetFlag, WaitFlag)):
                raise DifferError("what differs is not understood", *made.places(start))
            reached = _reached(program) if reached is None else reached
            if instruction.index in reached:
                judged.add(start)
    for start in made.sides:
        if start not in judged:
            refusal = first.file.refuses(Span(start, start))
            why = str(refusal) if refusal is not None else "no path of a program leads there"
            raise DifferError(f"synchronisation differs in code that is not followed: {why}", *made.places(start))


def _reached(program: Program) -> frozenset[int]:
    reached, pending = {0}, [0]
    while pending:
        for successor in program.instructions[pending.pop()].successors:
            if successor not in reached:
                reached.add(successor)
                pending.append(successor)
    return frozenset(reached)


def _check_folds(made: Product, first: Parsed, folds: Sequence[tuple[int, str]]) -> None:
    """A multiplication by one may be a copy if it copies the same bytes, of full tiles of one type."""
    for start, constant in folds:
        if not is_one(constant, first.tree):
            raise DifferError(f"`{constant}` is not known to be one", *made.places(start))
        ops = [
            (x.action, y.action)
            for pair in made.programs
            for x, y in zip(pair[0].instructions, pair[1].instructions)
            if x.statement is not None and x.statement.span.start <= start < x.statement.span.end
        ]
        if not ops or not all(can_fold(x, y) for x, y in ops):
            raise DifferError("this multiplication is not known to be a copy", *made.places(start))
