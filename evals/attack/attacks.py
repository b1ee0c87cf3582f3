"""The attempts: a file for each place where somebody can put words of his own."""

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from evals.attack.encodings import Encoding, encode

FOLDER = Path(__file__).parent / "attacks"

Place = Literal["chat", "document", "requirement"]
Technique = Literal[
    "order",
    "role_play",
    "fake_system",
    "fake_citation",
    "smuggled_facts",
    "pushing",
    "markup",
    "prompt_leak",
    "encoded",
]
Shape = TypeVar("Shape")
PLACES: tuple[Place, ...] = get_args(Place)
TECHNIQUES: tuple[Technique, ...] = get_args(Technique)


class _Written(BaseModel):
    """One attempt as it stands in its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    technique: Technique
    language: Literal["nl", "en"]
    text: str = Field(min_length=5)
    encoding: Encoding | None = None


class Attack(BaseModel):
    """One attempt; `text` is what is sent or stands in the document, encoded if that is the trick."""

    model_config = ConfigDict(frozen=True)

    id: str
    place: Place
    technique: Technique
    language: Literal["nl", "en"]
    text: str


@cache
def load_attacks() -> tuple[Attack, ...]:
    """Every attempt. Raises `ValueError` (pydantic's) when a file does not fit."""
    first = {place: _read(place, TypeAdapter(dict[str, _Written])) for place in PLACES}
    fresh = _read("fresh", TypeAdapter(dict[Place, dict[str, _Written]]))
    return (
        *(_attack(place, place, name, each) for place in PLACES for name, each in first[place].items()),
        *(
            _attack(f"fresh/{place}", place, name, each)
            for place, written in fresh.items()
            for name, each in written.items()
        ),
    )


def _read(name: str, shape: TypeAdapter[Shape]) -> Shape:
    return shape.validate_python(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def _attack(folder: str, place: Place, name: str, written: _Written) -> Attack:
    return Attack(
        id=f"{folder}/{name}",
        place=place,
        technique=written.technique,
        language=written.language,
        text=encode(written.text, written.encoding) if written.encoding else written.text,
    )
