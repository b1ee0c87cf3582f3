"""Documents for the library, an engine that costs nothing, and a real Chroma server."""

import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from knowledge.document import Chunk, Document
from knowledge.engines.base import NamedEmbeddings
from knowledge.passages import Kind

SIZE = 512

SUBJECTS = (
    "kilometers",
    "wachttijden",
    "diploma's",
    "klachten",
    "maaltijden",
    "sleutels",
    "verlof",
    "vervoer",
)


class WordEngine(NamedEmbeddings):
    """Texts with the same words lie near each other. Counts what it embeds; may take its time."""

    def __init__(self, name: str = "woorden-1", pause: float = 0.0) -> None:
        self.name = name
        self.embedded: list[str] = []
        self._pause = pause

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += texts
        time.sleep(self._pause)
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        vector = np.full(SIZE, 0.01)
        for word in text.casefold().split():
            digest = hashlib.sha256(f"{self.name} {word}".encode()).digest()
            vector[int.from_bytes(digest[:4]) % SIZE] += 1 if digest[4] % 2 else -1
        return [float(value) for value in vector / np.linalg.norm(vector)]


def document(
    name: str = "eisen.pdf",
    *subjects: str,
    municipality: str | None = "GM0310",
    kind: Kind = Kind.EIS,
    edition: str = "1",
) -> Document:
    """A document with a chunk for each subject (all of `SUBJECTS` by default)."""
    texts = [
        f"De aanbieder geeft elke maand {subject} door aan de gemeente, editie {edition} van {name}."
        for subject in subjects or SUBJECTS
    ]
    return Document(
        name=name,
        sha256=hashlib.sha256(" ".join(texts).encode()).hexdigest(),
        kind=kind,
        municipality=municipality,
        title=f"Document {name}",
        publisher="Gemeente voor een test",
        date="2026-03",
        chunks=tuple(
            Chunk(text=text, heading=f"Over {subject}", article=f"{number}.1", page=number)
            for number, (text, subject) in enumerate(zip(texts, subjects or SUBJECTS, strict=True), start=1)
        ),
    )


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """The address of a Chroma server that keeps its data in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder)]
    with subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)
