import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest

from bot.language_model import Budget, LanguageModel, Limits, MemoryLedger, Patience, Prices
from bot.language_model.providers import Method, make_chat_model, schema_options
from tests.auxil.chat_model import KEY, MODEL, ChatModel, Question, serving

QUICK = Patience(together=10.0, pause=0.01, rest=60.0)
"""Tries again at once, but has time for a busy machine."""

HASTY = Patience(together=2.5, pause=0.01, rest=60.0)
"""Does not wait long for a model that is too slow."""

SPEC = f"openai:{MODEL}"


class Fact(NamedTuple):
    """What the model claims."""

    name: str
    value: str
    quote: str


@dataclass
class Script:
    """What the model answers to each question: these facts, or this text."""

    facts: list[Fact] = field(default_factory=list)
    text: str | None = None

    def __call__(self, _: Question) -> str:
        if self.text is not None:
            return self.text
        return json.dumps({"facts": [fact._asdict() for fact in self.facts]})


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def service(script: Script) -> Iterator[ChatModel]:
    with serving(script) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


MakeModel = Callable[..., LanguageModel]


@pytest.fixture
def make_model(service: ChatModel, clock: Clock) -> MakeModel:
    def make(
        method: Method = "json_schema",
        patience: Patience = QUICK,
        key: str = KEY,
        budget: Budget | None = None,
        url: str | None = None,
    ) -> LanguageModel:
        chat = make_chat_model(SPEC, url=url or service.url, key=key, seconds=patience.answer)
        room = budget or Budget(Limits(), Prices(), MemoryLedger())
        return LanguageModel(chat, SPEC, schema_options(SPEC, method), room, patience, clock)

    return make
