"""What a registration costs: P x Q.

Structure of the national method for regulatory burden (Handboek Meting Regeldrukkosten): time times
rate, times number times frequency. No current official rate was found, so the rate is an assumption
from the settings and is shown as one.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.facts import FactSheet
from bot.domain.slots import Measure

BurdenClass = Literal["low", "moderate", "high"]


class Rates(BaseModel):
    """Assumptions for the burden, all adjustable in the settings.

    `hourly_rate` in euro; `hours_per_fte` workable hours a year; `low_below` and `high_above` in
    minutes per client a year; `municipalities` how many could each ask a variant of their own.
    """

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    hourly_rate: float = Field(default=45.0, gt=0)
    hours_per_fte: float = Field(default=1500.0, gt=0)
    low_below: float = Field(default=30.0, ge=0)
    high_above: float = Field(default=120.0, gt=0)
    municipalities: int = Field(default=342, gt=0)

    @model_validator(mode="after")
    def _low_is_below_high(self) -> "Rates":
        if self.low_below > self.high_above:
            raise ValueError("low_below is groter dan high_above")
        return self


class Total(BaseModel):
    """What all clients (or professionals, or providers) together cost a year.

    Hours, full-time equivalents and euro; `everywhere` is the hours if every municipality asked a
    variant of its own of the same size.
    """

    model_config = ConfigDict(frozen=True)

    hours: float
    fte: float
    cost: float
    everywhere: float


class Burden(BaseModel):
    """The burden as far as the numbers go; what is not known is None and nothing is made up.

    `minutes` each time, `minutes_each_year` for one `unit`; `total` once their number is known.
    """

    model_config = ConfigDict(frozen=True)

    minutes: float | None = None
    per_year: float | None = None
    count: float | None = None
    unit: str | None = None
    minutes_each_year: float | None = None
    total: Total | None = None
    hourly_rate: float
    municipalities: int
    burden_class: BurdenClass | None = None


def burden_of(sheet: FactSheet, rates: Rates) -> Burden:
    """The burden that follows from the numbers in `sheet`.

    The class is in minutes per client a year, so it needs a number per client.
    """
    minutes, per_year, count = (
        sheet.number(name) for name in (Measure.MINUTES, Measure.PER_YEAR, Measure.COUNT)
    )
    unit = sheet.value(Measure.UNIT)
    each = None if minutes is None or per_year is None else minutes * per_year
    hours = None if each is None or count is None else each * count / 60
    return Burden(
        minutes=minutes,
        per_year=per_year,
        count=count,
        unit=None if unit is None else str(unit),
        minutes_each_year=each,
        total=None if hours is None else _total(hours, rates),
        hourly_rate=rates.hourly_rate,
        municipalities=rates.municipalities,
        burden_class=_class_of(each, rates) if each is not None and unit == "client" else None,
    )


def _total(hours: float, rates: Rates) -> Total:
    return Total(
        hours=hours,
        fte=hours / rates.hours_per_fte,
        cost=hours * rates.hourly_rate,
        everywhere=hours * rates.municipalities,
    )


def _class_of(minutes: float, rates: Rates) -> BurdenClass:
    if minutes < rates.low_below:
        return "low"
    return "high" if minutes > rates.high_above else "moderate"
