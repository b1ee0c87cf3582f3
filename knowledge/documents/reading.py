"""From files to documents: the interface of this package."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.document import Chunk, Document
from knowledge.documents.columns import Columns, Table
from knowledge.documents.errors import DocumentError, Refusal, Trouble, shown
from knowledge.documents.isolation import isolated_pieces, isolated_table
from knowledge.documents.parsing import Progress, Unread
from knowledge.documents.walking import document_name
from knowledge.documents.words import words
from knowledge.passages import Kind

MOST_MEGABYTES = 50
_LONGEST_TITLE, _SHORTEST_TITLE = 120, 3
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


def _unwatched(*_pages: int) -> None:
    """Nobody follows what is read."""


def read_document(
    path: Path,
    *,
    kind: Kind,
    municipality: str | None,
    name: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    columns: Columns | None = None,
    progress: Progress = _unwatched,
    unread: Unread = _unwatched,
) -> Document:
    """The file at `path` as a document with chunks, called `name` (by default the name of the file).

    Without `title` the name of the file is the title, with spaces for what stands for them.
    `columns` tells what the columns of a spreadsheet mean when their names do not. `progress` is called
    after each page of a PDF with the pages done and their total, `unread` with the number of each page that
    is only a picture. The file is read in a process of its own, within two minutes and two gigabytes.

    Raises:
        DocumentError: the file cannot be read; the message says what to do.
        pydantic.ValidationError: `municipality`, `date` or `publisher` has the wrong form.
    """
    with _explained(path):
        digest = _checked(path)
        pieces = isolated_pieces(path, columns, progress, unread)
    return Document(
        name=document_name(name or path.name),
        sha256=digest,
        kind=kind,
        municipality=municipality,
        title=_title(title or _said(path.stem)),
        publisher=publisher or words().unknown,
        date=date or words().unknown,
        chunks=tuple(Chunk(**piece._asdict()) for piece in pieces),
    )


def parse_table(path: Path, columns: Columns | None = None) -> Table:
    """The requirements in the spreadsheet at `path`, with the columns they were read from.

    Show `columns` of the answer to the user; what is wrong can be given back as `columns`.

    Raises:
        DocumentError: the file cannot be read, is no spreadsheet, or has no column with requirements.
    """
    with _explained(path):
        _checked(path)
        return isolated_table(path, columns)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise DocumentError(refusal.trouble, path, **refusal.values) from refusal


def _checked(path: Path) -> str:
    """The hash of the file at `path`. Raises `Refusal` when it is no file of a size that can be read."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Refusal(Trouble.FOLDER if os.access(path, os.R_OK) else Trouble.UNREADABLE)
        if not stat.S_ISREG(about.st_mode):
            raise Refusal(Trouble.NOT_A_FILE)
        if about.st_size > MOST_MEGABYTES * 1_000_000:
            raise Refusal(Trouble.TOO_LARGE, limit=MOST_MEGABYTES)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refusal(Trouble.NOT_FOUND if error.errno in _ABSENT else Trouble.UNREADABLE) from error
    except ValueError as error:  # a null in the name: no system has such a file
        raise Refusal(Trouble.NOT_FOUND) from error


def _said(stem: str) -> str:
    """The name of a file as a person would say it: "regeling-jeugdwet" is "Regeling jeugdwet"."""
    plain = stem.replace("_", " ").strip()
    plain = plain if " " in plain else plain.replace("-", " ").strip()
    return plain[:1].upper() + plain[1:]


def _title(text: str) -> str:
    title = shown(text, _LONGEST_TITLE)
    return title if len(title) >= _SHORTEST_TITLE else f"{words().untitled} {title}".strip()
