"""Which municipalities lie near which: a shared border, within 1 km, or the same youth-care region."""

import csv
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from knowledge.texts import DATA, text

Relation = Literal["border", "point", "near", "region"]

_NEAREST_FIRST: tuple[Relation, ...] = ("border", "point", "near", "region")

_Around = dict[str, tuple[Relation, float | None]]


class Neighbour(BaseModel):
    """A municipality near another: `km` is the border length, or the distance when only near."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    relation: Relation
    km: float | None = None
    region: str

    def describe(self) -> str:
        """The relation in a few Dutch words."""
        return text(
            f"relation_{self.relation}", km=f"{self.km or 0:.1f}".replace(".", ","), region=self.region
        )


class Place(NamedTuple):
    """A municipality as far as its neighbours are concerned."""

    code: str
    name: str
    region: str


def neighbours_of(places: Iterable[Place]) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each place by CBS code, nearest first; see `Municipalities.neighbours`."""
    known = {place.code: place for place in places}
    pairs: dict[str, _Around] = {code: {} for code in known}
    for row in read_rows("adjacency.csv"):
        relation: Relation = "border" if row["type"] == "grens" else "point"
        _join(pairs, row, relation, float(row["grenslengte_km"] or 0) or None)
    for row in read_rows("adjacency_nabij_tot_1km.csv"):
        _join(pairs, row, "near", float(row["afstand_km"]))
    for code, around in pairs.items():
        for other in known.values():
            if other.code != code and other.region == known[code].region:
                around.setdefault(other.code, ("region", None))
    return {code: _in_order(known, around) for code, around in pairs.items()}


def read_rows(file: str) -> list[dict[str, str]]:
    """The rows of a CSV file in the data folder."""
    with (DATA / file).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _join(pairs: dict[str, _Around], row: Mapping[str, str], relation: Relation, km: float | None) -> None:
    pairs[row["code_a"]].setdefault(row["code_b"], (relation, km))
    pairs[row["code_b"]].setdefault(row["code_a"], (relation, km))


def _in_order(known: Mapping[str, Place], around: _Around) -> tuple[Neighbour, ...]:
    found = [
        Neighbour(code=code, name=known[code].name, relation=relation, km=km, region=known[code].region)
        for code, (relation, km) in around.items()
    ]

    def nearness(each: Neighbour) -> tuple[int, float, str]:
        km = each.km or 0.0
        return _NEAREST_FIRST.index(each.relation), -km if each.relation == "border" else km, each.name

    return tuple(sorted(found, key=nearness))
