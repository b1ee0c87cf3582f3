"""The channel axis of the evaluation for Telegram: the same case gets the advice it gets without a channel.

The terminal and JSON lines are played by the evaluation itself; Telegram needs a server, so it is played
here, with the same simulated user, who reads the card by its words.
"""

import pytest

from bot.building import build_rules, places
from bot.content import load_content
from bot.domain import Outcome
from bot.session.keeping import restored
from bot.store import Store
from evals.axes.generating import undisturbed
from evals.axes.variant import Manner, Variant
from evals.cases import Case, load_cases
from evals.playing.person import Person
from evals.playing.screens import Reader
from evals.playing.stage import Stage
from tests.auxil.assistant import FakeSearcher
from tests.auxil.telegram import Message, User
from tests.channels.telegram.talking import presses, says
from tests.evals.example import EXAMPLES

READER = Reader(load_content())
STAGE = Stage(build_rules(), FakeSearcher())
REAL = tuple({one.outcome: one for one in load_cases() if one.split == "dev"}.values())
"""One authored case for each outcome."""

CASES = (*EXAMPLES, *REAL)


async def advised(user: User, variant: Variant) -> tuple[str, bool]:
    """The advice on the card at the end."""
    person = Person(variant)
    place = next(one for one in places() if one.code == variant.municipality)
    await says(user, f"/gemeente {place.name}")
    card = await says(user, variant.description)
    while (advice := READER.advice(card.text)) is None:
        asked = READER.asked(card.text)
        assert asked is not None, card.text
        answer = person.answer(asked, READER.guessed(card.text, asked))
        if answer.option is None:
            card = await says(user, answer.text or "")
        else:
            card = await presses(user, label(card, asked, answer.option))
    return advice


def label(card: Message, asked: str, option: str) -> str:
    """The button of the card for an answer."""
    return next(one for one in READER.labels(asked, option) if one in card.labels)


async def values(store: Store, user: User) -> dict[str, str]:
    """The facts that are kept of the conversation."""
    async with store.turn(f"telegram:{user.id}") as turn:
        stored = await turn.active()
    conversation = restored(stored) if stored else None
    assert conversation is not None
    return {name: str(fact.value) for name, fact in conversation.sheet.facts.items()}


def test_there_is_a_case_for_every_outcome() -> None:
    assert {one.outcome for one in EXAMPLES} == {one.outcome for one in REAL} == set(Outcome)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.id)
@pytest.mark.parametrize("manner", ["buttons", "text"])
async def test_telegram_gives_the_same_advice_on_the_same_facts(
    bot: None, store: Store, user: User, case: Case, manner: Manner
) -> None:
    variant = undisturbed(case, manner)
    direct = STAGE.play(variant)
    assert await advised(user, variant) == (direct.outcome, direct.provisional)
    assert await values(store, user) == direct.facts
