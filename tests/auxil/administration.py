"""Who may add documents, and where they go, in tests."""

from collections.abc import Iterable
from pathlib import Path

from bot.channels.telegram.parcels import Administration
from knowledge.library import Library


def no_admins(folder: Path) -> Administration:
    """Nobody may add documents."""
    return Administration(frozenset(), _no_library, folder / "incoming")


def admins(ids: Iterable[int], library: Library, folder: Path) -> Administration:
    """These users may add documents to `library`."""
    return Administration(frozenset(ids), lambda: library, folder / "incoming")


def _no_library() -> Library:
    raise AssertionError("whoever is no administrator must not reach the library")
