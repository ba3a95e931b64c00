"""Every rule, in the order of its code."""

from __future__ import annotations

from ptofix.rules.barrier_all_in_loop import BarrierAllInLoop
from ptofix.rules.base import Rule
from ptofix.rules.event_id_at_run_time import EventIdAtRunTime
from ptofix.rules.event_id_of_header import EventIdOfHeader
from ptofix.rules.event_id_out_of_range import EventIdOutOfRange
from ptofix.rules.flag_identity import FlagIdentity
from ptofix.rules.flag_left_raised import FlagLeftRaised
from ptofix.rules.flag_set_again import FlagSetAgain
from ptofix.rules.hidden_scratch import HiddenScratch
from ptofix.rules.memory_overrun import MemoryOverrun
from ptofix.rules.misaligned_tile import MisalignedTile
from ptofix.rules.not_analysed import NotAnalysed
from ptofix.rules.overwrite_before_read_done import OverwriteBeforeReadDone
from ptofix.rules.overwrite_before_read_done_between_pipes import OverwriteBeforeReadDoneBetweenPipes
from ptofix.rules.pipe_not_on_core import PipeNotOnCore
from ptofix.rules.read_before_write_done import ReadBeforeWriteDone
from ptofix.rules.read_before_write_done_between_pipes import ReadBeforeWriteDoneBetweenPipes
from ptofix.rules.redundant_barriers import RedundantBarriers
from ptofix.rules.suppression_not_understood import SuppressionNotUnderstood
from ptofix.rules.suppression_without_reason import SuppressionWithoutReason
from ptofix.rules.tile_in_hidden_scratch import TileInHiddenScratch
from ptofix.rules.unknown_address import UnknownAddress
from ptofix.rules.unused_suppression import UnusedSuppression
from ptofix.rules.wait_never_set import WaitNeverSet
from ptofix.rules.write_before_write_done import WriteBeforeWriteDone
from ptofix.rules.write_before_write_done_between_pipes import WriteBeforeWriteDoneBetweenPipes

RULES: tuple[Rule, ...] = (
    ReadBeforeWriteDone(),
    OverwriteBeforeReadDone(),
    WriteBeforeWriteDone(),
    ReadBeforeWriteDoneBetweenPipes(),
    OverwriteBeforeReadDoneBetweenPipes(),
    WriteBeforeWriteDoneBetweenPipes(),
    HiddenScratch(),
    BarrierAllInLoop(),
    RedundantBarriers(),
    FlagLeftRaised(),
    WaitNeverSet(),
    FlagSetAgain(),
    EventIdAtRunTime(),
    FlagIdentity(),
    PipeNotOnCore(),
    EventIdOutOfRange(),
    EventIdOfHeader(),
    MemoryOverrun(),
    TileInHiddenScratch(),
    MisalignedTile(),
    NotAnalysed(),
    UnknownAddress(),
    SuppressionWithoutReason(),
    SuppressionNotUnderstood(),
    UnusedSuppression(),  # last: it reports what the others left unused
)


def rule_named(word: str) -> Rule | None:
    """The rule with this code or name."""
    return next((rule for rule in RULES if word in (rule.code, rule.name)), None)
