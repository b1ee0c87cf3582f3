"""The sentences of this package, read once from `texts.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.source import read_model


class Wording(BaseModel):
    """Everything `texts.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trouble: Mapping[str, str]
    takes_over: str
    works_again: str
    unavailable: Mapping[str, str]
    asked: str
    nothing_asked: str
    sample: str


@cache
def wording() -> Wording:
    """The sentences."""
    return read_model(Path(__file__).with_name("texts.yaml"), Wording)
