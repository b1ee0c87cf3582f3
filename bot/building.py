"""Builds the parts from the settings: wiring, nothing else."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from bot.assistant import Assistant
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain.reading import Understanding
from bot.settings import Settings, secret
from bot.understanding import EmbeddedUnderstanding
from knowledge.engines import make_engine
from knowledge.municipalities import Municipalities
from knowledge.search import Knowledge

places = cache(Municipalities.load)


def build_understanding() -> Understanding:
    """The embedded engine, which knows the municipalities."""

    def find_municipality(text: str) -> str | None:
        place = places().mentioned(text)
        return place.code if place else None

    return EmbeddedUnderstanding(find_municipality)


def open_knowledge(settings: Settings) -> Knowledge:
    """The shipped knowledge and own documents, kept in the data folder (vectors maybe on a server).

    Raises:
        CorpusError: a passage does not fit.
        EngineUnavailable: the embedding engine cannot be used.
        IndexUnavailable: the folder cannot be written, or the server does not answer.
    """
    engine = make_engine(settings.embedding, key=secret(settings.embedding_key), url=settings.embedding_url)
    return Knowledge.open(settings.data_dir / "knowledge", engine=engine, chroma_url=settings.chroma_url)


def build_assistant(
    settings: Settings,
    clock: Callable[[], datetime | None] = lambda: None,
    knowledge: Callable[[], Knowledge] | None = None,
) -> Assistant:
    """The assistant with the shipped table and texts; `knowledge` (by default as set) opens at first use.

    Raises:
        ContentError: a data file does not fit.
    """
    content = load_content()
    return Assistant(
        dialogue=Dialogue(load_table(), content, settings.rates),
        content=content,
        understanding=build_understanding(),
        searcher=knowledge or cache(lambda: open_knowledge(settings)),
        places=places,
        clock=clock,
    )
