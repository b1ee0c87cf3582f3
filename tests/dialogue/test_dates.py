"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import load_content
from bot.dialogue.dates import LATEST_YEAR, dutch_date, means_never, months_later, read_date

TODAY = date(2026, 11, 22)
TEXTS = load_content().texts
DAYS = st.dates(date(1900, 1, 1), date(LATEST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 november 2027", date(2027, 11, 1)),
        ("tot en met 31 dec. 2026", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("5/1/27", date(2027, 1, 5)),
        ("2027-01-05", date(2027, 1, 5)),
        ("1 maart", date(2027, 3, 1)),
        ("1 december", date(2026, 12, 1)),
        ("november 2027", date(2027, 11, 1)),
        ("eind november", date(2026, 11, 30)),
        ("eind februari 2028", date(2028, 2, 29)),
        ("eind 2027", date(2027, 12, 31)),
        ("eind van het jaar", date(2026, 12, 31)),
        ("eind volgend jaar", date(2027, 12, 31)),
        ("2028", date(2028, 1, 1)),
        ("Over een jaar", date(2027, 11, 22)),
        ("volgend jaar", date(2027, 11, 22)),
        ("over anderhalf jaar", date(2028, 5, 22)),
        ("een half jaar", date(2027, 5, 22)),
        ("18 maanden", date(2028, 5, 22)),
        ("over zes weken", date(2027, 1, 3)),
        ("over 10 dagen graag", date(2026, 12, 2)),
    ],
)
def test_a_date_is_read(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["geen idee", "", "31 februari 2027", "van 1-1-2027 tot 1-1-2028", "9-9-9999", "over 999 jaar", "3 of 4"],
)
def test_what_is_no_single_date_is_not_read(text: str) -> None:
    assert read_date(text, TODAY) is None


@given(DAYS)
def test_a_date_that_the_assistant_writes_is_read_back(day: date) -> None:
    assert read_date(dutch_date(day, TEXTS), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day
    assert read_date(f"{day.day}-{day.month}-{day.year}", TODAY) == day


@given(st.text(), DAYS)
def test_any_text_is_a_date_or_not(text: str, today: date) -> None:
    day = read_date(text, today)
    assert day is None or day.year <= LATEST_YEAR


@given(DAYS, st.integers(0, 600))
def test_months_later_is_that_many_months_later(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


def test_no_end_is_understood() -> None:
    assert means_never("Geen einddatum")
    assert not means_never("over een jaar")
