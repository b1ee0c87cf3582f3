"""The development half as calibration questions: `python -m evals.retrieval.calibration_set`.

Only the development half: the sealed one is measured, never learned from. Questions whose answer is a
row of a code table are left out, because those rows are not scored by the calibration.
"""

from pathlib import Path

import yaml

from evals.retrieval.questions import HELPS, Question, Split, questions_of
from knowledge.loading import CORPUS, load_corpus
from knowledge.texts import DATA

FILE = DATA / "calibration_graded.yaml"

_HEAD = (
    "# Gemaakt uit de ontwikkelhelft van de zoekvragen met: python -m evals.retrieval.calibration_set\n"
    "# `want` beantwoordt de vraag, `also` helpt; alle passages zijn beoordeeld.\n"
)


def calibration_set() -> str:
    """The text of the file."""
    known = {passage.id for passage in load_corpus(CORPUS)}
    rows = [_row(question, known) for question in questions_of(Split.DEV)]
    kept = [row for row in rows if row is not None]
    return _HEAD + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=110)


def _row(question: Question, known: set[str]) -> dict[str, object] | None:
    want = sorted(question.answers & known)
    if question.answered and not want:
        return None
    also = sorted(id for id, grade in question.relevant.items() if grade == HELPS and id in known)  # noqa: A001
    return {"ask": question.text, "want": want, "also": also, "topic": question.topic, "complete": True}


def main(path: Path = FILE) -> None:
    """Writes the file."""
    path.write_text(calibration_set(), encoding="utf-8")


if __name__ == "__main__":
    main()
