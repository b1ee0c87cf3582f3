"""What can go wrong with the knowledge, each with a Dutch message that says what to do."""

from pathlib import Path

from knowledge.texts import text


class CorpusError(Exception):
    """The corpus is wrong; the message names file, line and remedy."""

    @classmethod
    def at(cls, path: Path, line: int, fault: str, remedy: str) -> "CorpusError":
        """The error for `fault` in `path` at `line` (counted from 1)."""
        return cls(text("corpus_error", file=path, line=line, fault=fault, remedy=remedy))


class IndexUnavailable(Exception):  # noqa: N818 - the message is about a state, not a fault of the caller
    """The library cannot be opened, searched or changed; the message names the place and the remedy."""

    def __init__(self, place: object, problem: object, reason: str = "index_unavailable") -> None:
        """The error with the sentence called `reason`."""
        super().__init__(text(reason, place=place, problem=problem))


class DocumentError(Exception):
    """A document cannot be added; the message says why and what to do."""
