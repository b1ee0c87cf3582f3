"""What the assistant uses: the knowledge as it is, through its public face."""

from pathlib import Path

from evals.retrieval.systems.answer import DEPTH, Answer, System
from knowledge.search import Knowledge


def fused(folder: Path) -> System:
    """The shipped knowledge, its index kept in `folder`."""
    knowledge = Knowledge.open(folder / "library")

    def search(text: str) -> Answer:
        found = knowledge.search(text, limit=DEPTH)
        return Answer(tuple(hit.passage.id for hit in found.hits), found.relevant)

    return search
