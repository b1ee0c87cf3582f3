"""The guide for facilitators says what the workshop does."""

import re
from pathlib import Path

from bot.workshop import Question
from bot.workshop.scales import scales

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "workshop.md").read_text("utf-8")
LARGEST = 150_000
"""Bytes of a picture: who reads the guide on a phone pays for it."""


def test_every_answer_is_explained() -> None:
    explained = re.findall(r"^\|[^|]*\| (\d) ([^|]+) \| [^|]+ \|$", GUIDE, re.MULTILINE)
    assert explained == [
        (str(score), answer.label)
        for question in Question
        for score, answer in enumerate(scales().of(question).answers, start=1)
    ]


def test_every_picture_is_there_and_small() -> None:
    shown = re.findall(r"!\[.+\]\((.+)\)", GUIDE)
    assert {DOCS / name for name in shown} == set((DOCS / "beelden").iterdir())
    assert all((DOCS / name).stat().st_size < LARGEST for name in shown)
