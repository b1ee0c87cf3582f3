"""The burden as bars."""

import pytest

from bot.domain import Fact, FactSheet, Rates, burden_of
from bot.reports.burden import burden_chart
from bot.reports.document import Chart
from tests.explanation.examples import CONTENT


def chart(**numbers: float | str) -> Chart | None:
    facts = {name: Fact(value=value, origin="button") for name, value in numbers.items()}
    return burden_chart(burden_of(FactSheet(facts=facts), Rates()), CONTENT)


def test_hours_for_all_as_asked_half_as_often_and_in_a_sample() -> None:
    drawn = chart(minutes=15, per_year=4, count=120, unit="client")
    assert drawn is not None
    assert [bar.value for bar in drawn.bars] == [120, 60, 12]
    assert drawn.bars[0].text == "120 uur"
    assert all(f"{bar.label}: {bar.text}" in drawn.alt for bar in drawn.bars)


def test_minutes_for_one_when_their_number_is_not_known() -> None:
    drawn = chart(minutes=15, per_year=4, unit="professional")
    assert drawn is not None
    assert [bar.text for bar in drawn.bars] == ["60 minuten", "30 minuten"]
    assert "per professional" in drawn.alt


@pytest.mark.parametrize(
    ("numbers", "bars"),
    [
        ({"per_year": 1, "count": 120}, 2),
        ({"per_year": 4, "count": 9}, 2),
        ({"per_year": 1, "count": 9}, 1),
    ],
)
def test_only_ways_that_make_sense(numbers: dict[str, float | str], bars: int) -> None:
    drawn = chart(minutes=15, **numbers)
    assert drawn is not None
    assert len(drawn.bars) == bars


def test_without_numbers_there_is_no_picture() -> None:
    assert chart() is None
    assert chart(minutes=15, count=120) is None
