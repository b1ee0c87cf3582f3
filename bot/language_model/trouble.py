"""Why a language model gave nothing that can be used, told without a word of what was sent or said."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from math import isfinite
from time import time


class Trouble(StrEnum):
    """The kinds of trouble; `texts.yaml` has a sentence for each, for the administrator."""

    BUDGET = "budget"
    UNCOUNTED = "uncounted"
    RESTING = "resting"
    TOO_SLOW = "too_slow"
    BUSY = "busy"
    NOT_ACCEPTED = "not_accepted"
    TOO_LONG = "too_long"
    OUT_OF_ORDER = "out_of_order"
    UNREACHABLE = "unreachable"
    CUT_OFF = "cut_off"
    INVALID = "invalid"
    DECLINED = "declined"
    EMPTY = "empty"


AT_ONCE = frozenset(
    {Trouble.BUDGET, Trouble.UNCOUNTED, Trouble.RESTING, Trouble.NOT_ACCEPTED, Trouble.TOO_LONG}
)
"""Another attempt a moment later gives the same."""

OF_THE_SERVICE = frozenset(
    {Trouble.TOO_SLOW, Trouble.BUSY, Trouble.NOT_ACCEPTED, Trouble.OUT_OF_ORDER, Trouble.UNREACHABLE}
)
"""The next message would meet the same: better left alone for a while."""

NOTHING_USED = frozenset(
    {Trouble.BUSY, Trouble.NOT_ACCEPTED, Trouble.TOO_LONG, Trouble.OUT_OF_ORDER, Trouble.UNREACHABLE}
)
"""The model did not work on it, so nothing is counted."""

_OVERFLOW = re.compile(r"context.?(?:length|size|window|overflow)", re.IGNORECASE)
"""How servers and libraries name what a question does not fit in: they share no code for it."""


class ModelTrouble(Exception):  # noqa: N818 - a state of the model, not a fault of the caller
    """The model cannot be used now; `after` is how many seconds it asked to wait."""

    def __init__(self, kind: Trouble, after: float | None = None) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.after = after


def trouble_in(error: Exception) -> ModelTrouble:
    """What went wrong in a call, whichever library made it.

    The libraries share no base class, so this goes by the status and by the names of the error's classes.
    The error itself is dropped: it may hold the message or the key.
    """
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    if isinstance(status, int) and status >= HTTPStatus.BAD_REQUEST:
        said = (names, str(error), str(getattr(error, "code", "")), str(getattr(error, "type", "")))
        if status == HTTPStatus.BAD_REQUEST and any(map(_OVERFLOW.search, said)):
            return ModelTrouble(Trouble.TOO_LONG)
        return ModelTrouble(_of_status(status), _asked_to_wait(getattr(response, "headers", None)))
    if "Timeout" in names:
        return ModelTrouble(Trouble.TOO_SLOW)
    if "LengthFinishReason" in names:
        return ModelTrouble(Trouble.CUT_OFF)
    if "Refusal" in names or "ContentFilter" in names:
        return ModelTrouble(Trouble.DECLINED)
    if "Connect" in names or "Transport" in names or "Protocol" in names:
        return ModelTrouble(Trouble.UNREACHABLE)
    return ModelTrouble(Trouble.INVALID)


def _of_status(status: int) -> Trouble:
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT):
        return Trouble.TOO_SLOW
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Trouble.BUSY
    return Trouble.OUT_OF_ORDER if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Trouble.NOT_ACCEPTED


def _asked_to_wait(headers: object) -> float | None:
    """Seconds in a `Retry-After`, which is a number or a moment (RFC 9110, 10.2.3)."""
    asked = headers.get("retry-after") if isinstance(headers, Mapping) else None
    if not isinstance(asked, str):
        return None
    try:
        seconds = float(asked)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(asked).timestamp() - time()
        except ValueError:
            return None
    return max(0.0, seconds) if isfinite(seconds) else None
