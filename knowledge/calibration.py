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

from knowledge.engines.asking import Asking, asking_engine, read_asking
from knowledge.fitting import FOLDS, OUTSIDE_SHARE, Judged, Query, fit, folds_of
from knowledge.library import Library
from knowledge.loading import CORPUS, corpus_digest, load_corpus
from knowledge.relevance import CALIBRATION, Calibration, shipped_calibration
from knowledge.search import Knowledge
from knowledge.texts import DATA, text
from knowledge.vectors import key_of

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
            about = calibration.about("", each.vector) if each.about is None else each.about
            scores = calibration.scores(each.features, about, calibration.whole)
            relevant = max(scores, default=0.0) >= calibration.whole.threshold
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


def judge(queries: Sequence[Query], knowledge: Knowledge, asking: Asking | None = None) -> tuple[Judged, ...]:
    """What a search finds for each query; `asking` is what the engine learned, if it did."""
    judged = []
    for query in queries:
        unseen = asking.unseen.get(key_of(query.ask)) if asking else None
        vector, found = knowledge.measure(query.ask, unseen.vector if unseen else None)
        about = unseen.about if unseen else asking.direction.about(vector) if asking else None
        right = tuple(each in query.want for each in found)
        helps = tuple(each in query.also for each in found)
        judged.append(Judged(query, vector, tuple(found.values()), right, helps, about))
    return tuple(judged)


def calibrate(knowledge: Knowledge) -> Calibration:
    """A calibration for the engine of `knowledge`; the shipped one when too little is found to fit on."""
    judged = judge(read_queries(), knowledge)
    if sum(any(each.right) for each in judged) < _FEWEST_ANSWERED:
        return shipped_calibration()
    return fit(judged, knowledge.library.engine.query_name)


def main() -> None:
    """Fit on the shipped corpus, store the coefficients and print how well they do.

    What was stored before may be absent, or written by another version of the program.
    """
    with tempfile.TemporaryDirectory() as folder:
        asking = read_asking()
        library = Library.open(Path(folder), asking_engine())
        library.take_in(load_corpus(CORPUS), corpus_digest(CORPUS))
        knowledge = Knowledge(library)  # not `Knowledge.open`: it reads the file that is made here
        judged = judge(read_queries(), knowledge, asking)
        calibration = fit(judged, library.engine.query_name, asking.direction)
        knowledge.close()
    _store(calibration)
    report = cross_validated(judged)
    print(text("calibration_report", threshold=calibration.whole.threshold, **report._asdict()))


def _store(calibration: Calibration) -> None:
    """In one step: whoever is stopped halfway or reads meanwhile has the old one."""
    fresh = CALIBRATION.with_name(f"{CALIBRATION.name}.new")
    fresh.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
    fresh.replace(CALIBRATION)


if __name__ == "__main__":
    main()
