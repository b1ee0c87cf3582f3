"""Finds the files in what a user hands in: files and folders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini"))
_HIDDEN = (".", "~$")  # hidden files, and those that an open Word or Excel leaves beside a document


class Found(NamedTuple):
    """A file, and its name: in a folder that was handed in, with the folders below it ("wmo/eisen.xlsx")."""

    path: Path
    name: str


def files_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Each file once, folders in order of name. Links to folders are not followed: they may go in circles.

    What a user names is always given, even when it does not exist, and so is a folder that may not be read.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk(path) if os.path.isdir(path) else (Found(path, path.name),):  # noqa: PTH112 - never raises
            real = os.path.realpath(found.path)
            if real not in seen:
                seen.add(real)
                yield found


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
