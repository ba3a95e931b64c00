"""PF203."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.pipe import Pipe
from ptofix.order.model import ProgramOrder
from ptofix.rules.messages import operand_place, order_words, statement_of
from ptofix.rules.races import Race
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity

_MOST_PLACES = 3
_MOST_LISTED = 200  # for machines; the message has the count of all


class OrderByDistance(Rule):
    """Pairs of accesses with nothing but vector repeats between them.

    What: one note per function and core on the pairs that only vector repeats (hw.repeat-distance,
    hw.read-before-write) or blocks of one accumulator (hw.accumulator-distance) between them order, with distance and
    grade. Pairs that evidence covers at a shorter distance are notes of their own kind (PF101 to PF110).

    Why it matters: the order depends on an assumption about the hardware.

    Example:
        TROWEXPANDMUL(v3, v1, v2);
        TADD(v4, v3, v5);           // PF203: 64 vector repeats later

    Limits: with `--model strict` or `--no-assume hw.repeat-distance` each pair is an error of its own kind.
    """

    code = "PF203"
    name = "order-by-distance"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        short = {race.key for race in subject.at_short_distance}
        for order in subject.orders:
            pairs = [race for race in subject.assumed_apart if race.order is order and race.key not in short]
            if pairs:
                yield self._report(order, sorted(pairs, key=_in_text_order))

    def _report(self, order: ProgramOrder, pairs: list[Race]) -> Finding:
        shown = [
            Note(f"{order_words(race)}: {_accesses(race)}", operand_place(race.later.instruction, race.main[2]))
            for race in pairs[:_MOST_PLACES]
        ]
        more = (Note(f"and {len(pairs) - _MOST_PLACES} more"),) if len(pairs) > _MOST_PLACES else ()
        count = "1 pair of accesses is" if len(pairs) == 1 else f"{len(pairs)} pairs of accesses are"
        place = operand_place(pairs[0].later.instruction, pairs[0].main[2])
        return self.finding(
            f"in `{order.program.function}`, on the {order.program.core} core, {count} in order by distance alone",
            place,
            (*shown, *more),
            "`ptofix explain FILE:LINE` explains each; under `--model strict` distance orders nothing",
            apart=[_data(race) for race in pairs[:_MOST_LISTED]],
        )


def _in_text_order(race: Race) -> tuple[int, int]:
    return statement_of(race.later.instruction).span.start, statement_of(race.earlier.instruction).span.start


def _accesses(race: Race) -> str:
    earlier, later = statement_of(race.earlier.instruction), statement_of(race.later.instruction)
    return f"{race.kind} from line {earlier.line} to line {later.line}"


def _data(race: Race) -> dict[str, object]:
    support = race.support
    assert support is not None
    blocks = race.order.grading.blocks_between(race.earlier, race.later)
    return {
        "kind": race.kind,
        "earlier": statement_of(race.earlier.instruction).line,
        "later": statement_of(race.later.instruction).line,
        **({"blocks": blocks} if race.earlier.pipe == Pipe.M else {"repeats": race.repeats}),
        "grade": str(support.grade),
        "rests_on": sorted(support.rests_on),
    }
