import pytest

from evals.retrieval.documents import Document
from evals.retrieval.questions import Question, Style
from evals.retrieval.reference import ours, theirs
from tests.evals.retrieval.engine import Letters

WORDS = "klacht meldcode startbericht stopbericht verhuizing jaarrekening onderaannemer wachttijd vog tolk"
DOCUMENTS = tuple(
    Document(word, f"{word} {word[::-1]} over {number}") for number, word in enumerate(WORDS.split())
)
QUESTIONS = (
    Question(
        id="formal-01", style=Style.FORMAL, topic="a", text="klachten", relevant={"klacht": 2, "vog": 1}
    ),
    Question(
        id="formal-02", style=Style.FORMAL, topic="b", text="starten", relevant={"stopbericht": 2, "vog": 1}
    ),
    Question(id="formal-03", style=Style.FORMAL, topic="c", text="wachten", relevant={"tolk": 2}),
    Question(id="formal-04", style=Style.FORMAL, topic="d", text="voetbal", relevant={}),
)


def test_sentence_transformers_measures_the_same() -> None:
    our, their = (measure(QUESTIONS, DOCUMENTS, Letters()) for measure in (ours, theirs))
    assert our == pytest.approx(their, abs=1e-6)
    assert 0 < our.ndcg < 1
    assert 0 < our.mrr < 1
