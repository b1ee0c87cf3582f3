"""The words of the pages that are not in a template, read once from `words.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.source import read_model
from bot.workshop import Role, State


class Words(BaseModel):
    """Everything `words.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    roles: Mapping[Role, str]
    states: Mapping[State, str]
    kinds: Mapping[str, str]
    certainty: Mapping[str, str]
    undo: Mapping[str, str]
    done: Mapping[str, str]
    faults: Mapping[str, str]


@cache
def words() -> Words:
    """The words."""
    return read_model(Path(__file__).with_name("words.yaml"), Words)
