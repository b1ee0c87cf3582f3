"""How well requirements (`eis`) are told apart: `python -m evals.retrieval.requirements`.

The sample requirements are the test bed, because those of real municipalities are never shipped. The
calibration is the one for everything else and saw none of them.
"""

import hashlib
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.document import Chunk, Document
from knowledge.loading import load_corpus
from knowledge.passages import Kind, Passage
from knowledge.samples import SAMPLES
from knowledge.search import Knowledge

FILE = Path(__file__).with_suffix(".yaml")


class Ask(BaseModel):
    """A wish, and the sample requirements that are like it; without any, none is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str
    want: tuple[str, ...] = ()


class Figures(NamedTuple):
    """Of how many asks with and without a like requirement it was said rightly whether there is one.

    `first` counts the asks for which a like requirement came first.
    """

    told: int
    some: int
    turned_away: int
    none: int
    first: int


@cache
def load_asks() -> tuple[Ask, ...]:
    """All asks. Raises `ValueError` (pydantic's included) when the file is wrong."""
    return TypeAdapter(tuple[Ask, ...]).validate_python(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def measure(folder: Path) -> Figures:
    """The figures, for a library made in `folder` of the shipped passages and the samples."""
    knowledge = Knowledge.open(folder)
    for sample in load_corpus(SAMPLES):
        knowledge.library.add(_document(sample))
    names = {sample.title: sample.id for sample in load_corpus(SAMPLES)}
    found = {each: knowledge.search(each.ask, kinds=(Kind.EIS,), limit=1) for each in load_asks()}
    knowledge.close()
    some = {each: hits for each, hits in found.items() if each.want}
    return Figures(
        told=sum(hits.relevant for hits in some.values()),
        some=len(some),
        turned_away=sum(not hits.relevant for each, hits in found.items() if not each.want),
        none=len(found) - len(some),
        first=sum(names[hits.hits[0].passage.title] in each.want for each, hits in some.items()),
    )


def _document(sample: Passage) -> Document:
    """The sample as somebody would add it: a document of one heading, with its text alone."""
    return Document(
        name=f"{sample.id}.md",
        sha256=hashlib.sha256(sample.text.encode()).hexdigest(),
        kind=Kind.EIS,
        municipality=sample.municipality,
        title=sample.source.title,
        publisher=sample.source.publisher,
        chunks=(Chunk(text=sample.text, heading=sample.title),),
    )


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(Path(folder))._asdict().items():
            print(f"{name:<12}{value:>4}")


if __name__ == "__main__":
    main()
