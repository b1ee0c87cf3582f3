import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain import UNKNOWN, Burden, Fact, FactSheet, Measure, Rates, Slot, burden_of, with_burden
from tests.domain.sheets import RATES, button, sheets

numbers = st.floats(0.01, 10_000)


def _sheet(
    minutes: float | None = None,
    per_year: float | None = None,
    count: float | None = None,
    unit: str | None = None,
) -> FactSheet:
    sheet = FactSheet()
    values = (minutes, per_year, count, unit)
    for name, value in zip(Measure, values, strict=True):
        if value is not None:
            sheet = sheet.with_fact(name, button(value))
    return sheet


def _burden(*values: float | str | None, rates: Rates = RATES) -> Burden:
    return burden_of(_sheet(*values), rates)  # type: ignore[arg-type]


def test_an_example_worked_out_by_hand() -> None:
    """15 minutes, 4 times a year, for 120 clients: an hour each, 120 hours, 5.400 euro at 45 an hour."""
    burden = _burden(15, 4, 120, "client")
    assert burden.minutes_each_year == 60
    assert burden.burden_class == "moderate"
    assert burden.total is not None
    assert burden.total.hours == 120
    assert burden.total.cost == 5400
    assert burden.total.fte == pytest.approx(0.08)
    assert burden.total.everywhere == 120 * 342
    assert (burden.hourly_rate, burden.municipalities, burden.unit) == (45, 342, "client")


@given(numbers, numbers, st.integers(1, 10_000), st.integers(2, 9))
def test_more_clients_cost_in_proportion(minutes: float, per_year: float, count: int, times: int) -> None:
    once, more = _burden(minutes, per_year, count).total, _burden(minutes, per_year, count * times).total
    assert once is not None
    assert more is not None
    for few, many in zip(once, more, strict=True):
        assert many[1] == pytest.approx(few[1] * times)


@given(numbers, numbers, st.integers(1, 10_000), numbers, numbers, st.integers(1, 400))
def test_every_figure_follows_from_the_hours(
    minutes: float, per_year: float, count: int, rate: float, year: float, municipalities: int
) -> None:
    rates = Rates(hourly_rate=rate, hours_per_fte=year, municipalities=municipalities)
    total = _burden(minutes, per_year, count, rates=rates).total
    assert total is not None
    assert total.hours == pytest.approx(minutes / 60 * per_year * count)
    assert total.cost == pytest.approx(total.hours * rate)
    assert total.fte * year == pytest.approx(total.hours)
    assert total.everywhere == pytest.approx(total.hours * municipalities)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0.5, "low"),
        (29.99, "low"),
        (30, "moderate"),
        (120, "moderate"),
        (120.01, "high"),
        (100_000, "high"),
    ],
)
def test_the_class_is_low_under_30_and_high_over_120_minutes(minutes: float, expected: str) -> None:
    assert _burden(minutes, 1, None, "client").burden_class == expected
    assert _burden(minutes / 2, 2, 50, "client").burden_class == expected


def test_the_class_follows_the_settings() -> None:
    rates = Rates(low_below=10, high_above=20)
    assert _burden(25, 1, None, "client", rates=rates).burden_class == "high"
    assert _burden(20, 1, None, "client", rates=rates).burden_class == "moderate"


@pytest.mark.parametrize("unit", ["professional", "provider", None])
def test_the_class_needs_a_number_per_client(unit: str | None) -> None:
    assert _burden(1000, 12, 10, unit).burden_class is None


@given(sheets)
def test_no_number_is_made_up(sheet: FactSheet) -> None:
    burden = burden_of(sheet, RATES)
    assert (burden.minutes, burden.per_year, burden.count, burden.unit) == tuple(
        sheet.value(name) for name in Measure
    )
    known = {name for name in Measure if sheet.get(name)}
    assert (burden.minutes_each_year is not None) == ({Measure.MINUTES, Measure.PER_YEAR} <= known)
    assert (burden.total is not None) == ({Measure.MINUTES, Measure.PER_YEAR, Measure.COUNT} <= known)


def test_a_class_from_numbers_goes_before_an_estimate() -> None:
    sheet = with_burden(_sheet(60, 12, None, "client").with_fact(Slot.BURDEN, button("low")), RATES)
    assert sheet.get(Slot.BURDEN) == Fact(value="high", origin="computed")


def test_an_estimate_that_the_numbers_bear_out_stays_the_users() -> None:
    sheet = _sheet(60, 12, None, "client").with_fact(Slot.BURDEN, button("high"))
    assert with_burden(sheet, RATES) is sheet


def test_a_proposal_that_the_numbers_bear_out_is_settled() -> None:
    proposal = Fact(value="high", origin="retrieved", passage="stuk", confirmed=False)
    sheet = with_burden(_sheet(60, 12, None, "client").with_fact(Slot.BURDEN, proposal), RATES)
    assert sheet.known()[Slot.BURDEN] == "high"


def test_a_class_goes_with_the_numbers_it_came_from() -> None:
    computed = with_burden(_sheet(60, 12, None, "client"), RATES)
    assert computed.value(Slot.BURDEN) == "high"
    changed = with_burden(computed.with_fact(Measure.UNIT, button("provider")), RATES)
    assert changed.get(Slot.BURDEN) is None


@pytest.mark.parametrize("estimate", ["low", UNKNOWN])
def test_an_answer_stays_when_there_are_no_numbers(estimate: str) -> None:
    sheet = FactSheet().with_fact(Slot.BURDEN, button(estimate))
    assert with_burden(sheet, RATES) is sheet


@pytest.mark.parametrize("wrong", [0, -1, math.nan, math.inf])
@pytest.mark.parametrize("name", ["hourly_rate", "hours_per_fte", "high_above", "municipalities"])
def test_a_rate_is_a_real_number_above_nothing(name: str, wrong: float) -> None:
    with pytest.raises(ValidationError):
        Rates.model_validate({name: wrong})


def test_low_ends_where_high_has_not_begun() -> None:
    with pytest.raises(ValidationError, match="low_below is groter dan high_above"):
        Rates(low_below=130)
    assert Rates(low_below=120).low_below == 120
