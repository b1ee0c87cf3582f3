"""Serial per chat, concurrent across chats; and nothing is confirmed before it is stored."""

import asyncio
from collections.abc import Collection
from threading import Event

from bot.channels.telegram.outbox import Outbox
from knowledge.passages import Kind
from knowledge.search import Found
from tests.auxil.assistant import FakeSearcher, make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import FIRST, buttoned, by_bot, says, until


class Held(FakeSearcher):
    """Searches only after it was let go."""

    def __init__(self) -> None:
        super().__init__()
        self.started = Event()
        self.go = Event()

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        self.started.set()
        assert self.go.wait(10)
        return super().search(text, kinds=kinds, near=near, limit=limit)


async def test_an_update_is_confirmed_only_after_it_is_stored(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    searcher = Held()
    async with serving(make_assistant(searcher)):
        typed = await user.sends(FIRST)
        await until(searcher.started.is_set)
        await asyncio.sleep(0.1)
        assert telegram_server.waiting_updates == (typed,)
        searcher.go.set()
        await until(lambda: not telegram_server.waiting_updates)
        await user.waits(lambda chat: bool(buttoned(chat)))


async def test_messages_of_one_chat_wait_for_each_other(serving: Serving, user: User) -> None:
    searcher = Held()
    async with serving(make_assistant(searcher)):
        await user.sends(FIRST)
        await user.sends("nee")
        await until(searcher.started.is_set)
        await asyncio.sleep(0.1)
        assert not by_bot(user)
        searcher.go.set()
        await user.waits(lambda chat: "Wat wilt u vooral weten" in chat[-1].text)


async def test_a_slow_turn_holds_up_no_other_chat(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    searcher, other = Held(), telegram_server.user(55, "Joost")
    async with serving(make_assistant(searcher)):
        slow = await user.sends(FIRST)
        await until(searcher.started.is_set)
        for _ in range(2):
            await says(other, "/privacy")
        assert telegram_server.waiting_updates[0] == slow
        searcher.go.set()
        await user.waits(lambda chat: bool(buttoned(chat)))
        await until(lambda: not telegram_server.waiting_updates)
    assert (len(by_bot(user)), len(by_bot(other))) == (1, 2)


async def test_the_outbox_keeps_order_within_a_chat_and_not_across() -> None:
    outbox, done, gate = Outbox(), list[str](), asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        done.append("one, slow")

    async def quick(name: str) -> None:
        done.append(name)

    outbox.put(1, slow)
    outbox.put(1, lambda: quick("one, quick"))
    outbox.put(2, lambda: quick("two"))
    await until(lambda: done == ["two"])
    gate.set()
    await until(lambda: done == ["two", "one, slow", "one, quick"])


async def test_a_send_that_fails_does_not_stop_the_next() -> None:
    outbox, done = Outbox(), list[str]()

    async def fails() -> None:
        raise RuntimeError

    async def works() -> None:
        done.append("works")

    outbox.put(1, fails)
    outbox.put(1, works)
    await outbox.close()
    assert done == ["works"]
