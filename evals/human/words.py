"""The Dutch words of this package, read once from `texts.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.source import read_model


class Words(BaseModel):
    """Everything `texts.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    head: str
    heads: Mapping[str, str]
    figure: str
    nothing: str
    confusion: str
    who: Mapping[str, str]
    limits: str
    unreadable: str
    wrong_line: str
    line: str


@cache
def words() -> Words:
    """The words."""
    return read_model(Path(__file__).with_name("texts.yaml"), Words)
