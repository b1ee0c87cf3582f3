"""What goes to standard error: one line of text or JSON for each event, without tokens or users' words.

Our own code logs only sentences of its own. What other libraries say can quote a message or an address with a
token in it, so of theirs only the first line is written and none of the values; of an exception, whosever it
is, only its kind and where it was raised.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["text", "json"]

OURS = ("bot", "knowledge", "prompts")
NOISY = ("aiosqlite", "alembic", "chromadb", "httpcore", "httpx", "telegram", "uvicorn")
"""Other libraries that tell much; of these only warnings are wanted."""

HIDDEN = "***"

_LIKE_A_SECRET = re.compile(
    r"\b\d{6,}:[A-Za-z0-9_-]{30,}"  # the token of a bot
    r"|(?<=://)[^\s/@]+(?=@)"  # name and password in an address
)
_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def configure(level: str, form: Form, secrets: Iterable[str]) -> None:
    """Has everything from `level` up written to standard error; the `secrets` never."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(_LINE, secrets) if form == "text" else _Json(secrets))
    logging.basicConfig(level=level, handlers=[handler])
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def kind_of(record: logging.LogRecord) -> str:
    """The kind of trouble: `extra={"kind": ...}`, else the class of the exception, else the logger."""
    if isinstance(kind := getattr(record, "kind", None), str):
        return kind
    about = (*(record.args if isinstance(record.args, tuple) else ()), *(record.exc_info or ())[1:2])
    fault = next((one for one in about if isinstance(one, BaseException)), None)
    return record.name if fault is None else type(fault).__name__


class Redactor:
    """Makes lines fit to be kept; `secrets` are taken out wherever they stand."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted(filter(None, secrets), key=len, reverse=True)  # one may be a part of another
        literal = [re.escape(one) for one in known]
        self._secret = re.compile("|".join([*literal, _LIKE_A_SECRET.pattern]))

    def line(self, record: logging.LogRecord) -> str:
        """What a record says."""
        return self._secret.sub(HIDDEN, _said(record))

    def where(self, record: logging.LogRecord) -> str | None:
        """Where the exception of a record was raised, and its kind; None without one."""
        if not record.exc_info or record.exc_info[1] is None:
            return None
        _, fault, frames = record.exc_info
        return self._secret.sub(HIDDEN, f"{''.join(traceback.format_tb(frames))}{type(fault).__name__}")


class _Lines(logging.Formatter):
    """Lines for people."""

    def __init__(self, form: str, secrets: Iterable[str]) -> None:
        super().__init__(form)
        self._redactor = Redactor(secrets)

    def format(self, record: logging.LogRecord) -> str:
        record.message = self._redactor.line(record)
        record.asctime = self.formatTime(record)
        where = self._redactor.where(record)
        return self.formatMessage(record) + (f"\n{where}" if where else "")


class _Json(logging.Formatter):
    """Lines for machines: one JSON object each."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._redactor = Redactor(secrets)

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "kind": kind_of(record) if record.levelno >= logging.ERROR else None,
            "message": self._redactor.line(record),
            "where": self._redactor.where(record),
        }
        return json.dumps({key: value for key, value in event.items() if value is not None})


def _said(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    return (str(record.msg).splitlines() or [""])[0]
