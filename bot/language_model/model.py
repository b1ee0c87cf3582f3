"""A language model that answers within its budget and within the time of one turn, or says why not."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_before_delay

from bot.language_model.budget import Budget
from bot.language_model.providers import MOST_OUT, Options
from bot.language_model.trouble import (
    AT_ONCE,
    NOTHING_USED,
    OF_THE_SERVICE,
    ModelTrouble,
    Trouble,
    trouble_in,
)
from prompts import Rendered

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable

Messages = list[tuple[str, str]]
Shape = TypeVar("Shape", bound=BaseModel)
Answer = TypeVar("Answer")

CHARACTERS_A_TOKEN = 3
"""Fewer than any tokenizer has in Dutch prose, so that an estimate is rather too high."""


class Patience(NamedTuple):
    """Seconds for all attempts of a turn, before another attempt, and of leaving a dead service alone."""

    together: float = 12.0
    pause: float = 0.2
    rest: float = 60.0
    attempts: int = 3

    @property
    def answer(self) -> float:
        """Seconds for one answer: two that are too slow, and the pause between them, fit in a turn."""
        return 0.4 * self.together


class LanguageModel:
    """One model for the whole program, safe for several threads. `name` is what goes into an advice."""

    def __init__(
        self,
        chat: "BaseChatModel",
        name: str,
        schema_options: Options,
        budget: Budget,
        patience: Patience = Patience(),  # noqa: B008 - a value, it cannot change
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`chat` is made for `patience.answer` seconds; `schema_options` go to its structured output."""
        self.name = name
        self._chat = chat
        self._schema_options = schema_options
        self._budget = budget
        self._patience = patience
        self._clock = clock
        self._rests_until = float("-inf")
        self._retrying = Retrying(
            retry=retry_if_exception(
                lambda error: isinstance(error, ModelTrouble) and error.kind not in AT_ONCE
            ),
            wait=self._pause,
            stop=stop_after_attempt(patience.attempts)
            | stop_before_delay(patience.together - patience.answer),
            reraise=True,
        )

    def fill(self, prompt: Rendered, schema: Mapping[str, JsonValue], shape: type[Shape]) -> Shape:
        """The answer as a `shape`; `schema` is the JSON schema that the model is held to.

        Raises:
            ModelTrouble: no answer of that shape in time.
        """
        structured: Callable[..., Runnable[Messages, object]] = self._chat.with_structured_output
        asking = structured(dict(schema), **self._schema_options)

        def ask(messages: Messages) -> object:
            answer = asking.invoke(messages)
            return answer["raw"] if isinstance(answer, dict) else answer

        def read(message: "AIMessage") -> Shape:
            try:
                if message.tool_calls:
                    return shape.model_validate(message.tool_calls[0]["args"])
                return shape.model_validate_json(_text(message))
            except ValidationError:
                raise ModelTrouble(Trouble.INVALID) from None

        return self._answer(ask, prompt, read, len(json.dumps(schema)))

    def write(self, prompt: Rendered) -> str:
        """The answer as text, never empty.

        Raises:
            ModelTrouble: no answer in time.
        """
        return self._answer(self._chat.invoke, prompt, _text, 0)

    def _answer(
        self,
        ask: Callable[[Messages], object],
        prompt: Rendered,
        read: Callable[["AIMessage"], Answer],
        extra: int,
    ) -> Answer:
        if self._clock() < self._rests_until:
            raise ModelTrouble(Trouble.RESTING)
        messages: Messages = [("system", prompt.system), ("human", prompt.user)]
        about = (len(prompt.system) + len(prompt.user) + extra) // CHARACTERS_A_TOKEN
        try:
            answer: Answer = self._retrying(self._once, ask, messages, read, about)
        except ModelTrouble as trouble:
            if trouble.kind in OF_THE_SERVICE:
                self._rests_until = self._clock() + max(self._patience.rest, trouble.after or 0.0)
            raise
        return answer

    def _once(
        self,
        ask: Callable[[Messages], object],
        messages: Messages,
        read: Callable[["AIMessage"], Answer],
        about: int,
    ) -> Answer:
        from langchain_core.messages import AIMessage

        booking = self._budget.keep(about, MOST_OUT)
        try:
            message = _within(self._patience.answer, ask, messages)
        except Exception as error:
            # Each library has its own, and it may hold the message: nothing of it goes on.
            trouble = trouble_in(error)
            if trouble.kind in NOTHING_USED:
                booking.settle(0, 0)
            raise trouble from None
        if not isinstance(message, AIMessage):
            raise ModelTrouble(Trouble.INVALID)
        if message.usage_metadata:
            booking.settle(message.usage_metadata["input_tokens"], message.usage_metadata["output_tokens"])
        _check_whole(message)
        return read(message)

    def _pause(self, state: RetryCallState) -> float:
        """As long as the service asks, else a little longer each time."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, ModelTrouble) else None
        return self._patience.pause * 2 ** (state.attempt_number - 1) if asked is None else asked


def _within(seconds: float, ask: Callable[[Messages], object], messages: Messages) -> object:
    """The answer, when it is whole in time: a library's own limit may be for each piece of it."""
    worker = ThreadPoolExecutor(max_workers=1)
    try:
        return worker.submit(ask, messages).result(seconds)
    finally:
        worker.shutdown(wait=False)


def _check_whole(message: "AIMessage") -> None:
    """Refuses an answer that is refused, cut off or empty: a parser might make something of it."""
    told = message.response_metadata
    ended = told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason")
    if message.additional_kwargs.get("refusal") or ended in ("content_filter", "refusal"):
        raise ModelTrouble(Trouble.DECLINED)
    if ended in ("length", "max_tokens", "model_length"):
        raise ModelTrouble(Trouble.CUT_OFF)
    if not message.tool_calls and not message.invalid_tool_calls and not _text(message):
        raise ModelTrouble(Trouble.EMPTY)


def _text(message: "AIMessage") -> str:
    return str(message.text).strip()
