"""A conversation in which one call goes wrong, for every call and every way; it ends as the others do."""

import asyncio
import re
from collections import Counter
from functools import partial

from tests.auxil.telegram import (
    BadGateway,
    DropAfterwards,
    Fault,
    NoAnswer,
    Reset,
    SilenceAfterwards,
    TelegramServer,
    TooManyRequests,
    User,
)
from tests.auxil.telegram.talker import Manner, Talker
from tests.channels.telegram.talking import FIRST, until

MANNER = Manner(FIRST, "Andere registratie", "Verander:", seed=3, typed_every=3, turns=5)
FAULTS = (TooManyRequests(1), BadGateway(), NoAnswer(), Reset(), DropAfterwards(), SilenceAfterwards())
HAPPENED = DropAfterwards | SilenceAfterwards
ABOUT_A_CHAT = ("sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage")
SECONDS = 60.0


def shown(user: User) -> list[str]:
    """What is on the screen, without the numbers of messages."""
    return [re.sub(r"^\d+ ", "", line) for line in user.screen().splitlines()]


async def test_whatever_call_goes_wrong_the_end_is_the_same(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    calm = await Talker(user, MANNER, SECONDS).whole()
    await until(lambda: not user.unanswered)
    made = Counter(call.method for call in telegram_server.calls if call.method in ABOUT_A_CHAT)
    assert set(made) == set(ABOUT_A_CHAT)
    places = [(method, nth + 1) for method, times in made.items() for nth in range(times)]
    cases = [(method, nth, fault) for method, nth in places for fault in FAULTS]
    users = [telegram_server.user(1000 + number, user.first_name) for number in range(len(cases))]
    for (method, nth, fault), other in zip(cases, users, strict=True):
        telegram_server.fails(method, fault, nth, chat=other.id)
    results = await asyncio.gather(*(Talker(other, MANNER, SECONDS).whole() for other in users))
    await until(lambda: sum(call.fault is not None for call in telegram_server.calls) == len(cases))
    for case, other, talk in zip(cases, users, results, strict=True):
        assert talk.cards == calm.cards, case
        if not may_be_doubled(*case):
            await until(partial(same_screen, other, user))


def same_screen(one: User, other: User) -> bool:
    return shown(one) == shown(other)


def may_be_doubled(method: str, _nth: int, fault: Fault) -> bool:
    """Whether Telegram took the message and the bot never heard so."""
    return isinstance(fault, HAPPENED) and method == "sendMessage"
