"""What the search is worth on the development half; the sealed half is measured by hand and reported."""

from pathlib import Path

import numpy as np

from evals.retrieval.calibration_set import FILE, calibration_set
from evals.retrieval.documents import load_documents
from evals.retrieval.measuring import NDCG, detections, run, values
from evals.retrieval.questions import Split, questions_of
from evals.retrieval.systems.fused import fused
from evals.retrieval.systems.ngrams import ngrams


def test_fused_beats_letters_and_knows_when_it_has_nothing(tmp_path: Path) -> None:
    questions = questions_of(Split.DEV)
    answers = run(fused(tmp_path), questions)
    letters = run(ngrams(load_documents()), questions)
    gain = np.mean(values(NDCG, questions, answers)) - np.mean(values(NDCG, questions, letters))
    assert gain >= 0.03
    known = detections(questions, answers)
    assert known is not None
    assert known["something"]["precision"].value >= 0.9
    assert known["something"]["recall"].value >= 0.9
    # a gate against getting worse; the target of 0.9 is not reached (docs/retrieval.md)
    assert known["nothing"]["precision"].value >= 0.75
    assert known["nothing"]["recall"].value >= 0.75


def test_the_calibration_learns_from_the_development_half_only() -> None:
    """Fails when the questions changed: run `python -m evals.retrieval.calibration_set`."""
    text = FILE.read_text(encoding="utf-8")
    assert text == calibration_set()
    assert not [question.id for question in questions_of(Split.SEALED) if question.text in text]
