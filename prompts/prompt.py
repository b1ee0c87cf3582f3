"""One prompt: a template with the variables it wants, and examples that the tests hold it to."""

import json
import re
from collections.abc import Mapping, Sequence, Set
from string import Formatter
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, model_validator

from bot.domain.faults import fault_at

Value = str | Sequence[str]

_OPENS_A_TAG = re.compile(r"<(?=[^\W\d]|[/|!?])")


class PromptVariableError(Exception):
    """Een prompt kreeg niet de variabelen die hij wil; de melding noemt welke."""


class Rendered(NamedTuple):
    """The two messages a model gets: what it is told to do, and what it is to do it with."""

    system: str
    user: str


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Variable(_Part):
    """What a variable is for. `text` is ours; `lines` too, one a line; `data` is someone else's words."""

    description: str = Field(min_length=1)
    type: Literal["text", "lines", "data"]

    def fits(self, value: Value) -> bool:
        """Whether `value` is of this type."""
        return isinstance(value, str) is (self.type != "lines")

    def written(self, name: str, value: Value) -> str:
        """`value` as it stands in a message; data cannot step out of its fence."""
        if not isinstance(value, str):
            return "\n".join(f"- {line}" for line in value)
        if self.type == "text":
            return value
        return f"<{name}>\n{_OPENS_A_TAG.sub('< ', value)}\n</{name}>"


def variables_of(text: str) -> set[str]:
    """The names between braces in `text`."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def _well_formed(text: str) -> str:
    try:
        names = variables_of(text)
    except ValueError:
        names = {""}
    if not all(name.isidentifier() for name in names):
        raise ValueError(
            "de accolades kloppen niet; schrijf {naam}, of {{ en }} voor een accolade in de tekst"
        )
    return text


TemplateText = Annotated[str, Field(min_length=1), AfterValidator(_well_formed)]


class Template(_Part):
    """The two messages, with `{variables}`; `system` is the same for every message of a user."""

    system: TemplateText
    user: TemplateText


class Example(_Part):
    """What a good answer is to one user message; `input` has the variables of that message."""

    input: Mapping[str, str | tuple[str, ...]]
    output: JsonValue


class Prompt(_Part):
    """A prompt as its file says; the examples are part of what the model is told."""

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    version: str = Field(pattern=r"^[0-9]+(\.[0-9]+)*$")
    purpose: str = Field(min_length=1)
    input: Mapping[str, Variable]
    template: Template
    examples: tuple[Example, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _variables_agree(self) -> Self:
        in_user = variables_of(self.template.user)
        used = variables_of(self.template.system) | in_user
        if missing := sorted(used - self.input.keys()):
            raise fault_at(("template",), f"deze variabelen staan niet onder input: {', '.join(missing)}")
        if unused := sorted(self.input.keys() - used):
            raise fault_at(("input", unused[0]), "de tekst gebruikt deze variabele niet")
        for number, example in enumerate(self.examples):
            try:
                self._check(example.input, in_user)
            except PromptVariableError as error:
                raise fault_at(("examples", number, "input"), str(error)) from None
        return self

    def render(self, **variables: Value) -> Rendered:
        """The messages with `variables` filled in; the examples come last in what the model is told.

        Raises:
            PromptVariableError: one is missing, unknown or of another type.
        """
        self._check(variables, self.input.keys())
        told = self._filled(self.template.system, variables)
        examples = (self._example(example) for example in self.examples)
        return Rendered("\n\n".join((told, *examples)), self._filled(self.template.user, variables))

    def _check(self, given: Mapping[str, Value], wanted: Set[str]) -> None:
        if given.keys() != wanted:
            raise PromptVariableError(f"{self.name} wil {sorted(wanted)}, kreeg {sorted(given)}")
        for name, value in given.items():
            if not self.input[name].fits(value):
                raise PromptVariableError(f"{self.name}: {name} is niet van het type {self.input[name].type}")

    def _filled(self, text: str, given: Mapping[str, Value]) -> str:
        names = variables_of(text)
        return text.rstrip("\n").format(
            **{name: self.input[name].written(name, given[name]) for name in names}
        )

    def _example(self, example: Example) -> str:
        asked = self._filled(self.template.user, example.input)
        output = example.output
        answer = output if isinstance(output, str) else json.dumps(output, ensure_ascii=False)
        return f"<voorbeeld>\n{asked}\n<antwoord>\n{answer}\n</antwoord>\n</voorbeeld>"
