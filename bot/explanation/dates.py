"""Dates the way they are written in Dutch."""

from calendar import monthrange
from datetime import date

from bot.content import Texts


def dutch_date(day: date, texts: Texts) -> str:
    """`day` as in 1 maart 2026."""
    return f"{day.day} {texts.say('months').split()[day.month - 1]} {day.year}"


def year_later(day: date) -> date:
    """The same day a year later; the last day of the month when that year does not have it."""
    last = monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))
