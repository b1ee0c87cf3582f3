"""The sentences of workshops, read once from `texts.yaml`."""

from functools import cache
from pathlib import Path

from bot.content.source import read_model
from bot.content.texts import Texts


@cache
def wording() -> Texts:
    """The sentences."""
    return read_model(Path(__file__).with_name("texts.yaml"), Texts)
