"""The knowledge: a search against its bare parts, and indexing against bare embedding."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bench.figures import Figure, median, milliseconds
from bench.passages import passages
from knowledge.document import Chunk, Document
from knowledge.engines.asking import asking_engine
from knowledge.engines.base import NamedEmbeddings
from knowledge.loading import CORPUS, load_corpus
from knowledge.passages import Kind
from knowledge.search import Knowledge
from knowledge.vectors import SHIPPED, read_vectors

SEARCHES, PASSAGES, ROUNDS, WORDS_EACH = 40, 48, 3, 100
WORDS = ("wachttijden", "klachten", "uren", "doelen", "omzet", "verzuim", "ritten", "plannen", "meldingen")


def measure() -> Iterator[Figure]:
    """Every query is new, so that no cache answers it; both sides of a ratio run in turn."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Knowledge.open(Path(folder) / "library")
        engine = asking_engine()
        bare = _bare_chroma(Path(folder) / "bare", engine)
        knowledge.search("opwarmen")
        bare(engine.embed_query("opwarmen"))
        searches: list[float] = []
        bases: list[float] = []
        for number in range(SEARCHES):
            whole, part = _query(number, "hele"), _query(number, "losse")
            searches += milliseconds(partial(knowledge.search, whole), 1)
            bases += milliseconds(partial(_ask, bare, engine, part), 1)
        yield Figure(
            "zoeken / (een zoekvector + een kale Chroma-vraag), p50",
            median(searches) / median(bases),
            "x",
            1.3,
        )
        texts = [" ".join(text.split()[:WORDS_EACH]) for text in passages(PASSAGES * ROUNDS)]
        rounds = [_indexing(knowledge, engine, number, texts[number::ROUNDS]) for number in range(ROUNDS)]
        ratio = median([indexed / embedded for indexed, embedded in rounds])
        yield Figure(f"{PASSAGES} eigen passages indexeren / kaal vectoren maken", ratio, "x", 1.11)
        knowledge.close()


def _ask(bare: Callable[[list[float]], object], engine: NamedEmbeddings, text: str) -> object:
    return bare(engine.embed_query(text))


def _query(number: int, word: str) -> str:
    return f"{word} opgave {number} van {WORDS[number % len(WORDS)]} per kwartaal door aanbieders"


def _bare_chroma(folder: Path, engine: NamedEmbeddings) -> Callable[[list[float]], object]:
    """A collection with the vectors of the corpus, asked for ten."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    collection = client.create_collection("kaal", embedding_function=None)
    vectors = list(read_vectors(SHIPPED, engine.name).values())[: 4 * len(load_corpus(CORPUS))]
    collection.add([str(row) for row in range(len(vectors))], np.stack(vectors).astype(np.float32))
    return lambda vector: collection.query(
        query_embeddings=np.array([vector], dtype=np.float32), n_results=10
    )


def _indexing(
    knowledge: Knowledge, engine: NamedEmbeddings, turn: int, texts: Sequence[str]
) -> tuple[float, float]:
    """Seconds to add a document of `texts`, and to embed the same without anything else."""
    chunks = tuple(Chunk(text=text, page=number) for number, text in enumerate(texts, start=1))
    document = Document(
        name=f"bench{turn}.pdf",
        sha256=f"{turn:064x}",
        kind=Kind.EIS,
        municipality="GM0034",
        title="Bench",
        publisher="Bench",
        chunks=chunks,
    )
    begin = time.perf_counter()
    knowledge.library.add(document)
    middle = time.perf_counter()
    engine.embed_documents([f"Bench\n{text}" for text in texts])
    return middle - begin, time.perf_counter() - middle
