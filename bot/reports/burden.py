"""The burden as bars: as it is asked, and in lighter ways."""

from bot.content import Content
from bot.domain import Burden
from bot.explanation.numbers import dutch
from bot.reports.document import Bar, Chart

SAMPLE = 10
"""The example of a sample: one in so many."""


def burden_chart(burden: Burden, content: Content) -> Chart | None:
    """Hours a year for all, or minutes a year for one when their number is not known; None without numbers.

    Half as often is half the burden, and a sample of one in ten a tenth: the burden is a product.
    """
    say = content.texts.say
    if burden.minutes_each_year is None or burden.per_year is None:
        return None
    total = burden.total
    asked = burden.minutes_each_year if total is None else total.hours
    ways = [(say("burden_as_asked"), asked)]
    if burden.per_year >= 2:  # what is asked once a year cannot be asked half as often
        ways.append((say("burden_half"), asked / 2))
    if total is not None and burden.count is not None and burden.count >= SAMPLE:
        ways.append((say("burden_sample"), asked / SAMPLE))
    bars = tuple(
        Bar(
            label=label,
            value=value,
            text=say("burden_minutes_bar", minutes=dutch(value))
            if total is None
            else say("burden_hours_bar", hours=dutch(value)),
        )
        for label, value in ways
    )
    listed = "; ".join(say("burden_alt_bar", label=bar.label, value=bar.text) for bar in bars)
    if total is not None:
        return Chart(bars=bars, caption=say("burden_caption_hours"), alt=say("burden_alt_hours", bars=listed))
    unit = say(f"unit_{burden.unit or 'unknown'}")
    return Chart(
        bars=bars,
        caption=say("burden_caption_minutes", unit=unit),
        alt=say("burden_alt_minutes", unit=unit, bars=listed),
    )
