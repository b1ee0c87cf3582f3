"""What tells queries that have an answer from those that have none, by their vectors."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Direction(NamedTuple):
    """A direction among the vectors of queries.

    The further one lies that way beyond `usual`, the more it is like the queries that have an answer.
    """

    subject: Sequence[float]
    usual: float

    def about(self, vector: NDArray[np.float32]) -> float:
        """How much more than usual the query with this vector is about what the knowledge is about."""
        return float(np.einsum("i,i->", np.asarray(self.subject), vector)) - self.usual
