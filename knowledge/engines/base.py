"""What all engines share: a name, readable texts, and the latest queries remembered."""

import os
import threading
from abc import abstractmethod
from collections.abc import Sequence
from functools import lru_cache

from langchain_core.embeddings import Embeddings

from knowledge.texts import text as sentence

_REMEMBERED = 512


class NamedEmbeddings(Embeddings):
    """An embedding engine whose `name` changes whenever its vectors of passages do."""

    name: str

    @property
    def query_name(self) -> str:
        """Changes whenever the vectors of queries do."""
        return self.name


class Engine(NamedEmbeddings):
    """Vectors of length 1, all of one size. Safe to use from several threads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._remembered = lru_cache(_REMEMBERED)(self._query)

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each of `texts`, as passages.

        Raises:
            EngineUnavailable: the engine gives no usable vectors.
        """
        return self._passages([_clean(each) for each in texts]) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The vector of `text` as a search query; the latest 512 are remembered.

        Raises:
            EngineUnavailable: the engine gives no usable vector.
        """
        return list(self._remembered(_clean(text)))

    @abstractmethod
    def _passages(self, texts: list[str]) -> list[list[float]]:
        """The vectors of one or more cleaned texts."""

    @abstractmethod
    def _query(self, text: str) -> list[float]:
        """The vector of a cleaned text."""


class OneProcess:
    """Lets one thread at a time use a model, and only in the process that used it first.

    The threads of a model do not survive a fork: a call in the child would hang, so it is refused.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: int | None = None

    def __enter__(self) -> None:
        # Before the lock: another thread of the parent may have held it at the fork.
        if self._process not in (None, os.getpid()):
            raise RuntimeError(sentence("forked"))
        self._lock.acquire()
        self._process = os.getpid()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _clean(raw: str) -> str:
    """`raw` as every engine can read it: some stop at NUL, and none can take half a surrogate pair."""
    return raw.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
