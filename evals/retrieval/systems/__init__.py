"""The ways to search that are compared: what the assistant uses, and its single parts on their own."""

from collections.abc import Callable, Mapping
from pathlib import Path

from evals.retrieval.documents import load_documents
from evals.retrieval.systems.answer import DEPTH, Answer, System
from evals.retrieval.systems.bm25 import stems
from evals.retrieval.systems.dense import dense
from evals.retrieval.systems.fused import fused
from evals.retrieval.systems.ngrams import ngrams

__all__ = ["DEPTH", "FUSED", "SYSTEMS", "Answer", "System", "Systems"]

FUSED = "fused"

Systems = Mapping[str, Callable[[Path], System]]
"""Systems by name, each made with a folder in which it may keep what costs time."""

SYSTEMS: Systems = {
    FUSED: fused,
    "bm25": lambda _: stems(load_documents()),
    "ngrams": lambda _: ngrams(load_documents()),
    "dense": lambda folder: dense(load_documents(), folder),
}
