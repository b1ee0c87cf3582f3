"""The words by which the layout of a Dutch document is recognised, from `words.yaml`."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml


class Words(NamedTuple):
    """The lists of `words.yaml`, by name."""

    article: list[str]
    member: list[str]
    divisions: list[str]
    joining: list[str]
    heading_styles: list[str]
    title_styles: list[str]
    skipped_styles: list[str]
    true_value: str
    false_value: str
    column: str
    untitled: str
    unknown: str
    columns: dict[str, list[str]]
    offices: list[str]


@cache
def words() -> Words:
    """The words, read once."""
    return Words(**yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8")))
