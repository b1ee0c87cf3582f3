"""The vector index: embedded Chroma, one collection a kind, rebuilt when corpus or engine changed.

A build gets a folder of its own and becomes the index only when the manifest, replaced in one step,
points at it. A crash half-way therefore leaves the old index whole, and a damaged one is made anew.
"""

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import IndexUnavailable
from knowledge.passages import Kind, Passage
from knowledge.texts import text
from knowledge.vectors import Matrix

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 1000
_MANIFEST = "manifest.json"
_LOCK = "lock"

_log = logging.getLogger(__name__)


class Manifest(BaseModel):
    """Which build is the index, what it was made from, and how many passages of each kind it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: str
    engine: str
    build: str
    counts: dict[Kind, int]


class Near(NamedTuple):
    """A passage found by meaning; `cosine` runs from -1 to 1."""

    id: str
    cosine: float


class Index:
    """An opened index; searching it changes nothing."""

    def __init__(self, client: "ClientAPI", manifest: Manifest) -> None:
        self.manifest = manifest
        self._client = client  # kept: the collections stop working when it is collected
        self._collections = {kind: client.get_collection(kind.value, None) for kind in manifest.counts}

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        corpus: str,
        engine: str,
        passages: Sequence[Passage],
        vectors: Callable[[], Matrix],
    ) -> "Index":
        """The index of `passages` in `folder`, built first when it is absent, outdated or damaged.

        `corpus` and `engine` identify the texts and the vectors; `vectors` is called only for a build.

        Raises:
            IndexUnavailable: `folder` cannot be written, or the disk is full.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _locked(folder):
                manifest = _read_manifest(folder)
                if manifest is not None and (manifest.corpus, manifest.engine) == (corpus, engine):
                    index = _opened(folder, manifest)
                    if index is not None:
                        return index
                return _build(folder, corpus, engine, passages, vectors())
        except OSError as error:
            raise IndexUnavailable(folder, error) from error

    def nearest(
        self, vector: Sequence[float], kind: Kind, limit: int, *, among: Sequence[str] | None = None
    ) -> tuple[Near, ...]:
        """At most `limit` passages of `kind`, nearest first; only those whose id is in `among`, if given."""
        collection = self._collections.get(kind)
        most = min(limit, self.manifest.counts.get(kind, 0) if among is None else len(among))
        if collection is None or most < 1:
            return ()
        found = collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32),
            ids=None if among is None else list(among),
            n_results=most,
            include=["distances"],
        )
        distances = (found["distances"] or [[]])[0]
        return tuple(
            Near(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)
        )


def _client(path: Path) -> "ClientAPI":
    # Here and not above: the import takes half a second, and warns about things we do not use.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import chromadb
        from chromadb.config import Settings

        return chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))


def _opened(folder: Path, manifest: Manifest) -> Index | None:
    """The build that `manifest` points at, or None when it is not whole."""
    path = folder / manifest.build
    if not path.is_dir():
        return None
    try:
        index = Index(_client(path), manifest)
        for kind, count in manifest.counts.items():
            _probe(index._collections[kind], count)
    except Exception as error:  # Chroma has no one class for damage
        _log.warning(text("index_damaged", folder=path, problem=error))
        return None
    return index


def _probe(collection: "Collection", count: int) -> None:
    """Raise unless the collection holds `count` vectors and answers a query."""
    if collection.count() != count:
        raise ValueError(f"{collection.name}: {collection.count()} in plaats van {count}")
    stored = collection.peek(1)["embeddings"]
    if stored is None or len(collection.query(query_embeddings=stored, n_results=1)["ids"][0]) != 1:
        raise ValueError(f"{collection.name}: geen antwoord")


def _build(folder: Path, corpus: str, engine: str, passages: Sequence[Passage], vectors: Matrix) -> Index:
    path = Path(tempfile.mkdtemp(prefix=f"{corpus}-", dir=folder))
    rows = {kind: [row for row, passage in enumerate(passages) if passage.kind is kind] for kind in Kind}
    manifest = Manifest(
        corpus=corpus,
        engine=engine,
        build=path.name,
        counts={kind: len(found) for kind, found in rows.items() if found},
    )
    try:
        client = _client(path)
        for kind in manifest.counts:
            _fill(client, kind, rows[kind], passages, vectors)
        index = Index(client, manifest)
    except Exception as error:  # a full disk comes out of Chroma as an error of its own
        shutil.rmtree(path, ignore_errors=True)
        raise IndexUnavailable(folder, error) from error
    _write_manifest(folder, manifest)
    _remove_others(folder, manifest.build)
    return index


def _fill(
    client: "ClientAPI", kind: Kind, rows: Sequence[int], passages: Sequence[Passage], vectors: Matrix
) -> None:
    collection = client.create_collection(
        kind.value, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    for start in range(0, len(rows), _BATCH):
        batch = list(rows[start : start + _BATCH])
        collection.add(ids=[passages[row].id for row in batch], embeddings=vectors[batch])


def _read_manifest(folder: Path) -> Manifest | None:
    try:
        return Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    fresh = folder / f"{_MANIFEST}.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(manifest.model_dump_json(indent=2))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / _MANIFEST)


def _remove_others(folder: Path, build: str) -> None:
    """Remove older builds; a process that still has one open keeps reading it."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != build:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this process, so that two that start at once build only one index."""
    import fcntl

    with (folder / _LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
