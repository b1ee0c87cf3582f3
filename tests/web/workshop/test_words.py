"""The Dutch of the pages: "u", short sentences, and a word for everything there is."""

import re
from pathlib import Path

import pytest

import bot.web.workshop as pages
from bot.web.workshop.words import words
from bot.workshop import Role, State
from knowledge.passages import Kind

FOLDER = Path(pages.__file__).parent
LONGEST_SENTENCE = 25
INFORMAL = re.compile(r"\b(?:jij|je|jou|jouw|jullie)\b", re.IGNORECASE)
CODE = re.compile(r"\{[{%#].*?[%#}]\}|<[^>]*>", re.DOTALL)


def template_texts() -> dict[str, str]:
    """The words in each template, without what is filled in."""
    files = sorted((FOLDER / "templates").rglob("*.html"))
    return {file.name: " ".join(CODE.sub(" | ", file.read_text("utf-8")).split()) for file in files}


TEXTS = {
    **template_texts(),
    **{f"{part}.{name}": text for part, group in words() for name, text in group.items()},
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_reader_is_always_u_and_no_sentence_is_long(name: str) -> None:
    assert not INFORMAL.search(TEXTS[name])
    sentences = re.split(r"(?<=[.!?:])\s+|\|", TEXTS[name])
    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


def test_there_is_a_word_for_everything() -> None:
    assert set(words().roles) == set(Role)
    assert set(words().states) == set(State)
    assert set(words().kinds) == {*Kind, "besluit"}
    assert set(words().certainty) == {"hoog", "midden", "laag"}
