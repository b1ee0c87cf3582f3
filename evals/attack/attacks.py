"""The attempts: a file for each place where somebody can put words of his own."""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

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
    shape = TypeAdapter(dict[str, _Written])
    attacks = []
    for place in PLACES:
        written = yaml.safe_load((FOLDER / f"{place}.yaml").read_text(encoding="utf-8"))
        for name, each in shape.validate_python(written).items():
            text = encode(each.text, each.encoding) if each.encoding else each.text
            attacks.append(
                Attack(
                    id=f"{place}/{name}",
                    place=place,
                    technique=each.technique,
                    language=each.language,
                    text=text,
                )
            )
    return tuple(attacks)
