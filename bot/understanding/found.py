"""A value found at a place in folded text."""

from typing import NamedTuple


class Found(NamedTuple):
    """A number or word of the vocabulary, and where it was read."""

    value: float | str
    start: int
    end: int

    def overlaps(self, other: "Found") -> bool:
        """Whether both were read from some of the same characters."""
        return self.start < other.end and other.start < self.end
