"""The assistant of the tests, helped by a language model over HTTP."""

from bot.assistant import Assistant
from bot.building import build_rewriter, build_rules, places, with_language_model
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain import Rates
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
from prompts import prompts_version
from tests.auxil.assistant import NOW, FakeSearcher
from tests.auxil.chat_model import KEY, MODEL

SPEC = f"openai:{MODEL}"


def model_at(url: str, patience: Patience, limits: Limits | None = None) -> LanguageModel:
    """The model that is served at `url`; it costs a euro for a thousand tokens."""
    chat = make_chat_model(SPEC, url=url, key=KEY, seconds=patience.answer)
    budget = Budget(limits or Limits(), Prices(1000.0, 1000.0), MemoryLedger())
    return LanguageModel(chat, SPEC, schema_options(SPEC, "json_schema"), budget, patience)


def helped_assistant(model: LanguageModel | None) -> Assistant:
    """`make_assistant`, with `model` for reading and for explanations."""
    content, searcher = load_content(), FakeSearcher()
    return Assistant(
        dialogue=Dialogue(
            load_table(),
            content,
            Rates(),
            prompts=prompts_version() if model else None,
            model=model.name if model else "embedded",
        ),
        content=content,
        understanding=with_language_model(build_rules(), model, content),
        searcher=lambda: searcher,
        places=places,
        clock=lambda: NOW,
        rewriter=build_rewriter(model),
    )
