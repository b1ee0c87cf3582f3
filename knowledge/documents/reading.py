"""From files to documents: the interface of this package."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from knowledge.document import Chunk, Document
from knowledge.documents.columns import Columns, Table
from knowledge.documents.errors import DocumentError, Refusal, Trouble, shown
from knowledge.documents.isolation import isolated_pieces, isolated_table
from knowledge.documents.parsing import Progress
from knowledge.documents.walking import files_in
from knowledge.documents.words import words
from knowledge.passages import Kind

MOST_MEGABYTES = 50
_LONGEST_NAME, _LONGEST_TITLE, _SHORTEST_TITLE = 200, 120, 3
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


class Failure(NamedTuple):
    """A file that could not be read, and why."""

    path: Path
    error: DocumentError


def _unwatched(done: int, total: int) -> None:
    """Nobody follows the progress."""


def read_document(
    path: Path,
    *,
    kind: Kind,
    municipality: str | None,
    title: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    columns: Columns | None = None,
    progress: Progress = _unwatched,
) -> Document:
    """The file at `path` as a document with chunks; without `title` the name of the file is the title.

    `columns` tells what the columns of a spreadsheet mean when their names do not. `progress` is called
    after each page of a PDF with the pages done and their total. The file is read in a process of its own,
    within two minutes and two gigabytes.

    Raises:
        DocumentError: the file cannot be read; the message says what to do.
        pydantic.ValidationError: `municipality`, `date` or `publisher` has the wrong form.
    """
    with _explained(path):
        digest = _checked(path)
        pieces = isolated_pieces(path, columns, progress)
    return Document(
        name=shown(path.name, _LONGEST_NAME) or words().untitled,
        sha256=digest,
        kind=kind,
        municipality=municipality,
        title=_title(title or path.stem.replace("_", " ")),
        publisher=publisher or words().unknown,
        date=date or words().unknown,
        chunks=tuple(Chunk(**piece._asdict()) for piece in pieces),
    )


def read_all(
    paths: Iterable[Path],
    *,
    kind: Kind,
    municipality: str | None,
    publisher: str | None = None,
    date: str | None = None,
    progress: Progress = _unwatched,
) -> Iterator[Document | Failure]:
    """Every file in `paths` and in the folders among them, one at a time; one that fails stops no other.

    A file in a folder is named with the folders between ("wmo/eisen.xlsx"), so that two files of one name
    do not replace each other. Hidden files and links to folders are passed over.
    """
    for path, name in files_in(paths):
        try:
            document = read_document(
                path, kind=kind, municipality=municipality, publisher=publisher, date=date, progress=progress
            )
        except DocumentError as error:
            yield Failure(path, error)
        else:
            yield document.model_copy(update={"name": shown(name, _LONGEST_NAME) or words().untitled})


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


def _title(text: str) -> str:
    title = shown(text, _LONGEST_TITLE)
    return title if len(title) >= _SHORTEST_TITLE else f"{words().untitled} {title}".strip()
