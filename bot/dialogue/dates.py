"""Dates as people type them in Dutch: "1 november 2027", "over een jaar", "31-12-2026", "eind 2027"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from bot.content import Texts

LATEST_YEAR = 2200
"""A year after this is a slip of the finger."""


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    months: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    halves: dict[str, float]
    months_in: dict[str, int]
    days_in: dict[str, int]
    next: tuple[str, ...]
    end: tuple[str, ...]
    never: tuple[str, ...]

    def month(self, name: str) -> int:
        return next(number for number, names in enumerate(self.months, start=1) if name in names)

    def number(self, written: str) -> float:
        return float(written) if written.isdecimal() else {**self.numbers, **self.halves}[written]


def dutch_date(day: date, texts: Texts) -> str:
    """`day` as in 1 maart 2026."""
    return f"{day.day} {texts.say('months').split()[day.month - 1]} {day.year}"


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that does not have it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def means_never(text: str) -> bool:
    """Whether `text` says that there is no end."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.casefold()) for word in _words().never)


def read_date(text: str, today: date) -> date | None:
    """The one date in `text`, in the past or the future; None when there is none, or more than one.

    A day without a year is the first that comes after `today`; a month or a year alone is its first day.
    """
    plain = " ".join(text.casefold().split())
    found: set[date] = set()
    for pattern, made in _readers():
        for match in pattern.finditer(plain):
            try:
                found.add(made(match, today))
            except (ValueError, OverflowError):  # 31 februari, een jaar dat niet bestaat
                return None
        plain = pattern.sub(" ", plain)
    if len(found) != 1:
        return None
    day = found.pop()
    return day if day.year <= LATEST_YEAR else None


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str], date], date]]


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load((files("bot.dialogue") / "dates.yaml").read_text("utf-8")))


@cache
def _readers() -> tuple[_Reader, ...]:
    """The ways to write a date, the most exact first: what one of them reads, the others do not see."""
    return tuple((re.compile(rf"(?<![\w/-]){source}(?![\w/-])"), made) for source, made in _ways())


def _ways() -> Iterator[tuple[str, Callable[[re.Match[str], date], date]]]:
    words = _words()
    month = f"(?P<month>{_either(name for names in words.months for name in names)})\\.?"
    year = r"(?P<year>\d{4})"
    end = f"(?:{_either(words.end)})(?: van)?"
    number = f"(?:(?P<number>\\d{{1,3}}|{_either((*words.numbers, *words.halves))}) ?)?"
    coming = f"(?:{_either(words.next)})"
    yield rf"{year}-(?P<m>\d{{1,2}})-(?P<day>\d{{1,2}})", _numbered
    yield r"(?P<day>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<year>\d{4}|\d{2})", _numbered
    yield rf"(?P<day>\d{{1,2}})e? {month}(?: {year})?", _named
    yield rf"{end} {month}(?: {year})?", _end_of_month
    yield rf"{month}(?: {year})?", _named
    yield rf"{end} (?:(?P<coming>{coming}) jaar|(?:het|dit) jaar|{year})", _end_of_year
    yield rf"(?:{coming}|{number}) ?(?P<unit>{_either((*words.months_in, *words.days_in))})", _later
    yield year, lambda match, _: date(int(match["year"]), 1, 1)


def _either(words: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _numbered(match: re.Match[str], _: date) -> date:
    year = int(match["year"])
    return date(year if year > 99 else 2000 + year, int(match["m"]), int(match["day"]))


def _named(match: re.Match[str], today: date) -> date:
    day = int(match.groupdict().get("day") or 1)
    month = _words().month(match["month"])
    if match["year"]:
        return date(int(match["year"]), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year > today else date(today.year + 1, month, day)


def _end_of_month(match: re.Match[str], today: date) -> date:
    month = _words().month(match["month"])
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1])


def _end_of_year(match: re.Match[str], today: date) -> date:
    if match["year"]:
        return date(int(match["year"]), 12, 31)
    return date(today.year + bool(match["coming"]), 12, 31)


def _later(match: re.Match[str], today: date) -> date:
    words = _words()
    number = words.number(match["number"]) if match["number"] else 1
    if match["unit"] in words.days_in:
        return today + timedelta(days=round(number * words.days_in[match["unit"]]))
    return months_later(today, round(number * words.months_in[match["unit"]]))
