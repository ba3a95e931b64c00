"""From the syntax of a file to its programs, and to the functions that are outside of the closed language."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.cpp import nodes
from ptofix.cpp.parser import Tree
from ptofix.isa.architecture import A2A3, Arch
from ptofix.program.library import library, plain_name
from ptofix.program.lower import Lowering
from ptofix.program.program import Join, Program, ProgramFile, Refusal
from ptofix.program.round_trips import with_round_trips
from ptofix.program.unit import FunctionOutsideError, OutsideError, SourceFunction, Unit, read_units
from ptofix.text.source import Span


def program_file(tree: Tree, arch: Arch = A2A3, *, idle_callers: bool = False, core: str = "") -> ProgramFile:
    """The programs of every function of the file that may touch on-chip memory or synchronises, for each core, or one.

    A function that another one of the file calls is part of the caller's program. With `idle_callers` nothing is in
    flight around an entry that is not marked as a kernel; without, anything may be. Raises PtofixError for a file
    that changes what tells the cores apart.
    """
    try:
        all_units = read_units(tree, arch)
    except OutsideError as problem:
        whole = Span(0, len(tree.source.text))
        return ProgramFile((), (Refusal("", whole, problem.place, problem.reason),))
    units = [unit for unit in all_units if core in ("", unit.core)]
    others = [unit for unit in all_units if unit not in units]
    refusals: dict[Span, Refusal] = {}
    entries = _unmarked_entries(units)
    uncalled = _uncalled(all_units)
    programs: list[Program] = []
    known = -1
    while known < len(refusals):  # who is called by a refused function starts a program of his own
        known, met = len(refusals), set[SourceFunction]()
        programs = [p for unit in units for p in _from_roots(unit, refusals, met, entries, uncalled)]
        if any(_unmet(unit, refusals, met) for unit in units):
            for unit in others:
                _ = [*_from_roots(unit, refusals, met, entries, uncalled)]
        if known == len(refusals):
            programs += [p for unit in units for p in _of_unmet(unit, refusals, met)]
    kept = with_round_trips([program for program in programs if _matters(program)])
    idle = tuple(program for program in programs if not _matters(program))
    file = ProgramFile(kept, tuple(refusals[span] for span in sorted(refusals)), idle)
    return file.with_idle_callers() if idle_callers else file


def _from_roots(
    unit: Unit,
    refusals: dict[Span, Refusal],
    met: set[SourceFunction],
    entries: frozenset[Span],
    uncalled: frozenset[Span],
) -> Iterator[Program]:
    """The programs of one core, without those of refused functions. `uncalled` are functions that start one anyway.

    Adds to `met` all that is in them, and to `refusals` what has to be refused on the way; then the programs are not
    the final ones.
    """
    refused = frozenset(f for f in unit.all_functions() if f.block.span in refusals)
    functions = [function for function in unit.all_functions() if function not in refused]
    callers = _callers(unit)
    hidden = any(not unit.macros.isdisjoint(f.words) for f in refused)  # a macro may name any function
    for function in functions:
        if (
            hidden
            or function.block.span in uncalled
            or _is_root(function, callers[function.name] - {function}, unit, refused)
        ):
            met.add(function)
            unmarked = not hidden and function.block.span in entries
            for program in _lowered(Lowering(unit, refused), function, refusals, met):
                program.asks_callers = unmarked
                yield program


def _unmet(unit: Unit, refusals: dict[Span, Refusal], met: set[SourceFunction]) -> list[SourceFunction]:
    """What no root of any core leads to is dead if only this file can call it; these are roots after all."""
    functions = (function for function in unit.all_functions() if function.block.span not in refusals)
    return [f for f in functions if f not in met and "static" not in f.head.type.before]


def _of_unmet(unit: Unit, refusals: dict[Span, Refusal], met: set[SourceFunction]) -> Iterator[Program]:
    refused, inside = frozenset(f for f in unit.all_functions() if f.block.span in refusals), {*met}
    for function in _unmet(unit, refusals, met):
        if function not in inside:
            yield from _lowered(Lowering(unit, refused), function, refusals, inside)


def _lowered(
    lowering: Lowering,
    function: SourceFunction,
    refusals: dict[Span, Refusal],
    met: set[SourceFunction],
) -> Iterator[Program]:
    """The program of one function if it, and all that it calls, is in the language."""
    try:
        yield lowering.program(function)
        met |= lowering.met
    except FunctionOutsideError as problem:
        span = problem.function.block.span
        refusals.setdefault(span, Refusal(problem.function.name, span, problem.place, problem.reason))


def _callers(unit: Unit) -> dict[str, set[SourceFunction]]:
    """The functions that name each function of the file."""
    callers: dict[str, set[SourceFunction]] = {function.name: set() for function in unit.all_functions()}
    for function in unit.all_functions():
        for name in callers.keys() & function.words:
            callers[name].add(function)
    return callers


def _is_root(
    function: SourceFunction, callers: set[SourceFunction], unit: Unit, refused: frozenset[SourceFunction]
) -> bool:
    """Whether a program starts with it: a kernel, or what something that is not followed may call."""
    if function.is_kernel or function.head.linkage is not None or not callers.isdisjoint(refused):
        return True
    return (not callers or function.name in unit.ambiguous) and "static" not in function.head.type.before


def _uncalled(units: list[Unit]) -> frozenset[Span]:
    """The `static` functions that nothing leads to, on any core, which start with one that nothing else names.

    A compiler drops them. But a text with them says what they do, as assemblers print a private function: they count
    as what anything may call. What the op table knows by name, assemblers put before every file.
    """
    functions = {
        function.block.span: function
        for unit in units
        for function in unit.all_functions()
        if not library().has(function.name, unit.arch)
    }
    named = {
        span: {other for other, one in functions.items() if other != span and one.name in function.words}
        for span, function in functions.items()
    }
    called = set[Span]().union(*named.values())
    roots = {span for span, f in functions.items() if span not in called or "static" not in f.head.type.before}
    while True:
        reached, pending = set[Span](), [*roots]
        while pending:
            span = pending.pop()
            if span not in reached:
                reached.add(span)
                pending += named[span]
        if len(reached) == len(functions):
            return frozenset(span for span in roots if "static" in functions[span].head.type.before)
        roots.add(min(functions.keys() - reached))  # some that call each other, and that nothing else calls


def _unmarked_entries(units: list[Unit]) -> frozenset[Span]:
    """Functions as the assembler (since 0.46) writes the entry of a module that marks none, on every core.

    `AICORE void f(…)` and no more: `static` and `inline` functions are there to be called, `extern "C"` without
    `__global__` is how a function is shown to other files, and only other device code could hand over a tile. What a
    front end wraps around a kernel is another. Nor does any other function hold the name of one, whatever for: that may
    be a call, or its address.
    """
    functions = [(unit, function) for unit in units for function in unit.all_functions()]
    found: set[Span] = set()
    for unit, function in functions:
        head, span = function.head, function.block.span
        bare = head.linkage is None and head.type.before in _ON_DEVICE
        plain = (bare or _is_wrapper(function, unit)) and (head.type.name, head.type.after) == _VOID
        only = function.name in unit.functions or len(unit.ambiguous[function.name]) == 1
        if plain and only and all(_is_from_host(p, unit) for p in head.parameters):
            found.add(span)
    named = {f.block.span: f.words for _, f in functions}
    return frozenset(
        f.block.span
        for _, f in functions
        if f.block.span in found and not any(f.name in words for span, words in named.items() if span != f.block.span)
    )


_VOID: tuple[str, tuple[str, ...]] = ("void", ())
_ON_DEVICE = (("AICORE",), ("__aicore__",))


def _is_wrapper(function: SourceFunction, unit: Unit) -> bool:
    """`extern "C" AICORE void f(__gm__ int64_t* arguments)` that unpacks its arguments and calls one function.

    So a runtime calls every kernel through one type of pointer. It does nothing else, before the call or after.
    """
    head = function.head
    words = tuple(word for word in head.type.before if not word.startswith("__attribute__"))
    if head.linkage is None or words not in _ON_DEVICE:
        return False
    match head.parameters:
        case (nodes.Parameter(nodes.Type(("__gm__",), name, (), ("*",)), _, None),):
            number = unit.integer_type(nodes.Type((), name, (), ()))
            if number is None or number.bits != _PACKED:
                return False
        case _:
            return False
    callees = [plain_name(callee) for one in function.statements for callee in one.shape.callees]
    kernels = [name for name in callees if name in unit.functions]
    return len(kernels) == 1 and all(unit.arch.classify(name) == "pure" for name in callees if name not in kernels)


_PACKED = 64
"""Bits of each argument of a wrapper."""


def _is_from_host(parameter: nodes.Parameter, unit: Unit) -> bool:
    """Whether it is global memory or a number, as the host hands over to a kernel.

    A test of the assembler may take a whole GlobalTensor: nothing of the core's own memory either.
    """
    type_ = parameter.type
    if plain_name(type_.name) == "GlobalTensor":
        return True
    return "__gm__" in type_.before or unit.integer_type(type_) is not None or type_.name in library().floating


def _matters(program: Program) -> bool:
    """Whether anything happens besides what may run around the function."""
    return any(not isinstance(i.action, Join) for i in program.instructions[1:-1])
