"""`python -m bench.using FOLDER`: what it costs this process to open and search a library, as JSON."""

import json
import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from bench.figures import median, megabytes, milliseconds
from bench.passages import passages
from knowledge.passages import Kind
from knowledge.search import Knowledge

SEARCHES, WARM = 40, 10
ASKED = slice(3, 11)  # words of a passage that are asked


def main() -> None:
    """Every query is new, so that no cache answers it; both sides of the ratio run in turn."""
    begin = time.perf_counter()
    knowledge = Knowledge.open(Path(sys.argv[1]))
    opened = time.perf_counter()
    knowledge.search("hoe vaak meldt de aanbieder de wachttijd")
    figures = {"opening": opened - begin, "first": time.perf_counter() - begin}
    queries = (" ".join(text.split()[ASKED]) for text in passages(WARM + 2 * SEARCHES))
    for _ in range(WARM):
        knowledge.search(next(queries))
    figures["memory"] = megabytes(os.getpid())
    if Kind.EIS in knowledge.library.state().stored:
        figures |= _searches(knowledge, queries)
    print(json.dumps(figures))


def _searches(knowledge: Knowledge, queries: Iterator[str]) -> dict[str, float]:
    """A search against one query embedding and one bare query of Chroma, of the same collection."""
    import chromadb
    from chromadb.config import Settings

    engine = knowledge.library.engine
    name = knowledge.library.state().collection(Kind.EIS)
    client = chromadb.PersistentClient(
        str(knowledge.library.store.where), settings=Settings(anonymized_telemetry=False)
    )
    collection = client.get_collection(name, embedding_function=None)

    def bare(text: str) -> object:
        vector = np.array([engine.embed_query(text)], dtype=np.float32)
        return collection.query(query_embeddings=vector, n_results=10)

    searches: list[float] = []
    bases: list[float] = []
    for _ in range(SEARCHES):
        searches += milliseconds(partial(knowledge.search, next(queries)), 1)
        bases += milliseconds(partial(bare, next(queries)), 1)
    return {"search": median(searches), "ratio": median(searches) / median(bases)}


main()
