"""Builds the parts from the settings: wiring, nothing else."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.assistant import Assistant
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain import Rates
from bot.domain.reading import Understanding
from bot.understanding import EmbeddedUnderstanding
from knowledge.municipalities import Municipalities
from knowledge.search import Searcher

places = cache(Municipalities.load)


def build_understanding() -> Understanding:
    """The embedded engine, which knows the municipalities."""

    def find_municipality(text: str) -> str | None:
        place = places().mentioned(text)
        return place.code if place else None

    return EmbeddedUnderstanding(find_municipality)


def open_knowledge(data_dir: Path) -> Searcher:
    """The shipped knowledge, its index kept in the data folder.

    Raises:
        CorpusError: a passage does not fit.
        IndexUnavailable: the folder cannot be written.
    """
    from knowledge.search import Knowledge  # brings the index and the model: only when used

    return Knowledge.open(data_dir / "knowledge")


def build_assistant(
    data_dir: Path, rates: Rates, clock: Callable[[], datetime | None] = lambda: None
) -> Assistant:
    """The assistant with the shipped table, texts and knowledge; the index opens at first use.

    Raises:
        ContentError: a data file does not fit.
    """
    content = load_content()
    return Assistant(
        dialogue=Dialogue(load_table(), content, rates),
        content=content,
        understanding=build_understanding(),
        searcher=cache(lambda: open_knowledge(data_dir)),
        places=places,
        clock=clock,
    )
