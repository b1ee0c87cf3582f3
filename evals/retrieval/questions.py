"""The questions with their graded answers: those to learn from, and those that are only measured on."""

from collections import Counter
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

ANSWERS, HELPS = 2, 1
"""The grades of a passage: it answers the question, or it is related and useful."""


class Style(StrEnum):
    """How a question is put."""

    FORMAL = "formal"
    CHATTY = "chatty"
    TYPOS = "typos"
    LONG = "long"
    CODES = "codes"
    LEGAL = "legal"


class Split(StrEnum):
    """`dev` is to learn from; `sealed` is only measured. A sealed set that wears out becomes `dev`."""

    DEV = "dev"
    SEALED = "sealed"


FILES = {
    Split.DEV: Path(__file__).parent / "questions.yaml",
    Split.SEALED: Path(__file__).parent / "sealed.yaml",
}


class Question(BaseModel):
    """One question or wish as it is typed.

    `relevant` grades passages by id; the ids of rows of code tables are those of `knowledge.tables`.
    Without any, the knowledge has no answer. `topic` names what it is about: questions of one topic are
    never on both sides of a cross-validation.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+-\d{2,3}$")
    style: Style
    topic: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    text: str = Field(min_length=4, max_length=2000)
    relevant: dict[str, Literal[1, 2]]

    @model_validator(mode="after")
    def _answered_or_not(self) -> "Question":
        if self.relevant and ANSWERS not in self.relevant.values():
            raise ValueError(f"{self.id}: some passages help but none answers")
        if not self.id.startswith(f"{self.style}-"):
            raise ValueError(f"{self.id!r} does not name its style, {self.style}")
        return self

    @property
    def answered(self) -> bool:
        """Whether the knowledge has an answer."""
        return bool(self.relevant)

    @property
    def answers(self) -> frozenset[str]:
        """The passages that answer it, related ones left out."""
        return frozenset(id for id, grade in self.relevant.items() if grade == ANSWERS)  # noqa: A001


@cache
def load_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file. Raises `ValueError` (pydantic's included) when the file is wrong."""
    questions = TypeAdapter(tuple[Question, ...]).validate_python(
        yaml.safe_load(path.read_text(encoding="utf-8"))
    )
    for field in ("id", "text"):
        counts = Counter(str(getattr(question, field)).casefold() for question in questions)
        if twice := [value for value, count in counts.items() if count > 1]:
            raise ValueError(f"{path.name}: {field} {twice[0]!r} occurs more than once")
    return questions


def questions_of(split: Split) -> tuple[Question, ...]:
    """The questions to learn from, or those to measure on."""
    return load_questions(FILES[split])
