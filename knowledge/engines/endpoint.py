"""An endpoint that works as OpenAI's `/embeddings`: theirs, or one of the municipality's own."""

import hashlib
import re
import weakref
from collections.abc import Callable
from typing import NamedTuple

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential,
    wait_random,
)
from tenacity.wait import wait_base

from knowledge.engines.answer import Passing, Service, check_size, vectors_in
from knowledge.engines.base import Engine
from knowledge.engines.errors import EngineUnavailable, Trouble
from knowledge.engines.prefixes import prefixes_for

OPENAI = "https://api.openai.com/v1"

_BATCH = 32  # the most that some servers accept at once
_CONNECT = 5.0  # seconds
_KEY = re.compile(r"[!-~]+")


class Patience(NamedTuple):
    """Seconds to wait for an answer, before a second attempt, and for all attempts together."""

    answer: float = 60.0
    pause: float = 0.5
    together: float = 60.0
    attempts: int = 3


class Endpoint(Engine):
    """The vectors of a service. What it answers is checked; what may pass is tried again for a while.

    Neither the key nor what the service says is ever in a message: a service may repeat the key.
    """

    def __init__(
        self,
        model: str,
        *,
        key: str | None = None,
        url: str | None = None,
        patience: Patience = Patience(),  # noqa: B008 - a value, it cannot change
    ) -> None:
        """The service at `url`, the address that `/embeddings` comes after; OpenAI's own by default.

        Raises:
            EngineUnavailable: the address or the key cannot be right. The service is not called yet.
        """
        address, key = _address(url or OPENAI), (key or "").strip()
        place = f"{address.netloc.decode()}{address.path.rstrip('/')}"
        if not key and not url:
            raise EngineUnavailable(Trouble.KEY_MISSING, place=place)
        if key and not _KEY.fullmatch(key):
            raise EngineUnavailable(Trouble.KEY_MALFORMED)
        self._prefixes = prefixes_for(model)
        mark = hashlib.sha256(repr(self._prefixes).encode()).hexdigest()[:6]
        super().__init__(f"openai:{model}@{place}#{mark}")
        self._service = Service(place, model, with_key=bool(key))
        self._size: int | None = None
        self._client = httpx.Client(
            base_url=address,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(patience.answer, connect=min(patience.answer, _CONNECT)),
        )
        weakref.finalize(self, self._client.close)
        self._retrying = Retrying(
            retry=retry_if_exception_type(Passing),
            wait=_asked_or(wait_exponential(patience.pause) + wait_random(0, patience.pause)),
            stop=stop_after_attempt(patience.attempts) | stop_before_delay(patience.together),
            reraise=True,
        )

    def _passages(self, texts: list[str]) -> list[list[float]]:
        return [
            vector
            for start in range(0, len(texts), _BATCH)
            for vector in self._embed(
                [self._prefixes.passage + each for each in texts[start : start + _BATCH]]
            )
        ]

    def _query(self, text: str) -> list[float]:
        return self._embed([self._prefixes.query + text])[0]

    def _embed(self, texts: list[str]) -> list[list[float]]:
        vectors = self._retrying(self._ask, texts)
        if self._size is None:
            self._size = len(vectors[0])
        check_size(vectors, self._size, self._service)
        return vectors

    def _ask(self, texts: list[str]) -> list[list[float]]:
        question = {
            "model": self._service.model,
            "input": [each or " " for each in texts],  # an empty text is refused
            "encoding_format": "float",
        }
        place = self._service.place
        # Without the cause: it may hold the request, and so the key.
        try:
            response = self._client.post("embeddings", json=question)
        except httpx.TimeoutException:
            raise Passing(Trouble.TOO_SLOW, place=place) from None
        except httpx.TransportError as error:
            raise Passing(Trouble.UNREACHABLE, place=place, problem=type(error).__name__) from None
        except httpx.RequestError:
            raise EngineUnavailable(Trouble.UNREADABLE, place=place) from None
        return vectors_in(response, self._service, len(texts))


def _asked_or(usual: wait_base) -> Callable[[RetryCallState], float]:
    """As long as the service asks, else as `usual`."""

    def pause(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        return error.after if isinstance(error, Passing) and error.after is not None else usual(state)

    return pause


def _address(url: str) -> httpx.URL:
    """`url` when it is one that a key may be sent to."""
    try:
        address = httpx.URL(url.strip())
    except httpx.InvalidURL:
        raise EngineUnavailable(Trouble.URL_WRONG) from None
    plain = not (address.userinfo or address.query or address.fragment)
    if address.scheme not in ("http", "https") or not address.host or not plain:
        raise EngineUnavailable(Trouble.URL_WRONG)
    return address
