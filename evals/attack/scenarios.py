"""Conversations with fixed answers, one for each outcome, that an attempt is played in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain import Outcome, Slot

FILE = Path(__file__).parent / "scenarios.yaml"


class Scenarios(BaseModel):
    """`scenarios` holds the answer to each question, by the outcome they lead to.

    `standard` and `requirement` are the sentences of a document and of a `neighbour` of `municipality`
    behind which an attempt is put: they fit the `description`, so that they are found and shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    description: str
    municipality: str
    neighbour: str
    standard: str
    requirement: str
    scenarios: Mapping[Outcome, Mapping[Slot, str]]


@cache
def load_scenarios() -> Scenarios:
    """The scenarios. Raises `ValueError` (pydantic's) when the file does not fit."""
    return Scenarios.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
