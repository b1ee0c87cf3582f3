"""What a registration takes a year: as the advice says, and as it follows from what the user told."""

from collections.abc import Iterable

from bot.domain import Burden, Measure, Rates, Slot
from evals.axes.variant import Variant
from evals.playing.played import Costs, Turn


def named_costs(burden: Burden) -> Costs:
    """The figures in an advice; those it does not give are None."""
    total = burden.total
    return Costs(
        minutes=burden.minutes_each_year,
        hours=None if total is None else total.hours,
        euros=None if total is None else total.cost,
    )


def meant_costs(variant: Variant, turns: Iterable[Turn]) -> Costs | None:
    """P x Q with the numbers that the user of `variant` told in these `turns`; None when none were told.

    A user tells them only when asked, and an advice can come before that.

    Computed here once more and not with the assistant's own arithmetic, which it is there to check. The
    hourly rate is an assumption that both share.
    """
    told, said = variant.numbers, variant.words.get(Slot.BURDEN, ())
    if not told or not any(turn.typed in said for turn in turns):
        return None
    minutes = float(told[Measure.MINUTES]) * float(told[Measure.PER_YEAR])
    hours = minutes * float(told[Measure.COUNT]) / 60
    return Costs(minutes=minutes, hours=hours, euros=hours * Rates().hourly_rate)
