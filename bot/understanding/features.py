"""Text as numbers for the classifiers: which characters and words stand in it."""

import re
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 8192
"""How many places the pieces of a text are spread over."""

READ_AT_MOST = 600
"""Characters that are looked at: an answer that is longer says the same in its beginning."""

_WORD = re.compile(r"[a-z]+|[0-9]+")
_SHORTEST, _LONGEST = 2, 5

Vector = NDArray[np.float32]


def pieces(text: str) -> dict[int, int]:
    """How often each piece stands in folded `text`, by place: words, pairs of words, 2 to 5 characters."""
    words = _WORD.findall(text[:READ_AT_MOST])
    counts: dict[int, int] = {}
    for kind, piece in (
        *(("w", word) for word in words),
        *(("p", f"{one} {two}") for one, two in pairwise(words)),
        *(
            ("c", padded[start : start + length])
            for word in words
            for padded in (f"<{word}>",)
            for length in range(_SHORTEST, _LONGEST + 1)
            for start in range(len(padded) - length + 1)
        ),
    ):
        place = crc32(f"{kind}{piece}".encode()) % SIZE
        counts[place] = counts.get(place, 0) + 1
    return counts


def spread(text: str, weights: Vector) -> Vector:
    """The pieces of folded `text` as a vector of length 1 (`SIZE` numbers), each weighed by `weights`."""
    vector = np.zeros(SIZE, dtype=np.float32)
    for place, count in pieces(text).items():
        vector[place] = (1 + np.log(count)) * weights[place]
    norm = float(np.linalg.norm(vector))
    return vector / norm if norm else vector
