"""The language data of measures, as data and as ready patterns."""

import re
from collections.abc import Iterable

from pydantic import Field

from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import pattern_source


class MinutesOf(Data):
    """Words for a stretch of time."""

    minutes: float = Field(gt=0)
    words: Phrases


class TimesAYear(Data):
    """Words for a period, by how many fit in a year, or for how often."""

    per_year: float = Field(gt=0)
    words: Phrases


class UnitWords(Data):
    """What can be counted; the fields are the domain's units."""

    client: Phrases
    professional: Phrases
    provider: Phrases


class MeasureWords(Data):
    """Everything `measures.yaml` holds."""

    durations: tuple[MinutesOf, ...]
    spans: tuple[MinutesOf, ...]
    duration_not_after: Phrases
    interval_before: Phrases
    halves: Phrases
    duration_not_before: Phrases
    bound_after: Phrases
    totals: Phrases
    longest_minutes: float
    periods: tuple[TimesAYear, ...]
    frequencies: tuple[TimesAYear, ...]
    times: Phrases
    times_in_a_word: dict[str, int]
    every: Phrases
    each: Phrases
    every_other: Phrases
    spread_over: Phrases
    frequency_not_after: Phrases
    counted_before_period: Phrases
    joining: Phrases
    units: UnitWords
    for_each: Phrases
    count_labels: Phrases
    count_not_after: Phrases
    corrections: Phrases
    fillers: Phrases


WORDS = read_data("measures.yaml", MeasureWords)


def either(phrases: Iterable[str]) -> str:
    """The source of a pattern for one of `phrases`, the longest first."""
    return "|".join(pattern_source(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def just_before(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds one of `phrases` at the very end of a text."""
    return re.compile(rf"(?<!\w)(?:{either(phrases)})\s*$")
