"""The Dutch words of the table and the plot."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Plot(_Strict):
    """The words of the plot."""

    title: str
    x: str
    y: str
    colour: str


class Texts(_Strict):
    """All words; see `texts.yaml`."""

    style: dict[str, str]
    system: dict[str, str]
    metric: dict[str, str]
    detection: dict[str, str]
    columns: dict[str, str]
    plot: Plot
    title: str
    styles_title: str
    detection_title: str
    difference_title: str
    failures_title: str
    low: str
    missed: str
    invented: str


@cache
def texts() -> Texts:
    """The words, read once."""
    path = Path(__file__).with_suffix(".yaml")
    return Texts.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
