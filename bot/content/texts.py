"""The sentences the assistant says, by name; a missing variable is an error, not a blank."""

from collections.abc import Mapping
from string import Formatter

from pydantic import BaseModel, ConfigDict, RootModel, model_validator

from bot.domain import UNKNOWN, VALUES, Context, Slot
from bot.domain.slots import CONTEXT_VALUES


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
    def _all_slots_and_values(self) -> "Questions":
        vocabularies: list[tuple[Slot | Context, tuple[str, ...]]] = [
            *VALUES.items(),
            *CONTEXT_VALUES.items(),
        ]
        for name, values in vocabularies:
            if name not in self.slots:
                raise ValueError(f"de vraag bij {name.value} ontbreekt")
            wanted = {*values, UNKNOWN}
            if self.slots[name].options.keys() != wanted:
                raise ValueError(
                    f"{name.value} heeft precies deze antwoorden nodig: {', '.join(sorted(wanted))}"
                )
        return self


class Texts(RootModel[Mapping[str, str]]):
    """Named sentences with `{variables}`."""

    model_config = ConfigDict(frozen=True)

    def say(self, name: str, /, **variables: object) -> str:
        """The sentence called `name` with its variables filled in.

        Raises:
            KeyError: no such sentence, or a variable of it is missing or unknown.
        """
        sentence = self.root[name].rstrip("\n")
        wanted = {field for _, field, _, _ in Formatter().parse(sentence) if field}
        if wanted != variables.keys():
            raise KeyError(f"{name} wil {sorted(wanted)}, kreeg {sorted(variables)}")
        return sentence.format(**variables)
