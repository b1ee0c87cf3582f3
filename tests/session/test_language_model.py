"""A language model in a session: what it uses is in the store, and nobody notices when it dies half-way."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from time import perf_counter

import pytest

from bot.dialogue import AdviceGiven, Explanation, Reply
from bot.language_model import Limits, Patience, Use
from bot.session import Session
from bot.store import Store
from tests.auxil.chat_model import ChatModel, Question, error, serving
from tests.auxil.chat_model import Reply as Answer
from tests.auxil.helped import helped_assistant, model_at
from tests.session.user import User

QUICK = Patience(together=10.0, pause=0.01)
HASTY = Patience(together=2.5, pause=0.01)
SLACK = 2.0
"""Seconds that a busy machine may add."""

TALK = (
    "Wij willen dat aanbieders opgeven welke kleur hun voordeur heeft, zodat we dat eens weten",
    "het is echt helemaal ons eigen idee geweest, er is geen wet die dat zegt",
    "we doen het eigenlijk alleen maar voor de zekerheid, je weet maar nooit",
    "er is geen enkel besluit dat hierdoor verandert, we leggen het gewoon vast",
    "nee, dat staat voor zover ik weet nog helemaal nergens",
)
"""A conversation that needs no button; every message has words left for a model to read."""


def nothing(_: Question) -> str:
    """What a model says that reads nothing, and writes nothing of use."""
    return '{"facts": []}'


def hangs(model: ChatModel, question: Question) -> Answer:
    return model.said(question, nothing(question))._replace(wait=60.0)


def breaks_off(model: ChatModel, question: Question) -> Answer:
    return model.said(question, nothing(question))._replace(half=True)


def is_broken(_: ChatModel, __: Question) -> Answer:
    return error(500, "stuk")


@pytest.fixture
async def unhelped(store: Store) -> User:
    return User(store, Session(helped_assistant(None)), "zonder")


def plain(reply: Reply) -> object:
    """A reply without the name of what read the text."""
    told = reply.model_dump(mode="json", exclude={"turn"})
    if isinstance(reply, AdviceGiven):
        told["advice"].pop("versions")
    return told


def dies(service: ChatModel, stack: ExitStack) -> None:
    stack.close()
    assert service.closing.is_set()


@pytest.mark.parametrize(
    "end",
    [
        dies,
        lambda service, _: service.faults.extend([hangs] * 99),
        lambda service, _: service.faults.extend([breaks_off] * 99),
        lambda service, _: service.faults.extend([is_broken] * 99),
    ],
    ids=["refuses", "hangs", "breaks off", "is broken"],
)
async def test_the_endpoint_dies_half_way(
    store: Store, unhelped: User, end: Callable[[ChatModel, ExitStack], object]
) -> None:
    with ExitStack() as stack:
        service = stack.enter_context(serving(nothing))
        assistant = helped_assistant(model_at(service.url, HASTY)).with_ledger(store.ledger())
        helped = User(store, Session(assistant), "met")
        for number, text in enumerate(TALK):
            if number == 2:
                assert len(service.questions) == 2
                end(service, stack)
            start = perf_counter()
            await helped.type(text)
            assert perf_counter() - start < HASTY.together + SLACK
            await unhelped.type(text)
            assert [plain(one) for one in helped.replies] == [plain(one) for one in unhelped.replies]
        assert isinstance(helped.replies[-1], AdviceGiven)
        start = perf_counter()
        await helped.type("/toelichting")
        await unhelped.type("/toelichting")
        assert perf_counter() - start < HASTY.together + SLACK
        assert helped.replies == unhelped.replies


async def test_what_is_used_outlives_the_program(store: Store) -> None:
    limits = Limits(day_tokens=100_000)
    with serving(nothing) as service:
        first = helped_assistant(model_at(service.url, QUICK, limits)).with_ledger(store.ledger())
        await User(store, Session(first)).type(TALK[0])
        assert len(service.questions) == 1
        today, rest = datetime.now(UTC).date(), Use(99_000)
        assert not await asyncio.to_thread(store.ledger().book, today, "", rest, limits)
        await asyncio.to_thread(store.ledger().book, today, "", rest)
        after = helped_assistant(model_at(service.url, QUICK, limits)).with_ledger(store.ledger())
        await User(store, Session(after), "later").type(TALK[0])
        assert len(service.questions) == 1


async def test_an_explanation_is_asked_while_nobody_waits_for_the_store(store: Store) -> None:
    with serving(nothing) as service:
        assistant = helped_assistant(model_at(service.url, QUICK)).with_ledger(store.ledger())
        user = await User(store, Session(assistant)).is_advised()
        await user.type("/toelichting")
        assert isinstance(user.replies[0], Explanation)
        assert service.questions[-1].method == "text"
