"""The decision table as a value: rules, conditions and alternatives, each with text and sources.

Hit policy: the first rule that fires. The table itself is data (`bot/content/decision_table.yaml`).
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from typing_extensions import TypeAliasType

from bot.domain.faults import fault_at
from bot.domain.slots import VALUES, Slot
from bot.domain.sourced import Sourced


class Outcome(StrEnum):
    """The three recommendations."""

    BEHOUDEN = "behouden"
    STANDAARDISEREN = "standaardiseren"
    SCHRAPPEN = "schrappen"


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _existing(when: Mapping[Slot, tuple[str, ...]]) -> Mapping[Slot, tuple[str, ...]]:
    for slot, allowed in when.items():
        for value in allowed:
            if value not in VALUES[slot]:
                raise fault_at(
                    (slot.value,), f"{slot.value} kent {value!r} niet; wel {', '.join(VALUES[slot])}"
                )
    return when


def _when_schema() -> dict[str, object]:
    """The form of a condition for editors: each slot with the values it has, one or a list of them."""

    def one_or_more(values: tuple[str, ...]) -> dict[str, object]:
        some: dict[str, object] = {"type": "array", "items": {"enum": [*values]}, "minItems": 1}
        return {"anyOf": [{"enum": [*values]}, some]}

    properties = {slot.value: one_or_more(values) for slot, values in VALUES.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


Values = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
When = TypeAliasType(
    "When", Annotated[Mapping[Slot, Values], AfterValidator(_existing), WithJsonSchema(_when_schema())]
)
"""A condition: every slot in it has one of its values."""
Text = Annotated[str, Field(min_length=10)]
Box = Mapping[Slot, frozenset[str]]
"""One conjunction: every slot in it has one of its values."""


class _Row(Sourced):
    id: str
    when: When = Field(default={})

    def holds(self, values: Mapping[Slot, str]) -> bool:
        """Whether every slot of `when` has one of its values; an absent slot never holds."""
        return all(values.get(slot) in allowed for slot, allowed in self.when.items())


class Rule(_Row):
    """One line of the table: fires when `when` holds and, if given, one of `any_of` too."""

    id: str = Field(pattern=r"^R\d{2}$")
    any_of: tuple[When, ...] = ()
    outcome: Outcome
    motivation: Text
    next_step: Text

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
        parts = {"rules": self.rules, "conditions": self.conditions, "alternatives": self.alternatives}
        for part, rows in parts.items():
            ids = [row.id for row in rows]
            for number, name in enumerate(ids):
                if name in ids[:number]:
                    raise fault_at((part, number, "id"), f"{name} staat er dubbel in")
        known = {rule.id for rule in self.rules}
        for number, condition in enumerate(self.conditions):
            if missing := sorted(set(condition.except_rules) - known):
                place = ("conditions", number, "except_rules")
                raise fault_at(place, f"deze regels zijn er niet: {', '.join(missing)}")
        return self

    def passages(self) -> frozenset[str]:
        """Ids of all passages the table cites."""
        rows: tuple[_Row, ...] = (*self.rules, *self.conditions, *self.alternatives)
        return frozenset().union(*(row.every_source() for row in rows))
