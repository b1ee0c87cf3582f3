"""What a system answers."""

from collections.abc import Callable
from typing import NamedTuple

DEPTH = 10
"""How many passages a system returns at most; no metric looks further."""


class Answer(NamedTuple):
    """The ids found, best first; `relevant` says whether anything fits, None when the system cannot tell."""

    ids: tuple[str, ...]
    relevant: bool | None = None


System = Callable[[str], Answer]
"""Searches for a text."""
