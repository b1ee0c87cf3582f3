"""Whether a run is good enough: its figures against the thresholds in a file."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import TypeAdapter

from evals.axes.generating import AXES, INVARIANT
from evals.axes.variant import Manner
from evals.consistency.comparing import LOWER_IS_BETTER
from evals.consistency.figures import EVERY_AXIS, Figures, Place

FILE = Path(__file__).parents[1] / "thresholds.yaml"
EACH = "each"
"""In the file: every axis that must not change the advice."""

Thresholds = Mapping[Place, Mapping[str, float]]


class Check(NamedTuple):
    """One threshold and what was measured; `value` is None when the run has no such figure."""

    place: Place
    measure: str
    threshold: float
    value: float | None

    @property
    def met(self) -> bool:
        """Whether it was measured and is good enough."""
        if self.value is None:
            return False
        if self.measure in LOWER_IS_BETTER:
            return self.value <= self.threshold
        return self.value >= self.threshold


def load_thresholds(path: Path = FILE) -> Thresholds:
    """The thresholds by place, `each` spread over its axes.

    Raises:
        ValueError: the file does not fit (also pydantic's), or names an axis that does not exist.
    """
    written = TypeAdapter(dict[Manner, dict[str, dict[str, float]]]).validate_python(
        yaml.safe_load(path.read_text(encoding="utf-8"))
    )
    thresholds: dict[Place, dict[str, float]] = {}
    for manner, of_axes in written.items():
        for name, measures in of_axes.items():
            if name not in (EACH, EVERY_AXIS, *AXES):
                raise ValueError(f"{path.name}: {name!r} is no axis")
            for axis in INVARIANT if name == EACH else (name,):
                thresholds.setdefault(Place(manner, axis), {}).update(measures)
    return thresholds


def check(figures: Iterable[Figures], thresholds: Thresholds) -> Iterator[Check]:
    """Every threshold of a place that the run played; a run of some axes is held to those alone."""
    measured = {Place(one.manner, one.axis): one.measures for one in figures}
    for place, measures in thresholds.items():
        if place in measured:
            for name, threshold in measures.items():
                found = measured[place].get(name)
                yield Check(place, name, threshold, None if found is None else found.value)
