"""One case: what an official asks, the facts a careful colleague would note, and what follows from them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain import VALUES, Context, Fact, FactSheet, Measure, Outcome, Slot
from bot.domain.faults import fault_at

Split = Literal["dev", "sealed"]
Law = Literal["jeugdwet", "wmo", "participatiewet", "meerdere"]
Text = Annotated[str, Field(min_length=2)]
Values = Mapping[Slot, str]

STYLES = ("formal", "chatty", "typos", "long", "plain")
"""How a description is reworded; `long` has detail that has nothing to do with it, `plain` is level B1."""

_SALT = 742
"""Of 0 to 3999 the one whose halves have outcomes, rules and laws most alike; chosen before measuring."""


def split_of(id: str) -> Split:  # noqa: A002 - the word of the interface
    """The half a case is in: by its id alone, so that adding one moves no other.

    Nothing is trained, chosen or written with the sealed half in view; it is only measured.
    """
    odd = sha256(f"{_SALT}:{id}".encode()).digest()[0] % 2
    return "sealed" if odd else "dev"


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class InNumbers(_Closed):
    """The burden in numbers, with a sentence that gives them (`minutes` each time)."""

    minutes: float = Field(gt=0)
    per_year: float = Field(gt=0)
    count: float = Field(ge=1)
    unit: Literal["client"]
    says: Text

    def measures(self) -> dict[Measure, float | str]:
        """The numbers as facts."""
        return {
            Measure.MINUTES: self.minutes,
            Measure.PER_YEAR: self.per_year,
            Measure.COUNT: self.count,
            Measure.UNIT: self.unit,
        }


class Edit(_Closed):
    """Facts that turn out otherwise, how the official says so, and the outcome that then follows."""

    changes: Values = Field(min_length=1)
    says: Mapping[Slot, Text]
    outcome: Outcome
    rule: str = Field(pattern=r"^R\d{2}$")

    @model_validator(mode="after")
    def _says_what_changes(self) -> "Edit":
        _check_values("changes", self.changes)
        if self.says.keys() != self.changes.keys():
            raise fault_at(("says",), "hier horen precies de gegevens van changes")
        return self


class Wording(NamedTuple):
    """A text of a case with its place in it, such as `answers.purpose.1`."""

    place: str
    text: str


class Case(_Closed):
    """A request with its gold facts, outcome and rule.

    `rewordings` are the description in each of `STYLES`; none says another fact. `subject` is the id
    of the passage about this kind of registration, None where none fits. `facts` are all slots the
    dialogue can ask (`used` only for what exists). `answers` are free-text answers, in two phrasings,
    to the questions it asks in normal mode and a few more. `article` is what the official names when
    asked which article says so.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    law: Law
    municipality: str = Field(pattern=r"^GM\d{4}$")
    subject: str | None = Field(default=None, pattern=r"^reg-[a-z0-9-]+$")
    description: Text
    rewordings: Mapping[str, Text]
    facts: Values
    outcome: Outcome
    rule: str = Field(pattern=r"^R\d{2}$")
    reason: Text
    article: Text | None = None
    answers: Mapping[Slot, tuple[Text, Text]]
    in_numbers: InNumbers | None = None
    edits: tuple[Edit, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _facts_are_complete(self) -> "Case":
        _check_values("facts", self.facts)
        new = self.facts.get(Slot.STATUS) == "new"
        wanted = {slot for slot in Slot if not (slot is Slot.USED and new)}
        if missing := [slot.value for slot in Slot if slot in wanted - self.facts.keys()]:
            raise fault_at(("facts",), f"deze gegevens ontbreken: {', '.join(missing)}")
        if new and Slot.USED in self.facts:
            raise fault_at(("facts", "used"), "wat nieuw is, kan nog niet zijn gebruikt")
        for number, edit in enumerate(self.edits):
            for slot, value in edit.changes.items():
                if self.facts.get(slot) == value:
                    raise fault_at(("edits", number, "changes", slot.value), "dit verandert niets")
        return self

    @model_validator(mode="after")
    def _answers_belong_to_a_fact(self) -> "Case":
        for slot in self.answers:
            if slot not in self.facts:
                raise fault_at(("answers", slot.value), "dit gegeven staat niet bij facts")
        return self

    @model_validator(mode="after")
    def _every_style(self) -> "Case":
        if self.rewordings.keys() != set(STYLES):
            raise fault_at(("rewordings",), f"hier horen {', '.join(STYLES)}")
        return self

    @property
    def split(self) -> Split:
        """Whether it may be learned from (`dev`) or is only measured (`sealed`)."""
        return split_of(self.id)

    def sheet(self, changes: Values | None = None) -> FactSheet:
        """The gold facts as if given by button, with `changes` in place of what they change."""
        values = {**self.facts, **(changes or {})}
        sheet = FactSheet().with_fact(Context.LAW, Fact(value=self.law, origin="button"))
        for slot, value in values.items():
            sheet = sheet.with_fact(slot, Fact(value=value, origin="button"))
        return sheet

    def wordings(self) -> list[Wording]:
        """Every text an official could type in this case, with its place."""
        found = [Wording("description", self.description)]
        found += [Wording(f"rewordings.{style}", text) for style, text in self.rewordings.items()]
        found += [
            Wording(f"answers.{slot.value}.{number}", text)
            for slot, texts in self.answers.items()
            for number, text in enumerate(texts)
        ]
        if self.in_numbers:
            found.append(Wording("in_numbers.says", self.in_numbers.says))
        found += [
            Wording(f"edits.{number}.says.{slot.value}", text)
            for number, edit in enumerate(self.edits)
            for slot, text in edit.says.items()
        ]
        return found


def _check_values(field: str, values: Values) -> None:
    for slot, value in values.items():
        if value not in VALUES[slot]:
            allowed = ", ".join(VALUES[slot])
            raise fault_at((field, slot.value), f"{slot.value} kent {value!r} niet; wel {allowed}")
