"""The embedding engine alone: the nearest vectors by cosine."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.retrieval.documents import Document
from evals.retrieval.systems.answer import DEPTH, Answer, System
from evals.retrieval.vectors import Embedder, Kept
from knowledge.engines.asking import asking_engine


def dense(documents: Sequence[Document], folder: Path) -> System:
    """The embedded engine; vectors it has to make are kept in `folder` (the first time takes minutes)."""
    return nearest(documents, Kept(asking_engine(), folder))


def nearest(documents: Sequence[Document], engine: Embedder) -> System:
    """Documents by their nearest text: the cosine of the best of title-and-text and asks."""
    owners = np.array([row for row, document in enumerate(documents) for _ in document.texts], dtype=np.intp)
    texts = [text for document in documents for text in document.texts]
    vectors = np.asarray(engine.embed_documents(texts), dtype=np.float32)

    def search(text: str) -> Answer:
        cosines = vectors @ np.asarray(engine.embed_query(text), dtype=np.float32)
        best = np.full(len(documents), -np.inf, dtype=np.float32)
        np.maximum.at(best, owners, cosines)
        order = np.argsort(-best, kind="stable")[:DEPTH]
        return Answer(tuple(documents[row].id for row in order))

    return search
