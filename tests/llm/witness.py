"""A model that is listened to: what came of each question, and what was counted for it."""

from collections.abc import Callable, Mapping
from datetime import date
from time import monotonic
from typing import NamedTuple, TypeVar

from pydantic import JsonValue

from bot.language_model import LanguageModel, Limits, MemoryLedger, Use
from bot.language_model.budget import NO_LIMITS
from bot.language_model.model import Shape
from bot.language_model.trouble import ModelTrouble, Trouble
from prompts import Rendered

Answer = TypeVar("Answer")


class Heard(NamedTuple):
    """What came of one question: an answer or trouble, after so many seconds."""

    answer: object
    trouble: Trouble | None
    seconds: float


class Witness(LanguageModel):
    """Asks `model`, and the same thing only once: a real model need not say the same twice."""

    def __init__(self, model: LanguageModel) -> None:
        self.name = model.name
        self.heard: dict[Rendered, Heard] = {}
        self._model = model

    def fill(self, prompt: Rendered, schema: Mapping[str, JsonValue], shape: type[Shape]) -> Shape:
        """See `LanguageModel.fill`."""
        return self._remembered(prompt, shape, lambda: self._model.fill(prompt, schema, shape))

    def write(self, prompt: Rendered) -> str:
        """See `LanguageModel.write`."""
        return self._remembered(prompt, str, lambda: self._model.write(prompt))

    def _remembered(self, prompt: Rendered, kind: type[Answer], ask: Callable[[], Answer]) -> Answer:
        if prompt not in self.heard:
            start, answer, trouble = monotonic(), None, None
            try:
                answer = ask()
            except ModelTrouble as error:
                trouble = error.kind
            self.heard[prompt] = Heard(answer, trouble, monotonic() - start)
        heard = self.heard[prompt]
        if heard.trouble is not None:
            raise ModelTrouble(heard.trouble)
        assert isinstance(heard.answer, kind)
        return heard.answer


class Purse:
    """A ledger that can be looked into; see `Ledger`."""

    def __init__(self) -> None:
        self.tokens = 0
        self._ledger = MemoryLedger()

    def book(self, day: date, chat: str, use: Use, limits: Limits = NO_LIMITS) -> bool:
        """See `Ledger.book`."""
        booked = self._ledger.book(day, chat, use, limits)
        self.tokens += use.tokens if booked else 0
        return booked
