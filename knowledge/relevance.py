"""How relevant a passage is: what was measured about it, and the chance that follows from that.

The cosines of the engine lie in a narrow band (related about 0.87, unrelated about 0.81) and shift with
the query, so no one cosine separates them. A logistic over several measures does; its coefficients are
fitted on queries with known answers by `python -m knowledge.calibration`.
"""

from functools import cache
from math import exp
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.texts import DATA
from knowledge.vectors import Matrix

CALIBRATION = DATA / "calibration.json"


class Evidence(NamedTuple):
    """What a first look shows about one passage: enough to choose which to look at closely.

    `cosine` to the query of the nearest of its texts; `excess` that cosine in standard deviations above
    the mean of the shipped passages; `share`, `coverage` and `code` as in `Lexical`.
    """

    cosine: float
    excess: float
    share: float
    coverage: float
    code: float


class Features(NamedTuple):
    """What a closer look shows about one passage: what its relevance follows from.

    `meaning` is the cosine of the query and its title and text; `letters` and `part` are `Letters`;
    `coverage` and `code` as in `Lexical`; `company` its cosine with the middle of what fits best.
    """

    meaning: float
    letters: float
    part: float
    coverage: float
    code: float
    company: float


class Calibration(BaseModel):
    """The logistic: `bias` and one weight for each field of `Features`.

    `subject` is a direction among the vectors of `engine`: the further a query lies that way beyond
    `usual`, the more it is like the queries that have an answer. A passage counts as relevant from
    `threshold`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str
    corpus: str
    bias: float
    weights: Features
    subject: tuple[float, ...]
    usual: float
    threshold: float

    def about(self, engine: str, vector: Matrix) -> float:
        """How much more than usual the query with this vector is about what the knowledge is about.

        0 when `engine` is another one: then nothing is known of where its vectors lie.
        """
        if engine != self.engine:
            return 0.0
        return float(np.einsum("i,i->", np.asarray(self.subject), vector)) - self.usual

    def score(self, features: Features, about: float) -> float:
        """The chance (0 to 1) that a passage answers a query that is so much `about` the subject."""
        measured = sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.bias + about + measured))))


@cache
def shipped_calibration() -> Calibration:
    """The calibration that comes with the package."""
    return Calibration.model_validate_json(CALIBRATION.read_bytes())
