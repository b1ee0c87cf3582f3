"""The Dutch words that disturb a conversation."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Around(_Strict):
    """Sentences before and after a description."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Document(_Strict):
    """A document of a municipality called `{name}` that asks for `{description}`."""

    title: str
    publisher: str
    text: str


class Words(_Strict):
    """All words; see `words.yaml`."""

    detail: Around
    persona: Mapping[str, str]
    leading: Mapping[str, str]
    pushing: Mapping[str, tuple[str, ...]]
    municipality: str
    document: Document


@cache
def words() -> Words:
    """The words, read once. Raises `ValueError` (pydantic's) when the file does not fit."""
    path = Path(__file__).with_suffix(".yaml")
    return Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
