"""The sentences the assistant says, by name; a missing variable is an error, not a blank."""

from collections.abc import Mapping
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel, model_validator

from bot.domain import QUESTIONS, UNKNOWN, VALUES, Context, Slot
from bot.domain.faults import fault_at
from bot.domain.slots import CONTEXT_VALUES, UNITS


class Option(BaseModel):
    """One answer: what the button says, and what it says in a sentence about the request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    means: str


class QuestionText(BaseModel):
    """One slot in words: the question, why it is asked (with its source), and its answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    ask: str
    why: str
    source: str
    options: Mapping[str, Option]


class Questions(BaseModel):
    """The three questions and every slot in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titles: Mapping[int, str]
    intros: Mapping[int, str]
    slots: Mapping[Slot | Context, QuestionText]
    units: Mapping[str, str]

    @model_validator(mode="after")
    def _all_questions_and_units(self) -> "Questions":
        for part, keys in (("titles", self.titles.keys()), ("intros", self.intros.keys())):
            if keys != QUESTIONS.keys():
                raise fault_at((part,), f"hier horen precies de vragen {', '.join(map(str, QUESTIONS))}")
        if self.units.keys() != set(UNITS):
            raise fault_at(("units",), f"hier horen precies {', '.join(UNITS)}")
        return self

    @model_validator(mode="after")
    def _all_slots_and_values(self) -> "Questions":
        vocabularies: list[tuple[Slot | Context, tuple[str, ...]]] = [
            *VALUES.items(),
            *CONTEXT_VALUES.items(),
        ]
        for name, values in vocabularies:
            if name not in self.slots:
                raise fault_at(("slots",), f"de vraag bij {name.value} ontbreekt")
            wanted = {*values, UNKNOWN}
            if self.slots[name].options.keys() != wanted:
                place = ("slots", name.value, "options")
                raise fault_at(place, f"hier horen precies deze antwoorden: {', '.join(sorted(wanted))}")
        return self


def _variables(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}


def _well_formed(sentence: str) -> str:
    """The sentence itself, when every `{...}` in it is the name of a variable."""
    try:
        names = _variables(sentence)
    except ValueError:
        names = {""}
    if not all(name.isidentifier() for name in names):
        raise ValueError(
            "de accolades kloppen niet; schrijf {naam}, of {{ en }} voor een accolade in de tekst"
        )
    return sentence


Sentence = Annotated[str, AfterValidator(_well_formed)]


class Texts(RootModel[Mapping[str, Sentence]]):
    """Named sentences with `{variables}`."""

    model_config = ConfigDict(frozen=True)

    def say(self, name: str, /, **variables: object) -> str:
        """The sentence called `name` with its variables filled in.

        Raises:
            KeyError: no such sentence, or a variable of it is missing or unknown.
        """
        sentence = self.root[name].rstrip("\n")
        wanted = _variables(sentence)
        if wanted != variables.keys():
            raise KeyError(f"{name} wil {sorted(wanted)}, kreeg {sorted(variables)}")
        return sentence.format(**variables)
