"""A conversation in which one call goes wrong, for every call and every way; it ends as the others do."""

import asyncio
import re
from collections import Counter

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
from tests.auxil.telegram.talker import Manner, Talk, Talker
from tests.channels.telegram.talking import FIRST, until

MANNER = Manner(FIRST, "Andere registratie", "Verander:", seed=3, typed_every=3)
FAULTS = (TooManyRequests(1), BadGateway(), NoAnswer(), Reset(), DropAfterwards(), SilenceAfterwards())
HAPPENED = DropAfterwards | SilenceAfterwards
SECONDS = 60.0


async def talks(user: User) -> Talk:
    """The conversation, and then a moment in which nothing may be left to do."""
    talk = await Talker(user, MANNER, SECONDS).whole()
    await until(lambda: not user.unanswered)
    return talk


def shown(user: User) -> list[str]:
    """What is on the screen, without the numbers of messages."""
    return [re.sub(r"^\d+ ", "", line) for line in user.screen().splitlines()]


async def test_whatever_call_goes_wrong_the_end_is_the_same(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    calm = await talks(user)
    made = Counter(call.method for call in telegram_server.calls if call.method in _ABOUT_A_CHAT)
    assert set(made) == set(_ABOUT_A_CHAT)
    places = [(method, nth + 1) for method, times in made.items() for nth in range(times)]
    cases = [(method, nth, fault) for method, nth in places for fault in FAULTS]
    users = [telegram_server.user(1000 + number, user.first_name) for number in range(len(cases))]
    for (method, nth, fault), other in zip(cases, users, strict=True):
        telegram_server.fails(method, fault, nth, chat=other.id)
    results = await asyncio.gather(*map(talks, users))
    struck = [call.fault for call in telegram_server.calls if call.fault is not None]
    assert len(struck) == len(cases)
    for case, other, talk in zip(cases, users, results, strict=True):
        assert talk.cards == calm.cards, case
        assert shown(other) == shown(user) or _may_be_doubled(*case), case


def _may_be_doubled(method: str, _nth: int, fault: Fault) -> bool:
    """Telegram took the message, and the bot never heard so; or an old card could not be taken away."""
    return isinstance(fault, HAPPENED) and method == "sendMessage"


_ABOUT_A_CHAT = ("sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage")
