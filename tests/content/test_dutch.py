"""All that a user reads: "u", short sentences, no doubled spaces or signs left over."""

import re
from collections.abc import Iterator

import pytest

from bot.content import load_content, load_table

LONGEST_SENTENCE = 25
INFORMAL = re.compile(r"\b(?:jij|je|jou|jouw|jouwe|jullie|jezelf|joh?)\b", re.IGNORECASE)
SENTENCE_ENDS = re.compile(r"(?<=[.!?:])\s+|\n+")


def _all_texts() -> Iterator[tuple[str, str]]:
    content, table = load_content(), load_table().table
    yield from ((f"texts.{name}", text) for name, text in content.texts.root.items())
    yield from ((f"commands.{name}", text) for name, text in content.commands.items())
    questions = content.questions
    for number in questions.titles:
        yield f"titles.{number}", questions.titles[number]
        yield f"intros.{number}", questions.intros[number]
    yield from ((f"units.{name}", text) for name, text in questions.units.items())
    for slot, question in questions.slots.items():
        for part in ("name", "ask", "why", "source"):
            yield f"{slot}.{part}", getattr(question, part)
        for value, option in question.options.items():
            yield f"{slot}.{value}.label", option.label
            yield f"{slot}.{value}.means", option.means
    for rule in table.rules:
        yield f"{rule.id}.motivation", rule.motivation
        yield f"{rule.id}.next_step", rule.next_step
    yield from ((row.id, row.text) for row in table.conditions)
    yield from ((row.id, row.text) for row in table.alternatives)


TEXTS = dict(_all_texts())


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
