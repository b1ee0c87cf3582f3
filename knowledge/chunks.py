"""From the chunks of a loaded document to passages."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, get_args

import yaml

from knowledge.document import Chunk, Document
from knowledge.errors import DocumentError
from knowledge.passages import Kind, Passage, Source
from knowledge.texts import DATA, text

Law = Literal["jeugdwet", "wmo", "participatiewet", "alle"]

FEWEST_WORDS, MOST_WORDS = 5, 400
"""A shorter chunk says nothing on its own and is left out; a longer one is refused."""

FEWEST_IN_ROW = 2
"""A row of a spreadsheet ("Eis: Urenstaten") says enough with fewer words, but numbers are no words."""

_LONGEST_TITLE = 120


def fingerprint(document: Document) -> str:
    """The hash of everything in the document: changes when it was read differently, too."""
    return hashlib.sha256(document.model_dump_json().encode()).hexdigest()


def passages_of(document: Document, review: date) -> tuple[Passage, ...]:
    """A passage for each chunk, to be looked at again on `review`.

    Raises:
        DocumentError: a chunk is too long, no chunk is long enough, or municipality and kind do not fit.
    """
    if (document.kind is Kind.EIS) != (document.municipality is not None):
        raise DocumentError(text("document_municipality", name=document.name))
    passages = tuple(_passages(document, review))
    if not passages:
        raise DocumentError(text("document_empty", name=document.name, words=FEWEST_WORDS))
    return passages


def _passages(document: Document, review: date) -> Iterator[Passage]:
    where = f"{document.municipality}\0{document.name}\0{document.sha256}"
    mark = hashlib.sha256(where.encode()).hexdigest()[:12]
    usual = _laws(f"{document.title} {document.name}")
    for number, chunk in enumerate(document.chunks, start=1):
        words = len(chunk.text.split())
        if not _says_enough(chunk):
            continue
        if words > MOST_WORDS:
            raise DocumentError(
                text("document_chunk", name=document.name, number=number, words=words, most=MOST_WORDS)
            )
        yield Passage(
            id=f"doc-{mark}-{number}",
            title=_title(chunk, document),
            kind=document.kind,
            laws=_laws(f"{chunk.heading or ''} {chunk.text}") or usual or ("alle",),
            source=Source(
                title=document.title,
                publisher=document.publisher,
                date=document.date,
                section=section_of(chunk),
            ),
            certainty="hoog",
            review=review,
            municipality=document.municipality,
            text=chunk.text,
        )


def _says_enough(chunk: Chunk) -> bool:
    words = chunk.text.split()
    if chunk.row is None:
        return len(words) >= FEWEST_WORDS
    return sum(any(map(str.isalpha, word)) for word in words) >= FEWEST_IN_ROW


def _title(chunk: Chunk, document: Document) -> str:
    heading = " ".join((chunk.heading or "").split())
    title = heading if len(heading) >= 3 else document.title
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def section_of(chunk: Chunk) -> str | None:
    """Where in its document `chunk` stands ("artikel 2.15, pagina 3"), or None when that is not known."""
    parts = {"article": chunk.article, "page": chunk.page, "row": chunk.row}
    return ", ".join(text(f"section_{part}", value=value) for part, value in parts.items() if value) or None


def _laws(words: str) -> tuple[Law, ...]:
    return tuple(law for law, pattern in _patterns().items() if pattern.search(words))


@cache
def _patterns() -> dict[Law, re.Pattern[str]]:
    data = yaml.safe_load((DATA / "laws.yaml").read_text(encoding="utf-8"))
    return {law: re.compile(data[law], re.IGNORECASE) for law in get_args(Law) if law in data}
