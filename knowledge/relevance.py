"""How relevant a passage is: what was measured about it, and the chance that follows from that.

The cosines of the engine lie in a narrow band (related about 0.87, unrelated about 0.81) and shift with
the query, so no one cosine separates them. A logistic over several measures does; its coefficients are
fitted on queries with known answers by `python -m knowledge.calibration`.
"""

from functools import cache
from math import exp
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from knowledge.texts import DATA

CALIBRATION = DATA / "calibration.json"


class Evidence(NamedTuple):
    """What is measured about one passage for one query.

    `cosine` to the query; `excess` that cosine in standard deviations above the mean of the shipped
    passages; `share`, `coverage` and `code` as in `Lexical`.
    """

    cosine: float
    excess: float
    share: float
    coverage: float
    code: float


class Calibration(BaseModel):
    """The logistic: `bias` and one weight for each field of `Evidence`.

    A passage counts as relevant from `threshold`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str
    corpus: str
    bias: float
    weights: Evidence
    threshold: float

    def score(self, evidence: Evidence) -> float:
        """The chance (0 to 1) that a passage with this evidence answers the query."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, evidence, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def shipped_calibration() -> Calibration:
    """The calibration that comes with the package."""
    return Calibration.model_validate_json(CALIBRATION.read_bytes())
