from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError
from rapidfuzz import fuzz

from evals.retrieval.documents import load_documents
from evals.retrieval.questions import (
    ANSWERS,
    Question,
    Split,
    Style,
    load_questions,
    questions_of,
)

QUESTIONS = tuple(question for split in Split for question in questions_of(split))


def test_enough_of_every_style_with_and_without_an_answer() -> None:
    counts = Counter((question.style, question.answered) for question in QUESTIONS)
    assert len(QUESTIONS) >= 240
    assert sum(not question.answered for question in QUESTIONS) >= 60
    for style in Style:
        assert counts[style, True] >= 30
        assert counts[style, False] >= 10


def test_no_two_questions_are_nearly_the_same() -> None:
    texts = [(question.id, question.text) for question in QUESTIONS if len(question.text) > 25]
    alike = [
        (one, other)
        for at, (one, text) in enumerate(texts)
        for other, further in texts[at + 1 :]
        if fuzz.ratio(text.casefold(), further.casefold()) > 80
    ]
    assert alike == []


def test_every_label_can_be_found() -> None:
    known = {document.id for document in load_documents()}
    assert {id for question in QUESTIONS for id in question.relevant} - known == set()  # noqa: A001


def test_no_question_was_copied_from_what_is_searched() -> None:
    searched = {" ".join(text.casefold().split()) for each in load_documents() for text in each.asks}
    assert searched.isdisjoint(" ".join(question.text.casefold().split()) for question in QUESTIONS)


def test_no_id_is_used_twice() -> None:
    assert max(Counter(question.id for question in QUESTIONS).values()) == 1


@pytest.mark.parametrize("split", Split)
def test_each_set_has_every_style_with_and_without_an_answer(split: Split) -> None:
    counts = Counter((question.style, question.answered) for question in questions_of(split))
    assert min(counts[style, answered] for style in Style for answered in (True, False)) >= 10


def test_answers_leave_related_passages_out() -> None:
    question = Question(
        id="formal-99", style=Style.FORMAL, topic="x", text="Hoe zit dat?", relevant={"a": ANSWERS, "b": 1}
    )
    assert question.answers == {"a"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"relevant": {"a": 3}}, "relevant"),
        ({"relevant": {"a": 1}}, "none answers"),
        ({"style": "rhyming"}, "style"),
        ({"style": "legal"}, "does not name its style"),
        ({"topic": "Twee woorden"}, "topic"),
        ({"text": ""}, "text"),
        ({"note": "x"}, "note"),
    ],
)
def test_a_wrong_question_is_refused(change: dict[str, object], complaint: str) -> None:
    good = {"id": "formal-01", "style": "formal", "topic": "x", "text": "Hoe zit dat?", "relevant": {"a": 2}}
    Question.model_validate(good)
    with pytest.raises(ValidationError, match=complaint):
        Question.model_validate(good | change)


@pytest.mark.parametrize("field", ["id", "text"])
def test_the_same_twice_is_refused(tmp_path: Path, field: str) -> None:
    lines = {"id": ("formal-01", "formal-02"), "text": ("Hoe zit dat?", "En dit dan?")}
    lines[field] = (lines[field][0],) * 2
    file = tmp_path / "questions.yaml"
    file.write_text(
        "".join(
            f"- {{id: {id}, style: formal, topic: x, text: '{text}', relevant: {{}}}}\n"
            for id, text in zip(*lines.values(), strict=True)  # noqa: A001
        ),
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=f"{field}.*more than once"):
        load_questions(file)
