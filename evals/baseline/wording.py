"""The Dutch sentences of this package, read once from `texts.yaml`."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.source import read_model


class Wording(BaseModel):
    """Everything `texts.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    no_model: str
    stopped: str
    answer: str
    also: str
    article: str
    passage: str


@cache
def wording() -> Wording:
    """The sentences."""
    return read_model(Path(__file__).with_name("texts.yaml"), Wording)
