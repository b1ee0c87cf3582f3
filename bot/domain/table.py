"""The decision table as a value: rules, conditions and alternatives, each with text and sources.

Hit policy: the first rule that fires. The table itself is data (`bot/content/decision_table.yaml`).
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from bot.domain.slots import VALUES, Slot


class Outcome(StrEnum):
    """The three recommendations."""

    BEHOUDEN = "behouden"
    STANDAARDISEREN = "standaardiseren"
    SCHRAPPEN = "schrappen"


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Values = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
When = Mapping[Slot, Values]
Text = Annotated[str, Field(min_length=10)]
PassageIds = Annotated[tuple[str, ...], Field(min_length=1)]
Box = Mapping[Slot, frozenset[str]]
"""One conjunction: every slot in it has one of its values."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    when: When = {}
    sources: PassageIds

    @field_validator("when")
    @classmethod
    def _values_exist(cls, when: When) -> When:
        check_when(when)
        return when

    def holds(self, values: Mapping[Slot, str]) -> bool:
        """Whether every slot of `when` has one of its values; an absent slot never holds."""
        return all(values.get(slot) in allowed for slot, allowed in self.when.items())


def check_when(when: When) -> None:
    """Raises `ValueError` when a condition names a value its slot does not have."""
    for slot, allowed in when.items():
        for value in allowed:
            if value not in VALUES[slot]:
                raise ValueError(f"{slot.value} kent {value!r} niet; wel {', '.join(VALUES[slot])}")


class Rule(_Row):
    """One line of the table: fires when `when` holds and, if given, one of `any_of` too."""

    id: str = Field(pattern=r"^R\d{2}$")
    any_of: tuple[When, ...] = ()
    outcome: Outcome
    motivation: Text
    next_step: Text

    @field_validator("any_of")
    @classmethod
    def _any_values_exist(cls, any_of: tuple[When, ...]) -> tuple[When, ...]:
        for when in any_of:
            check_when(when)
        return any_of

    def boxes(self) -> Iterator[Box]:
        """The rule as conjunctions; it fires when one of them holds."""
        for extra in self.any_of or ({},):
            box = {slot: frozenset(values) for slot, values in self.when.items()}
            for slot, values in extra.items():
                box[slot] = box.get(slot, frozenset(values)) & frozenset(values)
            yield box


class Condition(_Row):
    """What comes with an advice to keep or standardise, when `when` holds."""

    id: str = Field(pattern=r"^[a-z_]+$")
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    except_rules: tuple[str, ...] = ()
    text: Text

    def concerns(self, rule: Rule) -> bool:
        """Whether this condition can come with the advice of `rule`."""
        return rule.outcome in self.outcomes and rule.id not in self.except_rules


class Alternative(_Row):
    """A lighter way that comes with the advice to drop."""

    id: str = Field(pattern=r"^[a-z_]+$")
    text: Text


class DecisionTable(BaseModel):
    """All of it, with a version that is named in every advice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = Field(min_length=1)
    hit_policy: Literal["first"]
    rules: tuple[Rule, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...]
    alternatives: tuple[Alternative, ...]

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> "DecisionTable":
        for rows in (self.rules, self.conditions, self.alternatives):
            ids = [row.id for row in rows]
            if twice := sorted({i for i in ids if ids.count(i) > 1}):
                raise ValueError(f"deze namen staan er dubbel in: {', '.join(twice)}")
        known = {rule.id for rule in self.rules}
        for condition in self.conditions:
            if missing := sorted(set(condition.except_rules) - known):
                raise ValueError(
                    f"voorwaarde {condition.id} noemt regels die er niet zijn: {', '.join(missing)}"
                )
        return self

    def passages(self) -> frozenset[str]:
        """Ids of all passages the table cites."""
        rows: tuple[_Row, ...] = (*self.rules, *self.conditions, *self.alternatives)
        return frozenset(source for row in rows for source in row.sources)
