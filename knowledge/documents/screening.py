"""Leaves out what has personal data in it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from knowledge.chunks import section_of
from knowledge.document import Chunk, Document
from knowledge.documents.errors import DocumentError, Trouble
from knowledge.documents.words import words

_MOST_PLACES = 5
_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


class Screened(NamedTuple):
    """A document without the chunks that were refused, and those chunks."""

    document: Document
    skipped: tuple[Chunk, ...]

    @property
    def places(self) -> str:
        """How many were refused and where the first few are, so that someone can look: "2 (artikel 4, …)"."""
        named = [section_of(chunk) or (chunk.heading or "…") for chunk in self.skipped[:_MOST_PLACES]]
        more = ["…"] if len(self.skipped) > _MOST_PLACES else []
        return f"{len(self.skipped)} ({'; '.join([*named, *more])})"


def screen(document: Document, refuses: Callable[[str], str | None]) -> Screened:
    """`document` without chunks in which `refuses` finds something (it names what, or gives None).

    Nothing is blanked out: half a sentence can still tell who it is about. The mail address of an office
    ("meldpunt@…") is no reason to refuse: a contract is full of them.

    Raises:
        DocumentError: no chunk is left.
    """
    skipped = tuple(chunk for chunk in document.chunks if refuses(_of_persons(chunk)))
    kept = tuple(chunk for chunk in document.chunks if chunk not in skipped)
    if not kept:
        raise DocumentError(Trouble.PERSONAL_ONLY, Path(document.name))
    return Screened(document.model_copy(update={"chunks": kept}), skipped)


def _of_persons(chunk: Chunk) -> str:
    """All text of `chunk` but the mail addresses of offices."""
    return _ADDRESS.sub(_unless_of_office, f"{chunk.heading or ''}\n{chunk.text}")


def _unless_of_office(found: re.Match[str]) -> str:
    offices = tuple(words().offices)
    parts = re.split(r"[.+_-]", found[1].casefold())
    return "" if all(part.startswith(offices) for part in parts) else found[0]
