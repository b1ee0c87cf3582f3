"""A fact sheet: what is known about one proposed registration, and how each fact became known."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr, model_validator

from bot.domain.slots import CONTEXT_VALUES, UNITS, UNKNOWN, VALUES, Context, Measure, Slot

FactName = Slot | Context | Measure
_NAMES: dict[str, FactName] = {name.value: name for name in (*Slot, *Context, *Measure)}
FactValue = StrictStr | StrictInt | StrictFloat

Origin = Literal["button", "text", "retrieved", "computed"]


def fact_name(name: str) -> FactName:
    """The slot, context or measure called `name`. Raises `ValueError` for any other name."""
    try:
        return _NAMES[name]
    except KeyError:
        raise ValueError(f"onbekend gegeven {name!r}") from None


def check_value(name: FactName, value: FactValue) -> FactValue:
    """`value` itself when `name` may have it; `unknown` is always allowed for a slot.

    Raises:
        ValueError: the value is not in the vocabulary, or a number is out of range.
    """
    if isinstance(name, Slot):
        allowed: tuple[str, ...] = (*VALUES[name], UNKNOWN)
    elif isinstance(name, Context):
        allowed = (*CONTEXT_VALUES[name], UNKNOWN)
    elif name is Measure.UNIT:
        allowed = UNITS
    else:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
            raise ValueError(f"{name.value}: {value!r} is geen getal boven nul en onder een miljard")
        if name is Measure.COUNT and value < 1:
            raise ValueError(f"{name.value}: {value!r} is minder dan een")
        return value
    if value not in allowed:
        raise ValueError(f"{name.value}: {value!r} is geen van {', '.join(dict.fromkeys(allowed))}")
    return value


class Fact(BaseModel):
    """One value with its origin.

    `quote` is the verbatim text of the user it was read from (origin `text`); `passage` the id of
    the passage that proposed it (origin `retrieved`) or the article of a legal claim. `confirmed` is
    false for a proposal nobody has confirmed; `doubted` once the user was asked and did not know.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: FactValue
    origin: Origin
    quote: str | None = None
    passage: str | None = None
    confirmed: bool = True
    doubted: bool = False
    at: datetime | None = None

    @model_validator(mode="after")
    def _quote_with_text(self) -> Self:
        if self.origin == "text" and not self.quote:
            raise ValueError("een gegeven uit tekst heeft zijn citaat nodig")
        return self


class FactSheet(BaseModel):
    """Facts by name; immutable: `with_fact` and `without` give a new sheet and leave the rest alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: Mapping[str, Fact] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_names_and_values(self) -> Self:
        for name, fact in self.facts.items():
            check_value(fact_name(name), fact.value)
        return self

    def get(self, name: FactName) -> Fact | None:
        """The fact called `name`, or None when nothing was said about it."""
        return self.facts.get(name)

    def value(self, name: FactName) -> FactValue | None:
        """The value of `name`, or None when nothing was said about it."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value

    def number(self, name: Measure) -> float | None:
        """The number called `name`, or None."""
        value = self.value(name)
        return value if isinstance(value, int | float) else None

    def known(self) -> dict[Slot, str]:
        """Slots that hold a settled value: said or confirmed, and not "weet ik niet".

        A variant of `unknown` is settled once the user said so: it is a value of that slot.
        """
        return {
            slot: str(fact.value)
            for slot, fact in self.slots()
            if fact.confirmed and fact.value in VALUES[slot]
        }

    def answered(self) -> frozenset[Slot]:
        """Slots the user has answered, "weet ik niet" included."""
        return frozenset(slot for slot, fact in self.slots() if fact.confirmed or fact.doubted)

    def slots(self) -> Iterator[tuple[Slot, Fact]]:
        """Every slot with a fact, in the order of `Slot`."""
        for slot in Slot:
            if (fact := self.facts.get(slot)) is not None:
                yield slot, fact

    def with_fact(self, name: FactName, fact: Fact) -> "FactSheet":
        """This sheet with `name` set to `fact`."""
        return FactSheet(facts={**self.facts, name.value: fact})

    def without(self, name: FactName) -> "FactSheet":
        """This sheet with nothing said about `name`."""
        return FactSheet(facts={key: fact for key, fact in self.facts.items() if key != name.value})
