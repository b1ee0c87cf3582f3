"""Embeddings of what users type, made once and kept for all processes and later runs.

They depend on the embedding engine alone, and take most of the time of a first run.
"""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.engines.base import NamedEmbeddings
from knowledge.vectors import key_of

_PATIENCE = 60.0  # seconds that a process waits for another that writes
_SCHEMA = """CREATE TABLE IF NOT EXISTS query (
    engine TEXT, key BLOB, vector BLOB, PRIMARY KEY (engine, key)
) WITHOUT ROWID"""


class KeptQueries(NamedEmbeddings):
    """`engine`, with the vectors of queries in a file that several processes use at once.

    They are rounded as the file holds them before anybody uses them, so that the first run and a later one
    give the same advice.
    """

    def __init__(self, engine: NamedEmbeddings, file: Path) -> None:
        """Raises `OSError` when the folder of `file` cannot be made."""
        self.name = engine.name
        self._engine = engine
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()  # searching embeds in a thread of its own
        self._connection = sqlite3.connect(
            file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")  # what is lost is made again
        self._connection.execute(_SCHEMA)

    @property
    def query_name(self) -> str:
        """See `NamedEmbeddings`."""
        return self._engine.query_name

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Engine`; not kept."""
        return self._engine.embed_documents(list(texts))

    def embed_query(self, text: str) -> list[float]:
        """See `Engine`."""
        key = key_of(text)
        kept = self._kept(key)
        if kept is None:
            kept = np.asarray(self._engine.embed_query(text), dtype=np.float16).tobytes()
            with self._lock:
                self._connection.execute(
                    "INSERT OR IGNORE INTO query VALUES (?, ?, ?)", (self._engine.query_name, key, kept)
                )
        vector: list[float] = np.frombuffer(kept, dtype=np.float16).tolist()
        return vector

    def _kept(self, key: bytes) -> bytes | None:
        with self._lock:
            found = self._connection.execute(
                "SELECT vector FROM query WHERE engine = ? AND key = ?", (self._engine.query_name, key)
            ).fetchone()
        return None if found is None else bytes(found[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
