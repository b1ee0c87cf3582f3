"""Finds the files in what a user hands in: files and folders."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from knowledge.documents.errors import shown
from knowledge.documents.words import words

_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini"))
_HIDDEN = (".", "~$")  # hidden files, and those that an open Word or Excel leaves beside a document
_LONGEST_NAME = 200


class Found(NamedTuple):
    """A file, and its name: in a folder that was handed in, with the folders below it ("wmo/eisen.xlsx")."""

    path: Path
    name: str


def files_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Each file once, folders in order of name. Links to folders are not followed: they may go in circles.

    What a user names is always given, even when it does not exist, and so is a folder that may not be
    read. No two files get one name, or the second would replace the first: it is named with the folders
    above it.
    """
    seen: set[str] = set()
    names: set[str] = set()
    for path in paths:
        for found in _walk(path) if os.path.isdir(path) else (Found(path, path.name),):  # noqa: PTH112 - never raises
            real = os.path.realpath(found.path)
            if real not in seen:
                seen.add(real)
                name = _told_apart(found, names)
                names.add(name)
                yield Found(found.path, name)


def document_name(name: str) -> str:
    """`name` as a document can have it: in one line, its end kept when it is too long."""
    plain = shown(name, len(name))
    return (plain if len(plain) <= _LONGEST_NAME else f"…{plain[1 - _LONGEST_NAME :]}") or words().untitled


def _told_apart(found: Found, taken: Collection[str]) -> str:
    name = document_name(found.name)
    folders = list(Path(os.path.abspath(found.path)).parts[: -len(Path(found.name).parts)])  # noqa: PTH100 - never raises
    longer = found.name
    while name in taken and folders:
        longer = f"{folders.pop()}/{longer}"
        name = document_name(longer)
    return name


def _walk(folder: Path) -> Iterator[Found]:
    closed: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(files):
            if not name.startswith(_HIDDEN) and name.lower() not in _SYSTEM_FILES:
                path = Path(root, name)
                yield Found(path, path.relative_to(folder).as_posix())
    for path in closed:
        yield Found(path, path.name)
