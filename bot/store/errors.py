"""From what a database says to a sentence that tells the user what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.resources import files

import yaml
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Trouble(StrEnum):
    """The kinds of trouble that have a remedy of their own; their sentences are in `errors.yaml`."""

    NO_ACCESS = "no_access"
    FULL = "full"
    NOT_A_DATABASE = "not_a_database"
    NEWER = "newer"
    LOCKED = "locked"
    ADDRESS = "address"
    DRIVER = "driver"
    GONE = "gone"
    LOGIN = "login"
    SLOW = "slow"
    OVERTAKEN = "overtaken"
    BACKUP_FAILED = "backup_failed"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_NEWER = "backup_newer"
    NOT_EMPTY = "not_empty"
    OTHER = "other"


class StoreError(Exception):
    """Nothing was saved; the message is a Dutch sentence for the user, with the place and the remedy."""

    def __init__(self, trouble: Trouble, place: str = "") -> None:
        sentences: dict[str, str] = yaml.safe_load((files("bot.store") / "errors.yaml").read_text("utf-8"))
        super().__init__(sentences[trouble].format(place=place))
        self.trouble = trouble


class OvertakenError(StoreError):
    """Another process changed the same owner during slow work; `Store.settle` does the work again."""

    def __init__(self, place: str) -> None:
        super().__init__(Trouble.OVERTAKEN, place)


# The start of SQLite's own name for a result code. A write beyond what the disk or a quota allows comes as
# SQLITE_FULL or as SQLITE_IOERR, depending on what the system answers.
_SQLITE = {
    "SQLITE_FULL": Trouble.FULL,
    "SQLITE_IOERR": Trouble.FULL,
    "SQLITE_BUSY": Trouble.LOCKED,
    "SQLITE_LOCKED": Trouble.LOCKED,
    "SQLITE_CANTOPEN": Trouble.NO_ACCESS,
    "SQLITE_READONLY": Trouble.NO_ACCESS,
    "SQLITE_PERM": Trouble.NO_ACCESS,
    "SQLITE_NOTADB": Trouble.NOT_A_DATABASE,
    "SQLITE_CORRUPT": Trouble.NOT_A_DATABASE,
}

# The start of an SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES = {
    "55P03": Trouble.LOCKED,
    "40P01": Trouble.LOCKED,
    "53100": Trouble.FULL,
    "53": Trouble.SLOW,
    "57014": Trouble.SLOW,
    "57P": Trouble.GONE,
    "25P03": Trouble.GONE,
    "08": Trouble.GONE,
    "28": Trouble.LOGIN,
    "3D": Trouble.LOGIN,
    "42501": Trouble.LOGIN,
}


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what the database raises into a StoreError about `place`; let all else through.

    Raises:
        StoreError: a database error was raised inside the block.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError(_trouble(error), place) from error


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, PoolTimeout):
        return Trouble.LOCKED
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return Trouble.GONE
    source = error.orig if isinstance(error, DBAPIError) else error
    for attribute, kinds in (("sqlite_errorname", _SQLITE), ("sqlstate", _POSTGRES)):
        code = getattr(source, attribute, None) or ""
        for start, trouble in kinds.items():
            if code.startswith(start):
                return trouble
    return Trouble.OTHER
