"""Vectors that are made once: those that ship with the package are taken from there, the rest is kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from knowledge.engines.base import NamedEmbeddings
from knowledge.vectors import SHIPPED, key_of, read_vectors, write_vectors

_BATCH = 64


class Embedder(Protocol):
    """What turns texts into vectors of length 1; the part of LangChain's `Embeddings` that is used."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text, as something to find."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """The vector of something to search for."""
        ...


class Kept:
    """`engine`, with the vectors of documents kept in `folder`; a run that is stopped loses one batch."""

    def __init__(self, engine: NamedEmbeddings, folder: Path, shipped: Path = SHIPPED) -> None:
        self._engine = engine
        self._file = folder / "vectors.npz"
        self._shipped = shipped

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text. Raises `OSError` when the folder cannot be written."""
        name = self._engine.name
        made = read_vectors(self._file, name)
        known = read_vectors(self._shipped, name) | made
        left = [text for text in dict.fromkeys(texts) if key_of(text) not in known]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        for batch in _batches(left):
            vectors = np.asarray(self._engine.embed_documents(batch), dtype=np.float16)
            made |= {key_of(text): vector for text, vector in zip(batch, vectors, strict=True)}
            write_vectors(self._file, name, made)
        known |= made
        return [known[key_of(text)].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query; not kept."""
        return self._engine.embed_query(text)


def _batches(texts: Sequence[str]) -> list[list[str]]:
    return [list(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
