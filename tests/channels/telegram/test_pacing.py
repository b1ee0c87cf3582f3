"""Telegram's limits are kept, and a chat that must wait holds up no other."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.channels.telegram.pacing import FORGET_FROM, Answer, Limits, Pacer
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.running import serve
from bot.metrics import Metrics
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import root
from tests.channels.telegram.talking import FIRST, by_bot

GROUP = -100


class Done(NamedTuple):
    """A call that was made: for which chat, and from when until when."""

    chat: int
    at: float
    until: float


class Line:
    """A pacer on a clock that jumps to when somebody who sleeps must wake, and the calls it let through."""

    def __init__(self) -> None:
        self.now = 0.0
        self.done: list[Done] = []
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        self.pacer = Pacer(Limits(), Metrics(), lambda: self.now, self._sleep)

    async def call(
        self, chat: int, endpoint: str = "sendMessage", fault: RetryAfter | None = None, takes: float = 0.0
    ) -> None:
        async def callback() -> Answer:
            if fault is not None:
                raise fault
            at = self.now
            if takes:
                await self._sleep(takes)
            self.done.append(Done(chat, at, self.now))
            return True

        await self.pacer.process_request(callback, (), {}, endpoint, {"chat_id": chat}, None)

    async def together(self, *calls: Coroutine[object, object, None]) -> list[Done]:
        """What was let through of calls made at the same moment."""
        before = len(self.done)
        tasks = [asyncio.create_task(call) for call in calls]
        while not all(task.done() for task in tasks):
            for _ in range(5):
                await asyncio.sleep(0)
            if self._sleepers and not all(task.done() for task in tasks):
                self._sleepers.sort(key=lambda one: one[0])
                wakes, event = self._sleepers.pop(0)
                self.now = max(self.now, wakes)
                event.set()
        return self.done[before:]

    async def _sleep(self, seconds: float) -> None:
        event = asyncio.Event()
        self._sleepers.append((self.now + seconds, event))
        await event.wait()


def most_in(seconds: float, times: list[float]) -> int:
    """The most that came in any so many seconds."""
    return max(sum(start <= one < start + seconds - 1e-6 for one in times) for start in times)


@given(st.lists(st.tuples(st.integers(1, 12), st.floats(0, 4)), min_size=1, max_size=80))
def test_no_limit_is_passed_wherever_in_its_call_a_message_arrives(calls: list[tuple[int, float]]) -> None:
    async def made() -> list[Done]:
        line = Line()
        return await line.together(*(line.call(chat, takes=seconds) for chat, seconds in calls))

    done = asyncio.run(made())
    assert len(done) == len(calls)
    for one in done:
        same = [other for other in done if other.chat == one.chat]
        assert sum(other.at <= one.at < other.until + 3.0 - 1e-6 for other in same) <= 3
        assert sum(other.at <= one.at < other.until + 1.0 - 1e-6 for other in done) <= 30


async def test_a_chat_gets_three_at_once_and_then_one_a_second() -> None:
    line = Line()
    done = await line.together(*(line.call(1) for _ in range(9)))
    assert [one.at for one in done] == [0.0] * 3 + [3.0] * 3 + [6.0] * 3


async def test_a_chat_that_waits_does_not_hold_up_another() -> None:
    line = Line()
    done = await line.together(*(line.call(1) for _ in range(6)), *(line.call(2) for _ in range(3)))
    assert [one.at for one in done if one.chat == 2] == [0.0] * 3


async def test_a_group_gets_twenty_a_minute() -> None:
    line = Line()
    times = [one.at for one in await line.together(*(line.call(GROUP) for _ in range(45)))]
    assert most_in(60.0, times) == 20
    assert most_in(3.0, times) == 3
    assert times[-1] < 150


async def test_all_chats_together_get_thirty_a_second() -> None:
    line = Line()
    times = [one.at for one in await line.together(*(line.call(chat) for chat in range(1, 101)))]
    assert most_in(1.0, times) == 30
    assert times[-1] == pytest.approx(3.0)


async def test_what_is_no_message_does_not_wait() -> None:
    line = Line()
    for endpoint in ("sendChatAction", "deleteMessage", "answerCallbackQuery", "getFile"):
        await line.together(*(line.call(1, endpoint) for _ in range(50)))
    assert line.now == 0.0


async def test_a_chat_that_was_told_to_wait_waits_and_no_other_does() -> None:
    line = Line()
    with pytest.raises(RetryAfter):
        await line.call(1, fault=RetryAfter(timedelta(seconds=7)))
    done = await line.together(line.call(1), line.call(2))
    assert done == [Done(2, 0.0, 0.0), Done(1, 7.0, 7.0)]


async def test_many_chats_are_forgotten_once_they_may_go_again() -> None:
    line = Line()
    for chat in range(1, FORGET_FROM + 1):
        await line.together(line.call(chat))
    for _ in range(2):
        await line.together(line.call(1))
    line.now += 2.9
    done = await line.together(line.call(FORGET_FROM + 1), line.call(1), line.call(1))
    assert len(done) == 3
    assert most_in(3.0, [one.at for one in line.done if one.chat == 1]) <= 3


async def in_turn(
    server: TelegramServer,
    store: Store,
    nobody: Administration,
    does: Callable[[], Coroutine[None, None, None]],
) -> None:
    """What users do with a bot that keeps to Telegram's limits, at a Telegram that checks them."""
    server.flood = True
    task = asyncio.create_task(serve(make_assistant(), store, server.token, root(server), nobody))
    await does()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    refused = [call for call in server.calls if (call.response or {}).get("error_code") == 429]
    assert refused == []


async def test_a_hasty_user_is_never_refused(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    async def hurry() -> None:
        for text in (FIRST, "nee", "kwaliteit van de hulp", "/mijn", "/privacy"):
            await user.sends(text)
        await user.waits(lambda chat: "Ik bewaar wat u over registraties typt" in chat[-1].text, 10)

    await in_turn(telegram_server, store, nobody, hurry)


async def test_forty_users_at_once_are_never_refused(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    users = [telegram_server.user(number) for number in range(1, 41)]

    async def crowd() -> None:
        for one in users:
            await one.sends("/privacy")
        for one in users:
            await one.waits(lambda chat: chat[-1].from_bot, 10)

    await in_turn(telegram_server, store, nobody, crowd)
    assert [len(by_bot(one)) for one in users] == [1] * 40
