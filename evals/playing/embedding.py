"""Embeddings of what users type, made once: they depend on the engine alone, and take most of the time."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.engines.base import NamedEmbeddings
from knowledge.vectors import key_of, read_vectors, write_vectors

SAVED_EVERY = 256
"""So many new ones are lost at most when a run is killed."""


class KeptQueries(NamedEmbeddings):
    """`engine`, with the vectors of queries kept in a file.

    They are rounded as the file holds them before anybody uses them, so that the first run and a later one
    give the same advice.
    """

    def __init__(self, engine: NamedEmbeddings, file: Path) -> None:
        self.name = engine.name
        self._engine = engine
        self._file = file
        self._known = read_vectors(file, engine.name)
        self._saved = len(self._known)

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Engine`; not kept."""
        return self._engine.embed_documents(list(texts))

    def embed_query(self, text: str) -> list[float]:
        """See `Engine`."""
        key = key_of(text)
        if key not in self._known:
            self._known[key] = np.asarray(self._engine.embed_query(text), dtype=np.float16)
        vector: list[float] = self._known[key].tolist()
        return vector

    def save(self, *, least: int = 1) -> None:
        """Write the file when at least so many were made since. May raise `OSError`."""
        if len(self._known) - self._saved >= least:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_vectors(self._file, self.name, dict(self._known))
            self._saved = len(self._known)
