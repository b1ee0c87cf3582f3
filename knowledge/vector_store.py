"""Chroma behind one small face: embedded in a folder, or a server for several processes."""

import threading
import warnings
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

import numpy as np

from knowledge.errors import IndexUnavailable
from knowledge.vectors import Key, Matrix

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_BATCH = 1000
_PAGE = 10_000
_PROBES, _PROBED = 3, 100

_opening = threading.Lock()
_stores: "weakref.WeakValueDictionary[str, VectorStore]" = weakref.WeakValueDictionary()


class Near(NamedTuple):
    """A vector found; `cosine` runs from -1 to 1."""

    key: Key
    cosine: float


def vector_store(where: Path | str) -> "VectorStore":
    """The store in a folder or on a server; within a process the same one for the same place.

    An embedded Chroma lets go of its files only when nobody in the process has it open any more.
    """
    with _opening:
        store = _stores.get(str(where)) or VectorStore(where)
        _stores[str(where)] = store
    return store


class VectorStore:
    """Collections of vectors named by key. Safe to use from several threads.

    Every method may raise `IndexUnavailable`: the folder is damaged, or the server does not answer.
    """

    def __init__(self, where: Path | str) -> None:
        """`where` is a folder, or the address of a server (`http://host:port`)."""
        self.where = where
        self._seen = 0
        self._lock = threading.RLock()
        self._clients: list[Client] = []  # one, when it is open
        self._collections: dict[str, Collection] = {}
        weakref.finalize(self, _close, self._clients)

    @property
    def served(self) -> bool:
        """Whether it is a server, which several processes may use at once."""
        return isinstance(self.where, str)

    def close(self) -> None:
        """Let go of the store; the next call opens it anew and sees what other processes wrote."""
        with self._lock:
            self._collections.clear()
            _close(self._clients)

    def follow(self, changes: int, *, own: bool = False) -> None:
        """Note that the library has had so many changes, the last by this process if `own`.

        After the change of another process an embedded Chroma has to be opened anew: it would never
        see what was written.
        """
        with self._lock:
            if changes > self._seen:
                if not own and not self.served:
                    self.close()
                self._seen = changes

    def nearest(self, name: str, vector: Matrix, limit: int) -> tuple[Near, ...]:
        """At most `limit` vectors of collection `name`, nearest first."""
        with self._calling():
            found = self._collection(name).query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return tuple(
            Near(bytes.fromhex(key), 1.0 - distance)
            for key, distance in zip(found["ids"][0], distances, strict=True)
        )

    def put(self, name: str, keys: Sequence[Key], vectors: Matrix) -> None:
        """Add vectors, or replace those with the same key; the collection is made when absent."""
        with self._calling():
            collection = self._collection(name, make=True)
            for start in range(0, len(keys), _BATCH):
                batch = slice(start, start + _BATCH)
                collection.upsert(ids=[key.hex() for key in keys[batch]], embeddings=vectors[batch])

    def remove(self, name: str, keys: Sequence[Key]) -> None:
        """Remove vectors; one that is not there is no fault."""
        with self._calling():
            for start in range(0, len(keys), _BATCH):
                self._collection(name).delete(ids=[key.hex() for key in keys[start : start + _BATCH]])

    def count(self, name: str) -> int:
        """How many vectors the collection holds."""
        with self._calling():
            return self._collection(name).count()

    def keys(self, name: str) -> Iterator[Key]:
        """The keys in the collection."""
        with self._calling():
            collection = self._collection(name)
            for start in range(0, collection.count(), _PAGE):
                page = collection.get(limit=_PAGE, offset=start, include=[])
                yield from (bytes.fromhex(key) for key in page["ids"])

    def probe(self, name: str) -> None:
        """Raise unless the collection answers some queries."""
        with self._calling():
            sample = self._collection(name).peek(_PROBES)["embeddings"]
            for vector in [] if sample is None else sample:
                self.nearest(name, np.asarray(vector, dtype=np.float32), _PROBED)

    def names(self, prefix: str) -> tuple[str, ...]:
        """The collections whose name begins with `prefix`."""
        with self._calling():
            found = self._opened().list_collections()
            return tuple(each.name for each in found if each.name.startswith(prefix))

    def drop(self, name: str) -> None:
        """Remove a whole collection."""
        with self._calling():
            self._collections.pop(name, None)
            self._opened().delete_collection(name)

    @contextmanager
    def _calling(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except IndexUnavailable:
                raise
            except Exception as error:  # Chroma has no one class for what can go wrong
                raise IndexUnavailable(self.where, error, "store_unreachable") from error

    def _collection(self, name: str, *, make: bool = False) -> "Collection":
        if name not in self._collections:
            client = self._opened()
            self._collections[name] = (
                client.get_or_create_collection(
                    name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
                )
                if make
                else client.get_collection(name, embedding_function=None)
            )
        return self._collections[name]

    def _opened(self) -> "Client":
        if not self._clients:
            try:
                self._clients.append(_client(self.where))
            except Exception:
                _forget_failed()
                raise
        return self._clients[0]


def _forget_failed() -> None:
    """Make Chroma start afresh next time: it keeps a client that failed, and would give it again."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _close(clients: "list[Client]") -> None:
    while clients:
        client = clients.pop()
        parts = (client, getattr(client, "_admin_client", None))
        sessions = [getattr(getattr(part, "_server", None), "_session", None) for part in parts]
        client.close()
        for session in sessions:  # of a server: Chroma leaves these connections open
            if session is not None:
                session.close()


def _client(where: Path | str) -> "Client":
    # Here and not above: the import takes half a second, and warns about things we do not use.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if isinstance(where, Path):
            client = chromadb.PersistentClient(path=str(where), settings=settings)
        else:
            address = urlsplit(where)
            client = chromadb.HttpClient(
                host=address.hostname or "localhost",
                port=address.port or 8000,
                ssl=address.scheme == "https",
                settings=settings,
            )
    return cast("Client", client)  # declared as something that cannot be closed
