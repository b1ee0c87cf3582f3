"""Registrations to try the voting with, read once from `practice.yaml`."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from bot.content.source import read_model
from bot.workshop.events import Proposed
from bot.workshop.workshop import Line


class _Practice(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Line
    goal: Line


class _All(RootModel[tuple[_Practice, ...]]):
    """Everything `practice.yaml` holds."""


@cache
def practice() -> tuple[Proposed, ...]:
    """The registrations to practise with, as proposals for the list; they count in no total or report."""
    found = read_model(Path(__file__).with_name("practice.yaml"), _All).root
    return tuple(Proposed(text=one.text, goal=one.goal, practice=True) for one in found)
