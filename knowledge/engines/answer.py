"""What a service answered: vectors that can be trusted, or the trouble in one sentence."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Annotated, NamedTuple

import httpx
import numpy as np
from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from knowledge.engines.errors import EngineUnavailable, Trouble

_NO_CREDIT = "insufficient_quota"


class Service(NamedTuple):
    """What a message may say of the service that was asked."""

    place: str
    model: str
    with_key: bool


class Passing(EngineUnavailable):
    """Trouble that may be over in a moment; `after` is the number of seconds the service asks to wait."""

    def __init__(self, trouble: Trouble, after: float | None = None, **values: str | int) -> None:
        super().__init__(trouble, **values)
        self.after = after


class _Item(BaseModel):
    index: int
    embedding: Annotated[list[FiniteFloat], Field(min_length=1)]


class _Answer(BaseModel):
    data: list[_Item]


def vectors_in(response: httpx.Response, service: Service, asked: int) -> list[list[float]]:
    """The vectors for the `asked` texts, in their order, of one size and of length 1.

    Raises:
        EngineUnavailable: the service refuses, or the answer is not that; `Passing` when it is worth
            another attempt.
    """
    _check_status(response, service)
    try:
        items = sorted(_Answer.model_validate_json(response.content).data, key=lambda item: item.index)
    except ValidationError:
        raise EngineUnavailable(Trouble.UNREADABLE, place=service.place) from None
    if [item.index for item in items] != list(range(asked)):
        raise EngineUnavailable(Trouble.COUNT, place=service.place, got=len(items), asked=asked)
    check_size([item.embedding for item in items], len(items[0].embedding), service)
    vectors = np.array([item.embedding for item in items])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        raise EngineUnavailable(Trouble.UNREADABLE, place=service.place)
    unit: list[list[float]] = (vectors / lengths).tolist()
    return unit


def check_size(vectors: Sequence[Sequence[float]], size: int, service: Service) -> None:
    """Raise `EngineUnavailable` unless each of `vectors` has `size` numbers."""
    for vector in vectors:
        if len(vector) != size:
            raise EngineUnavailable(Trouble.SIZE, place=service.place, got=len(vector), expected=size)


def _check_status(response: httpx.Response, service: Service) -> None:
    place, status = service.place, response.status_code
    match status:
        case 200:
            return
        case 401 | 403 if not service.with_key:
            raise EngineUnavailable(Trouble.KEY_MISSING, place=place)
        case 401 | 403:
            raise EngineUnavailable(Trouble.KEY_REFUSED, place=place, status=status)
        case 404:
            raise EngineUnavailable(Trouble.NOT_THERE, place=place, model=service.model)
        case 429 if _NO_CREDIT in response.text:
            raise EngineUnavailable(Trouble.NO_CREDIT, place=place)
        case 429:
            after = _asked_to_wait(response.headers.get("retry-after", ""))
            if not after:
                raise Passing(Trouble.BUSY, after, place=place)
            raise Passing(Trouble.BUSY_UNTIL, after, place=place, seconds=math.ceil(after))
        case 408 | 500 | 502 | 503 | 504:
            raise Passing(Trouble.OUT_OF_ORDER, place=place, status=status)
        case _:
            raise EngineUnavailable(Trouble.REFUSED, place=place, status=status, model=service.model)


def _asked_to_wait(header: str) -> float | None:
    """Seconds in a `Retry-After`, which holds a number of them or a moment (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return float(header)
    try:
        moment = parsedate_to_datetime(header).replace(tzinfo=UTC)  # such a moment is always in GMT
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
