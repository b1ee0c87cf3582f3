"""The Dutch words of the tables."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Words(BaseModel):
    """All words; see `texts.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    seconds: str
    head: str
    column: str
    figure: str
    manner: str
    axis: str
    cases: str
    conversations: str
    prevalence: str
    progress: str
    manners: dict[str, str]
    measures: dict[str, str]
    axes: dict[str, str]
    verdicts: dict[str, str]
    compared: str
    difference: str
    no_difference: str
    flips: str
    flip_case: str
    flip: str
    fact: str
    same_facts: str
    nothing: str
    check: str
    met: str
    missed: str
    not_measured: str
    nothing_checked: str
    no_run: str
    no_axis: str


@cache
def words() -> Words:
    """The words, read once."""
    path = Path(__file__).parent / "texts.yaml"
    return Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
