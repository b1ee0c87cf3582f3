"""Why an engine cannot be used, each with a Dutch sentence that says what to do."""

from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml


class Trouble(StrEnum):
    """The kinds of trouble; their sentences are in `texts.yaml`."""

    UNKNOWN = "unknown"
    NOT_INSTALLED = "not_installed"
    MODEL_NOT_FOUND = "model_not_found"
    MODEL_BROKEN = "model_broken"
    URL_WRONG = "url_wrong"
    KEY_MISSING = "key_missing"
    KEY_MALFORMED = "key_malformed"
    KEY_REFUSED = "key_refused"
    NO_CREDIT = "no_credit"
    NOT_THERE = "not_there"
    REFUSED = "refused"
    BUSY = "busy"
    BUSY_UNTIL = "busy_until"
    OUT_OF_ORDER = "out_of_order"
    TOO_SLOW = "too_slow"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"
    COUNT = "count"
    SIZE = "size"


class EngineUnavailable(Exception):  # noqa: N818 - the message is about a state, not a fault of the caller
    """The engine cannot be used; the message is a Dutch sentence with the remedy and never holds a key."""

    def __init__(self, trouble: Trouble, **values: str | int) -> None:
        super().__init__(_sentences()[trouble].format(**values).strip())
        self.trouble = trouble


@cache
def _sentences() -> dict[str, str]:
    sentences: dict[str, str] = yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text("utf-8"))
    return sentences
