"""Why a file cannot be read, each with a Dutch sentence that says what to do."""

import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

_LONGEST_NAME = 80


class Trouble(StrEnum):
    """The kinds of trouble; their sentences are in `texts.yaml`."""

    NOT_FOUND = "not_found"
    FOLDER = "folder"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    SCANNED = "scanned"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MISLABELLED = "mislabelled"
    UNKNOWN_TYPE = "unknown_type"
    PICTURE = "picture"
    OLD_WORD = "old_word"
    PACKED = "packed"
    UNSAFE = "unsafe"
    BOMB = "bomb"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    NO_ROWS = "no_rows"
    NO_COLUMN = "no_column"
    NOT_A_TABLE = "not_a_table"
    PERSONAL_ONLY = "personal_only"


class Refusal(Exception):  # noqa: N818 - a reader's verdict, not yet a sentence for the user
    """A reader cannot go on; `values` fill in the sentence of `trouble`."""

    def __init__(self, trouble: Trouble, **values: str | int) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.values = values


class DocumentError(Exception):
    """The file was not read; the message is a Dutch sentence with the file and the remedy."""

    def __init__(self, trouble: Trouble, path: Path, **values: str | int) -> None:
        super().__init__(_sentences()[trouble].format(name=shown(path.name or str(path)), **values))
        self.trouble = trouble
        self.path = path


def shown(name: str, longest: int = _LONGEST_NAME) -> str:
    """`name` without characters that break a line or turn its direction, cut to `longest` characters."""
    plain = "".join(" " if sign.isspace() else sign for sign in name if sign.isspace() or _visible(sign))
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _visible(sign: str) -> bool:
    return not unicodedata.category(sign).startswith("C")


def pictures(count: int) -> str:
    """The sentence that so many pages of a file are only pictures, and were not read."""
    return _sentences()["pictures"].format(count=count)


@cache
def _sentences() -> dict[str, str]:
    sentences: dict[str, str] = yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text("utf-8"))
    return sentences
