"""How relevant a passage is: what was measured about it, and the chance that follows.

The cosines of the engine lie in a narrow band (related about 0.87, unrelated about 0.81) and shift with
the query, so no one cosine separates them. Logistics over several measures do; their coefficients are
fitted on queries with known answers by `python -m knowledge.calibration`.
"""

from collections.abc import Sequence
from functools import cache
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.direction import Direction
from knowledge.errors import IndexUnavailable
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

    `meaning` is the cosine of the query and its title and text, `nearest` that of the nearest of its texts
    (also what it is asked by); `letters` and `part` are `Letters`;
    `coverage` and `code` as in `Lexical`; `company` its cosine with the middle of what fits best.
    """

    meaning: float
    nearest: float
    letters: float
    part: float
    coverage: float
    code: float
    company: float


class Answer(NamedTuple):
    """What the chance that a query has an answer follows from, besides how much it is about the subject.

    `best` is what was measured about the passage that fits best, `coverage` and `code` the highest of all
    passages.
    """

    best: float
    coverage: float
    code: float


class Verdict(BaseModel):
    """Whether the passage that fits best does fit: a logistic, and the chance from which it does.

    `told` is what the `direction` of the calibration counts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    answer: Answer
    told: float
    threshold: float


class Calibration(BaseModel):
    """Two logistics: which passage fits better than which, and whether the one that fits best does fit.

    `weights` is for the first: one weight for each field of `Features`. The second is there twice: for a
    search of the `whole` knowledge, and of a `part`, where what is of the subject may have no answer.
    `direction` is one among the vectors that `engine` gives queries.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str
    weights: Features
    whole: Verdict
    part: Verdict
    direction: Direction

    def about(self, engine: str, vector: Matrix) -> float:
        """What `direction` says of the query with this vector.

        0 when `engine` is another one, or reads queries in another way: where its vectors lie is not known.
        """
        if engine != self.engine:
            return 0.0
        return self.direction.about(vector)

    def scores(self, found: Sequence[Features], about: float, verdict: Verdict) -> list[float]:
        """The chance (0 to 1) that each passage answers a query that is so much `about` the subject.

        The best gets the chance that the query has an answer at all; another is less likely by as much as
        it fits less.
        """
        measured, signs = measure(found, self.weights)
        lead = verdict.bias + verdict.told * about + sum(map(mul, verdict.answer, signs)) - signs.best
        return [1 / (1 + exp(-max(-30.0, min(30.0, lead + each)))) for each in measured]


def measure(found: Sequence[Features], weights: Features) -> tuple[list[float], Answer]:
    """How well each passage fits, and what they say together about whether there is an answer."""
    fits = [sum(map(mul, weights, features)) for features in found]
    coverage = max((features.coverage for features in found), default=0.0)
    code = max((features.code for features in found), default=0.0)
    return fits, Answer(max(fits, default=0.0), coverage, code)


def read_calibration(path: Path) -> Calibration:
    """The calibration in `path`.

    Raises:
        IndexUnavailable: it is absent, damaged, or of another version of the program.
    """
    try:
        return Calibration.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexUnavailable(path, error, "calibration_damaged") from error


@cache
def shipped_calibration() -> Calibration:
    """The calibration that comes with the package. Raises as `read_calibration` does."""
    return read_calibration(CALIBRATION)
