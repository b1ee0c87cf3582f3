"""What is searched: the passages of the corpus and the rows of the code tables."""

from functools import cache
from typing import NamedTuple

from knowledge.loading import CORPUS, load_corpus
from knowledge.passages import Passage
from knowledge.tables import code_tables


class Document(NamedTuple):
    """A passage: its title and text together, and the sentences in which people bring it up."""

    id: str
    text: str
    asks: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that may be searched."""
        return (self.text, *self.asks)


@cache
def load_documents() -> tuple[Document, ...]:
    """Every passage that can be found, the rows of code tables included."""
    rows = (row.table.passage(row.cells) for row in code_tables().rows)
    return tuple(_document(passage) for passage in (*load_corpus(CORPUS), *rows))


def _document(passage: Passage) -> Document:
    return Document(passage.id, f"{passage.title}\n{passage.text}", passage.asks)
