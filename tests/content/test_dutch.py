"""All that a user reads: "u", short sentences, no doubled spaces or signs left over."""

import re

import pytest

from evals.readability.texts import all_texts

LONGEST_SENTENCE = 25
INFORMAL = re.compile(r"\b(?:jij|je|jou|jouw|jouwe|jullie|jezelf|joh?)\b", re.IGNORECASE)
SENTENCE_ENDS = re.compile(r"(?<=[.!?:])\s+|\n+")


TEXTS = all_texts()


def test_the_user_is_always_u() -> None:
    assert [name for name, text in TEXTS.items() if INFORMAL.search(text)] == []


def test_no_sentence_is_long() -> None:
    long = {
        name: sentence
        for name, text in TEXTS.items()
        for sentence in SENTENCE_ENDS.split(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    }
    assert long == {}


@pytest.mark.parametrize("left_over", [r"\S {2,}\S", r"\.\.(?!\.)(?<!\.\.\.)", r" [.,!?;](?:\s|$)", "TODO"])
def test_nothing_is_left_over(left_over: str) -> None:
    assert [name for name, text in TEXTS.items() if re.search(left_over, text)] == []


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith((".motivation", ".next_step"))])
def test_an_advice_is_in_whole_sentences(name: str) -> None:
    assert re.fullmatch(r"[A-Z].*\.", TEXTS[name])


def test_every_question_asks_something() -> None:
    assert [name for name, text in TEXTS.items() if name.endswith(".ask") and "?" not in text] == []


def test_a_label_fits_on_a_button() -> None:
    assert [name for name, text in TEXTS.items() if name.endswith(".label") and len(text) > 32] == []
