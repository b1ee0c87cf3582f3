"""Leaves out what has personal data in it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from knowledge.document import Chunk, Document
from knowledge.documents.errors import DocumentError, Trouble


class Screened(NamedTuple):
    """A document without the chunks that were refused, and how many those were."""

    document: Document
    skipped: int


def screen(document: Document, refuses: Callable[[str], str | None]) -> Screened:
    """`document` without chunks in which `refuses` finds something (it names what, or gives None).

    Nothing is blanked out: half a sentence can still tell who it is about.

    Raises:
        DocumentError: no chunk is left.
    """
    kept = tuple(chunk for chunk in document.chunks if not refuses(_all_text(chunk)))
    if not kept:
        raise DocumentError(Trouble.PERSONAL_ONLY, Path(document.name))
    return Screened(document.model_copy(update={"chunks": kept}), len(document.chunks) - len(kept))


def _all_text(chunk: Chunk) -> str:
    return f"{chunk.heading or ''}\n{chunk.text}"
