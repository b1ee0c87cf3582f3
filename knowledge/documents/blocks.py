"""What the readers of all formats give: blocks of text in reading order; and what is cut from them."""

import re
import unicodedata
from typing import NamedTuple

CERTAINLY_TEXT = 0
"""The level of a block that is no heading, whatever it looks like."""


class Block(NamedTuple):
    """A paragraph, a heading or a row of a table.

    `level` is 1 or more for a heading that the file itself marks, `CERTAINLY_TEXT` for what it marks
    as something else, and None where its looks have to tell. `stands_out`: bold, large or on its own.
    """

    text: str
    level: int | None = None
    stands_out: bool = False
    page: int | None = None


class Piece(NamedTuple):
    """The fields of a `Chunk`, light enough for the reading process to make."""

    text: str
    heading: str | None = None
    article: str | None = None
    page: int | None = None
    row: int | None = None


_SPACES = re.compile(r"\s+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def clean(text: str) -> str:
    """`text` on one line in normal form: no invisible characters, no lone surrogates, single spaces."""
    normal = unicodedata.normalize("NFC", text)
    if not normal.isascii():
        normal = "".join(sign for sign in normal if not _invisible(sign))
    return _SPACES.sub(" ", normal.replace("\x00", "")).strip()


def _invisible(sign: str) -> bool:
    return sign == _SOFT_HYPHEN or unicodedata.category(sign) in {"Cf", "Cs", "Co", "Cn"}


def table_row(header: list[str], cells: list[str]) -> str:
    """One row as "kop: waarde; kop: waarde"; cells without a value are left out.

    A merged cell shows its value in every place it covers: it is said once.
    """
    said: list[str] = []
    for index, cell in enumerate(cells):
        if not cell or (index and cell == cells[index - 1]):
            continue
        name = header[index] if index < len(header) else ""
        said.append(f"{name}: {cell}" if name and name != cell else cell)
    return "; ".join(said)


def table_blocks(rows: list[list[str]], page: int | None = None) -> list[Block]:
    """The rows of a table in running text; its first row is the header when there are more."""
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return [Block(table_row([], row), CERTAINLY_TEXT, page=page) for row in filled]
    header, *body = filled
    return [Block(table_row(header, row), CERTAINLY_TEXT, page=page) for row in body]
