"""What an adversarial schedule of `ptofix simulate` is directed at: pairs of calls, as lines of the text."""

from __future__ import annotations

from ptofix.cpp.parser import parse
from ptofix.order.effects import resolve
from ptofix.program.build import program_file
from ptofix.proof.certificate import Certificate, sha256
from ptofix.text.diagnostics import error
from ptofix.text.source import SourceFile, read_source

Pairs = frozenset[tuple[int, int]]


def known_pairs(source: SourceFile) -> Pairs:
    """The pairs of calls that touch the same bytes of on-chip memory, one of them writing, by the analysis."""
    found: set[tuple[int, int]] = set()
    for program in program_file(parse(source)).programs:
        effects = resolve(program, micro_steps=True)
        for site in effects.sites:
            for other in effects.of(effects.conflicts[site.index]):
                earlier, later = site.instruction.statement, other.instruction.statement
                if earlier is not None and later is not None:
                    found.add((earlier.line, later.line))
    return frozenset(found)


def relied_on(path: str, source: SourceFile) -> Pairs:
    """The pairs that a removal relied on, by the certificate of `run --certificate`. Raises PtofixError."""
    try:
        certificate = Certificate.from_json(read_source(path).text)
    except ValueError as problem:
        raise error(f"{path}: {problem}") from None
    if sha256(source) not in (certificate.before_sha256, certificate.after_sha256):
        raise error(f"{path}: the certificate is about another text than {source.name}")
    return frozenset((pair.earlier_line, pair.later_line) for barrier in certificate.removed for pair in barrier.pairs)


def in_parts(pairs: Pairs, parts: int) -> list[frozenset[int]]:
    """The lines of the first calls, in so many parts or fewer. Each part is a schedule that keeps those calls back."""
    lines = sorted({earlier for earlier, _ in pairs})
    return [frozenset(lines[part::parts]) for part in range(min(parts, len(lines)))]
