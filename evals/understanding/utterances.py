"""The authored utterances: what people type, and the facts a careful colleague would read in it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.facts import FactName, FactValue, check_value, fact_name
from bot.domain.reading import Topic
from bot.domain.slots import Measure

FOLDER = Path(__file__).parent / "utterances"
SEALED_SHARE = 0.25

Half = Literal["dev", "sealed"]


class UtteranceError(ValueError):
    """Een bestand met uitingen klopt niet; de melding noemt het bestand en de plaats."""


class Utterance(NamedTuple):
    """One text with everything it states.

    `asked` is the question it answers (None: unprompted). `family` is the phrase pattern it belongs to:
    all of a family are in the same half, so that no near-copy of a test text was trained on.
    """

    text: str
    asked: Topic | None
    facts: dict[str, FactValue]
    intent: str | None
    family: str
    half: Half

    def label(self, topic: Topic) -> str | None:
        """The value stated for `topic` ("unknown": said not to know), or None."""
        value = self.facts.get(topic.value)
        return None if value is None else str(value)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Family(_Closed):
    name: str
    facts: dict[str, str] = {}
    asked: str | None = None
    intent: Literal["question"] | None = None
    texts: list[str] = Field(min_length=1)


class _File(_Closed):
    asked: str | None = None
    families: list[_Family]


def load_utterances(folder: Path = FOLDER) -> tuple[Utterance, ...]:
    """Every utterance of the files in `folder`, in the order of the file names.

    Raises:
        UtteranceError: a file is not of the shape, or names a value outside the vocabulary.
    """
    return tuple(utterance for file in sorted(folder.glob("*.yaml")) for utterance in _read(file))


def half_of(family: str) -> Half:
    """The half a family is in: chosen by its name alone, so that adding one moves no other."""
    share = int.from_bytes(hashlib.sha256(family.encode()).digest()[:4], "big") / 2**32
    return "sealed" if share < SEALED_SHARE else "dev"


def digest_of(utterances: Iterable[Utterance]) -> str:
    """A name for exactly these utterances with their labels."""
    told = repr(
        [(one.text, one.asked, sorted(one.facts.items()), one.intent, one.family) for one in utterances]
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _read(file: Path) -> Iterable[Utterance]:
    try:
        # The base loader makes text of everything: "yes" and "no" are values here.
        given = _File.model_validate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506
    except (yaml.YAMLError, ValidationError) as error:
        raise UtteranceError(f"{file.name}: {error}") from None
    for family in given.families:
        name = f"{file.stem}.{family.name}"
        try:
            asked = _topic(family.asked if family.asked is not None else given.asked)
            facts = {fact: _value(fact_name(fact), value) for fact, value in family.facts.items()}
        except ValueError as error:
            raise UtteranceError(f"{file.name}: {family.name}: {error}") from None
        for text in family.texts:
            yield Utterance(text, asked, facts, family.intent, name, half_of(name))


def _topic(name: str | None) -> Topic | None:
    """The slot or context called `name`; "null" and nothing mean that nothing was asked."""
    if name in (None, "null", "~", ""):
        return None
    found = fact_name(name)
    if isinstance(found, Measure):
        raise ValueError(f"{name!r} wordt niet gevraagd")
    return found


def _value(name: FactName, written: str) -> FactValue:
    number = isinstance(name, Measure) and name is not Measure.UNIT
    return check_value(name, float(written) if number else written)
