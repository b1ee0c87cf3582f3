"""The words of the explanation, read from data files and checked."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator

from bot.content.source import read_model
from bot.domain import VALUES, Outcome, Slot
from bot.domain.faults import fault_at
from bot.domain.sourced import Sourced
from bot.domain.table import When

FOLDER = Path(__file__).parent
DEVIATING = "anders"
"""Instead of a rule: people decided something else than was advised."""

Variable = Literal[
    "description", "municipality", "end", "article", "standard", "reason", "hours", "alternatives"
]
VARIABLES: frozenset[str] = frozenset(get_args(Variable))
SOMETIMES: frozenset[str] = frozenset({"hours", "alternatives"})
"""Variables that not every advice has."""


def variables(text: str) -> frozenset[str]:
    """The names between braces in `text`."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _known_variables(text: str) -> str:
    if unknown := variables(text) - VARIABLES:
        raise ValueError(f"{', '.join(sorted(unknown))} ken ik niet; wel {', '.join(sorted(VARIABLES))}")
    return text


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weighs(Sourced):
    """Why a fact counts."""

    text: str


class Reason(_Value):
    """Why one slot counts, and what each of its values says about a registration."""

    weighs: Weighs
    says: Mapping[str, str]


class Reasons(RootModel[Mapping[Slot, Reason]]):
    """The reasons for every slot and value."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _all_slots_and_values(self) -> "Reasons":
        for slot, values in VALUES.items():
            if slot not in self.root:
                raise fault_at((), f"{slot.value} ontbreekt")
            if self.root[slot].says.keys() != set(values):
                raise fault_at((slot.value, "says"), f"hier horen precies {', '.join(values)}")
        return self


class Paragraph(Sourced):
    """Part of a text to copy; it is in the text when everything it asks for is there.

    `rules` gave the advice (`anders`: people decided otherwise), `when` holds for the facts, `claims` are
    conditions that came with the advice, `needs` are variables that are known.
    """

    rules: tuple[str, ...] = ()
    when: When = Field(default={})
    claims: tuple[str, ...] = ()
    needs: tuple[Variable, ...] = ()
    text: Annotated[str, AfterValidator(_known_variables)]
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _asks_for_what_may_be_missing(self) -> "Paragraph":
        if missing := (variables(self.text) & SOMETIMES) - set(self.needs):
            raise fault_at(("needs",), f"zet hier ook: {', '.join(sorted(missing))}")
        return self


class Template(_Value):
    """One text to copy."""

    title: str
    paragraphs: tuple[Paragraph, ...]


class Templates(RootModel[Mapping[Outcome, Template]]):
    """The text to copy for each outcome."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _all_outcomes(self) -> "Templates":
        if missing := [outcome.value for outcome in Outcome if outcome not in self.root]:
            raise fault_at((), f"deze tekst ontbreekt: {', '.join(missing)}")
        return self


class Wording(_Value):
    """Everything the long explanation is put together from."""

    reasons: Reasons
    templates: Templates

    def passages(self) -> frozenset[str]:
        """Ids of all passages that these words cite."""
        weighs = (reason.weighs for reason in self.reasons.root.values())
        paragraphs = (
            paragraph for template in self.templates.root.values() for paragraph in template.paragraphs
        )
        return frozenset().union(*(claim.every_source() for claim in (*weighs, *paragraphs)))


def load_wording(folder: Path = FOLDER) -> Wording:
    """The words in `folder`.

    Raises:
        ContentError: a file does not fit; the message names the line.
    """
    return Wording(
        reasons=read_model(folder / "reasons.yaml", Reasons),
        templates=read_model(folder / "ready_texts.yaml", Templates),
    )
