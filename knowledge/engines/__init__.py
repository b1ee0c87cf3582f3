"""Embedding engines behind one interface: embedded, sentence-transformers, or an endpoint like OpenAI's."""

from knowledge.engines.base import NamedEmbeddings
from knowledge.engines.errors import EngineUnavailable
from knowledge.engines.making import make_engine

__all__ = ["EngineUnavailable", "NamedEmbeddings", "make_engine"]
