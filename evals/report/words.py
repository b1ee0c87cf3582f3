"""The Dutch words of the report; each section of `texts.yaml` by name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Headline(_Strict):
    """The figures that matter most."""

    title: str
    target: str
    interval: str
    at_least: str
    at_most: str
    met: str
    missed: str
    labels: Mapping[str, str]
    means: Mapping[str, str]


class Checks(_Strict):
    """The thresholds."""

    title: str
    caption: str
    columns: Mapping[str, str]
    met: str
    missed: str
    nothing: str


class Charts(_Strict):
    """The plots."""

    title: str
    explanation: str
    consistency: str
    accuracy: str
    captions: Mapping[str, str]
    alt: str
    best: str
    one: str


class Confusion(_Strict):
    """Advice against gold."""

    title: str
    caption: str
    corner: str
    outcomes: Mapping[str, str]


class Cases(_Strict):
    """Where it went wrong."""

    title: str
    none: str
    some: str
    one: str
    reason: str
    open: str
    right: str
    wrong: str
    other: str
    how: str
    undisturbed: str
    variants: Mapping[str, str]
    start: str
    again: str
    guessed: str
    after: str
    article: str
    change: str
    pressed: str
    differs: str
    advice: str
    misread: str
    all_read: str


class Tables(_Strict):
    """All figures."""

    title: str
    caption: str
    cases: str
    conversations: str
    axis: str
    seconds: str
    prevalence: str
    share: str


class Versions(_Strict):
    """What was measured, and with what."""

    title: str
    caption: str
    columns: Mapping[str, str]
    day: str
    engine: str
    engines: Mapping[str, str]
    prompts: str
    no_prompts: str
    table: str
    knowledge: str
    assistant: str
    split: str
    splits: Mapping[str, str]
    seed: str
    unknown: str


class Limits(_Strict):
    """What the report does not say."""

    title: str
    items: tuple[str, ...]


class Words(_Strict):
    """All words."""

    title: str
    subject: str
    author: str
    page: str
    lead: str
    passed: str
    missed: str
    not_asked: str
    nothing: str
    headline: Headline
    checks: Checks
    charts: Charts
    confusion: Confusion
    cases: Cases
    figures: Tables
    terms: Mapping[str, str]
    versions: Versions
    limits: Limits


@cache
def words() -> Words:
    """The words, read once. Raises `ValueError` (pydantic's) when the file does not fit."""
    path = Path(__file__).with_name("texts.yaml")
    return Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def number(value: float, digits: int = 3) -> str:
    """A number as Dutch writes it, such as 0,968."""
    return f"{value:.{digits}f}".replace(".", ",")
