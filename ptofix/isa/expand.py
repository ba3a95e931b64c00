"""From a call to its micro-steps: `forms`, `expand` (models strict and default) and `effects` (model ops)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK, REPEAT, Rows, Space, TileType
from ptofix.isa.architecture import Arch
from ptofix.isa.call import Access, Expansion, OpCall, Stage, Unknown
from ptofix.isa.chains import WALKS
from ptofix.isa.conditions import TemplateTest, TemplateWord, evaluate, same_valid_shape
from ptofix.isa.drain import Drain
from ptofix.isa.join import join
from ptofix.isa.operand import Operand
from ptofix.isa.row import (
    AREAS,
    ENTRY_ROLES,
    GLOBAL_ROLES,
    NAME_ROLES,
    NUMBER_ROLES,
    PIPE_ROLES,
    SCRATCH,
    TILE_ROLES,
    Form,
    Mention,
    OperandRow,
    OpRow,
    SameSize,
    Step,
    access_of,
)
from ptofix.isa.rules import Walk, broadcast_repeats
from ptofix.isa.walk import BlockOrder

__all__ = [
    "Access", "Drain", "Expansion", "OpCall", "Operand", "Stage", "Unknown", "effects", "expand", "forms", "issue_pipe",
    "operand_names",
]  # fmt: skip


def _fits(role: str, operand: Operand) -> bool:
    """May `operand` stand where the table has `role`?"""
    if role in TILE_ROLES:
        return operand.kind == "tile" and operand.tile is not None
    if role in GLOBAL_ROLES:
        return operand.kind == "global"
    if role in NAME_ROLES:
        return operand.kind != "scalar"
    if role in PIPE_ROLES:
        return operand.kind in ("pipe", "unknown")
    if role in ENTRY_ROLES:
        return operand.kind in ("tile", "global")
    return operand.kind in ("scalar", "unknown")  # NUMBER_ROLES


def _bind(rows: tuple[OperandRow, ...], operands: tuple[Operand, ...]) -> dict[str, int] | None:
    """Operand names to indices, None if number or kinds do not fit."""
    if len(operands) > len(rows) or any(not one.optional for one in rows[len(operands) :]):
        return None
    if not all(_fits(one.role, operand) for one, operand in zip(rows, operands)):
        return None
    return {one.name: index for index, one in enumerate(rows[: len(operands)])}


def _orders(
    full: tuple[str, str] | None, names: dict[str, int], operands: tuple[Operand, ...]
) -> Iterator[dict[str, int]]:
    """The assignments of the two sources that may hold: the one with the valid shape of dst is the first.

    Source: TRowExpandMul.hpp: TROWEXPANDMUL_IMPL, TColExpandBinOp.hpp: TCOLEXPANDOP_IMPL. Where both have it, it is the
    first one, but in row-expands without a tmp, where it is the one with the longer stride of a row.
    """
    if full is None:
        yield names
        return
    a, b = full
    swapped = {**names, a: names[b], b: names[a]}
    dst, first, second = (operands[names[name]].tile for name in ("dst", a, b))
    if dst is None or first is None or second is None:
        yield names
        return
    # The headers ask it of the first alone; debug builds assert that one of the two has it. Sizes that are not known
    # must not prove more than sizes that are known to differ, so that assertion decides nothing here.
    is_first, is_second = same_valid_shape(first, dst), same_valid_shape(second, dst)
    shorter = _row_stride(first) < _row_stride(second)
    if is_first is not False:
        yield names
    if is_first is not True or (is_second is not False and shorter):
        yield swapped


def _row_stride(tile: TileType) -> int:
    """`RowStride` of pto_tile.hpp: elements from one row to the next."""
    return tile.cols if tile.layout == "RowMajor" else 1


def _access(
    mention: Mention, write: bool, names: dict[str, int], operands: tuple[Operand, ...], walk: Walk | None, arch: Arch
) -> Access | None:
    """One access of one step; None for an operand that is absent."""
    name, whole, indexed_by = mention
    order = None if walk is None else walk.orders.get(name)
    if name in AREAS:
        area = arch.scratch(AREAS[name])
        length = area.size if walk is None else min(area.size, walk.lengths.get(name, area.size))
        dst = operands[names["dst"]].tile
        if name == SCRATCH and dst is not None and "src1" in names:  # row-expands: 32 bytes per row, by 8 rows
            count = dst.rows if dst.valid_rows is None else dst.valid_rows
            length = min(length, broadcast_repeats(count) * REPEAT)
        return Access(None, AREAS[name], write, area.offset, length, order)
    index = names.get(name)
    if index is None:
        return None
    tile = operands[index].tile
    if tile is None:
        return Access(index, None, write, 0, 0)
    length = tile.size_bytes if whole else tile.extent_bytes
    element = None if not indexed_by else operands[names[indexed_by]].value
    if element is not None and tile.element_bytes is not None:  # counted as the header does, in unsigned numbers
        return Access(index, None, write, (element & 0xFFFFFFFF) * tile.element_bytes, tile.element_bytes)
    rows = None if walk is None or whole else walk.rows.get(name)
    if walk is not None:
        length = walk.lengths.get(name, length)
    if order is not None and length <= len(order.first) * BLOCK:  # of what is behind its blocks an order says nothing
        length, rows = min(length, order.end), order.rows
    return _touched(index, write, length, order, rows)


def _touched(index: int, write: bool, length: int, order: BlockOrder | None, rows: Rows | None) -> Access | None:
    """The first `length` bytes of an operand, or the `rows` of them; None if there are no bytes."""
    if not length:
        return None
    if rows is None or length <= rows.stride:  # less than two rows have no gap
        return Access(index, None, write, 0, length if rows is None else min(length, rows.width), order)
    return Access(index, None, write, 0, rows.end(length), order, rows)


def _walk(name: str | None, names: dict[str, int], operands: tuple[Operand, ...]) -> Walk | None:
    """The walk of a step, None if its order is not known."""
    if name is None:
        return None
    tiles = {key: tile for key, index in names.items() if (tile := operands[index].tile) is not None}
    return WALKS[name].walk(tiles)


def _lower(form: Form, names: dict[str, int], operands: tuple[Operand, ...], arch: Arch) -> Expansion:
    """The steps of one form on the operands."""
    steps: list[Stage | Drain] = []
    notes = []
    for step in form.steps:
        if isinstance(step, Drain):
            steps.append(step)
            continue
        walk = _walk(step.walk, names, operands)
        if walk is not None and walk.note is not None:
            notes.append(walk.note)
        found = [
            _access(mention, write, names, operands, walk, arch)
            for write, mentions in ((False, step.reads), (True, step.writes))
            for mention in mentions
        ]
        repeats = 0 if walk is None else walk.repeats
        steps.append(Stage(step.pipe, tuple(access for access in found if access is not None), repeats))
    aliased = [names[one.name] for one in form.operands if one.role == "alias" and one.name in names]
    rebinds = tuple(aliased + [names[name] for name in form.rebinds])
    return Expansion(tuple(steps), rebinds, tuple(dict.fromkeys(notes)))


def _forms(found: OpRow, operands: tuple[Operand, ...], template: tuple[str, ...]) -> list[tuple[Form, dict[str, int]]]:
    """The forms that may run, with their bindings; empty if no overload fits."""
    candidates = []
    fitting = [(form, names) for form in found.form if (names := _bind(form.operands, operands)) is not None]
    if not fitting:
        return []
    for names in _orders(found.full, fitting[0][1], operands):
        for form, own in fitting:
            bound = {**own, **names} if found.full else own
            by_name: Mapping[str, Operand] = {name: operands[index] for name, index in bound.items()}
            holds = evaluate(form.when, by_name, template)
            if holds is not False:
                candidates.append((form, bound))
            if holds:
                break
    return candidates


@lru_cache(maxsize=1024)
def header_events(call: OpCall) -> tuple[int, ...]:
    """The event ids of the flags that the header may use inside, of any version."""
    found = call.arch.row(call.name)
    candidates = [] if found is None else _forms(found, call.operands, call.template_args)
    if not candidates:
        return call.arch.header_events(call.name)
    return tuple(sorted({event for form, _ in candidates for event in form.events}))


def _past_the_end(sizes: tuple[SameSize, ...], names: Mapping[str, int], operands: tuple[Operand, ...]) -> str | None:
    """How the header may go past the end of a tile: with the valid size of another one. Only debug builds compare them.

    A size that is known at run time only is as large as the tile that has it.
    """
    tiles = {name: tile for name, index in names.items() if (tile := operands[index].tile) is not None}
    for of, side, others in sizes:
        for one in (tiles[name] for name in others if name in tiles and of in tiles):
            by = tiles[of]
            rows = by.rows if by.valid_rows is None else by.valid_rows
            cols = by.cols if by.valid_cols is None else by.valid_cols
            for word, most, room in (("rows", rows, one.rows), ("cols", cols, one.cols)):
                if most > room and side in ("", word):
                    name = next(other for other in others if tiles.get(other) is one)
                    words = {"rows": "rows", "cols": "columns"}[word]
                    return f"the headers walk the {words} of `{of}`, up to {most}, in `{name}`, which has {room}"
    return None


def _always_past_the_end(found: OpRow, bindings: Sequence[dict[str, int]], operands: tuple[Operand, ...]) -> str | None:
    """The same of a call. Of two sources the header takes the first one for the full one only where it has the valid
    shape of dst, so it does not walk past the end of that, and else the second."""
    first, last = bindings[0], bindings[-1]
    past = _past_the_end(found.sizes, first, operands)
    if past is None or found.full is None or first[found.full[0]] == last[found.full[0]]:
        return past
    but_that = tuple(size._replace(others=tuple(o for o in size.others if o != found.full[0])) for size in found.sizes)
    return _past_the_end(but_that, first, operands) or _past_the_end(found.sizes, last, operands)


def _as_walked(
    sizes: tuple[SameSize, ...], names: Mapping[str, int], operands: tuple[Operand, ...]
) -> tuple[Operand, ...]:
    """The operands, those that are walked with the valid size of another one with what is sure of both.

    Sizes that differ are against the same assertion. A build without it touches what the other one says, or nothing.
    """
    found = list(operands)
    for of, side, others in sizes:
        for name in others:
            by, one = (found[names[key]].tile if key in names else None for key in (of, name))
            if by is None or one is None:
                continue
            rows = one.valid_rows if side == "cols" or one.valid_rows in (by.valid_rows, one.rows) else None
            cols = one.valid_cols if side == "rows" or one.valid_cols in (by.valid_cols, one.cols) else None
            if (rows, cols) != (one.valid_rows, one.valid_cols):
                found[names[name]] = replace(found[names[name]], tile=one.sized(rows, cols))
    return tuple(found)


def _differ(sizes: tuple[SameSize, ...], names: Mapping[str, int], operands: tuple[Operand, ...]) -> bool:
    """Are sizes known to differ that should be the same? Some headers then do nothing."""
    tiles = {name: tile for name, index in names.items() if (tile := operands[index].tile) is not None}
    for of, side, others in sizes:
        for by, one in ((tiles[of], tiles[name]) for name in others if of in tiles and name in tiles):
            rows, cols = {by.valid_rows, one.valid_rows} - {None}, {by.valid_cols, one.valid_cols} - {None}
            if (len(rows) > 1 and side != "cols") or (len(cols) > 1 and side != "rows"):
                return True
    return False


def _may_be_empty(operand: Operand) -> bool:
    """May the valid shape have no element?"""
    return operand.tile is not None and not (operand.tile.valid_rows and operand.tile.valid_cols)


def _has_no_row(operands: tuple[Operand, ...]) -> bool:
    """Do all tiles lie in UB, and has none of them a valid row?"""
    tiles = [operand.tile for operand in operands if operand.tile is not None]
    return bool(tiles) and all(tile.space == Space.VEC and tile.valid_rows == 0 for tile in tiles)


@lru_cache(maxsize=4096)
def _variants(
    arch: Arch, name: str, operands: tuple[Operand, ...], template: tuple[str, ...]
) -> tuple[Expansion, ...] | Unknown:
    found = arch.row(name)
    if found is None:
        return Unknown(f"`{name}` is not in the op table")
    if name in arch.not_known:
        return Unknown(f"`{name}` has an unknown implementation in these headers")
    if found.unknown is not None:
        return Unknown(f"`{name}`: {found.unknown}")
    candidates = _forms(found, operands, template)
    if not candidates:
        return Unknown(f"no form of `{name}` takes these {len(operands)} operands")
    for form, _ in candidates:
        if form.unknown is not None:
            return Unknown(f"`{name}`: {form.unknown}")
    past = _always_past_the_end(found, [names for _, names in candidates], operands)
    if past is not None:
        return Unknown(f"`{name}`: {past}")
    if found.no_rows and _has_no_row(operands):
        return (Expansion(()),)
    empty = any(_may_be_empty(operand) for operand in operands)
    variants: dict[tuple[Stage | Drain, ...], Expansion] = {}
    for form, names in candidates:
        variant = _lower(form, names, _as_walked(found.sizes, names, operands), arch)
        differ = _differ(found.sizes, names, operands)
        drains = any(isinstance(step, Drain) for step in variant.steps)
        skippable = not form.always and (differ or (empty and drains))
        if skippable and not found.empty:
            variant = join((variant, Expansion(())))  # some of its drains may not be reached
        variants.setdefault(variant.steps, variant)
        if skippable and found.empty:
            variants.setdefault((), Expansion(()))
    return tuple(variants.values())


@lru_cache(maxsize=4096)
def _expand(arch: Arch, name: str, operands: tuple[Operand, ...], template: tuple[str, ...]) -> Expansion | Unknown:
    variants = _variants(arch, name, operands, template)
    if isinstance(variants, Unknown):
        return variants
    return variants[0] if len(variants) == 1 else join(variants)


def _named(form: Form, name: str, write: bool) -> list[bool]:
    """For each step of the form with the operand among its reads or writes: is the whole padded tile meant?"""
    sides = (step.writes if write else step.reads for step in form.steps if isinstance(step, Step))
    return [mention.whole for side in sides for mention in side if mention.name == name]


def _role_accesses(form: Form, names: dict[str, int], operands: tuple[Operand, ...], arch: Arch) -> Iterator[Access]:
    """The named operands of one form by their roles, plus reads of dst that only the steps show."""
    steps = _lower(form, names, operands, arch).steps
    for one in form.operands:
        index, role = names.get(one.name), one.role
        if index is None or role in (*NUMBER_ROLES, "pipe", "alias", "meta", "global", "-"):
            continue
        tile = operands[index].tile
        reads, writes = _named(form, one.name, write=False), _named(form, one.name, write=True)
        length = 0
        if tile is not None:
            length = tile.size_bytes if any(reads + writes) else tile.extent_bytes
            if not length:
                continue
        used = access_of(role)
        for write in (False, True)[not ("r" in used or reads) : 1 + ("w" in used)]:
            if tile is None:
                yield Access(index, None, write, 0, 0)
            elif (touched := _touched(index, write, length, None, _rows_of_all(steps, index))) is not None:
                yield touched


def _rows_of_all(steps: Iterable[Stage | Drain], index: int) -> Rows | None:
    """The rows of an operand, if all steps touch the same."""
    stages = (step for step in steps if isinstance(step, Stage))
    found = {access.rows for stage in stages for access in stage.accesses if access.operand == index}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _effects(arch: Arch, name: str, operands: tuple[Operand, ...], template: tuple[str, ...]) -> Expansion | Unknown:
    full, found = _expand(arch, name, operands, template), arch.row(name)
    if isinstance(full, Unknown) or found is None:
        return full
    candidates = _forms(found, operands, template)
    accesses = dict.fromkeys(
        access
        for form, names in candidates
        for access in _role_accesses(form, names, _as_walked(found.sizes, names, operands), arch)
    )
    pipe = candidates[0][0].pipe
    return Expansion((Stage(pipe, tuple(accesses)),) if accesses else (), full.rebinds)


def _key(call: OpCall) -> tuple[tuple[Operand, ...], tuple[str, ...]]:
    """The operands without what does not matter: addresses become the index of the first operand at that address.

    And the template arguments, where a form asks for them.
    """
    operands: list[Operand] = []
    first: dict[object, object] = {}  # per address, what stands for it
    for index, operand in enumerate(call.operands):
        memory = operand.memory
        if memory is not None:
            memory = first.setdefault(memory, index if isinstance(memory, int) else f"#{index}")
        operands.append(Operand(operand.kind, operand.tile, memory, operand.value))
    return tuple(operands), call.template_args if call.template_args and _asks_template(call.arch, call.name) else ()


@lru_cache(maxsize=1024)
def _asks_template(arch: Arch, name: str) -> bool:
    """Whether a form of an op depends on the template arguments."""
    found = arch.row(name)
    tests = () if found is None else [test for form in found.form for test in form.when]
    return any(isinstance(test, (TemplateTest, TemplateWord)) for test in tests)


def forms(call: OpCall) -> tuple[Expansion, ...] | Unknown:
    """The micro-steps of `call` in each form that it may take: the header takes one of them, each time anew."""
    return _variants(call.arch, call.name, *_key(call))


def expand(call: OpCall) -> Expansion | Unknown:
    """The micro-steps of `call`, chosen on the static shapes; the union of the variants where they leave it open."""
    return _expand(call.arch, call.name, *_key(call))


def issue_pipe(call: OpCall) -> Pipe | None:
    """The pipe that the table gives `call` as a whole; None for a call of which it knows too little."""
    found = call.arch.row(call.name)
    candidates = [] if found is None or found.unknown is not None else _forms(found, *_key(call))
    return candidates[0][0].pipe if candidates else None


def operand_names(call: OpCall) -> tuple[str, ...]:
    """What the table calls the operands of the form that `call` takes, in their order; () if it takes none."""
    found = call.arch.row(call.name)
    candidates = [] if found is None or found.unknown is not None else _forms(found, *_key(call))
    if not candidates:
        return ()
    names = candidates[0][1]
    return tuple(sorted(names, key=lambda name: names[name]))


def effects(call: OpCall) -> Expansion | Unknown:
    """`call` as one access of its named operands on one pipe: no internals, no hidden memory, no drains."""
    return _effects(call.arch, call.name, *_key(call))
