import asyncio
from datetime import date

from bot.language_model.budget import Limits, Use
from bot.store import Store

DAY = date(2026, 3, 2)
NEXT = date(2026, 3, 3)


async def test_use_counts_for_the_day_and_for_the_chat(store: Store) -> None:
    ledger = store.ledger()
    limits = Limits(day_tokens=10, chat_tokens=6)

    async def book(day: date, chat: str, tokens: int) -> bool:
        return await asyncio.to_thread(ledger.book, day, chat, Use(tokens), limits)

    assert await book(DAY, "a", 6)
    assert not await book(DAY, "a", 1)
    assert not await book(DAY, "b", 5)
    assert await book(DAY, "b", 4)
    assert not await book(NEXT, "a", 1)
    assert await book(NEXT, "c", 6)
    assert await book(DAY, "a", -2)
    assert await book(NEXT, "a", 2)


async def test_euros_count_and_without_limits_all_is_booked(store: Store) -> None:
    ledger = store.ledger()
    assert await asyncio.to_thread(ledger.book, DAY, "a", Use(0, 0.25))
    assert not await asyncio.to_thread(ledger.book, DAY, "b", Use(0, 0.25), Limits(day_euros=0.4))
    assert not await asyncio.to_thread(ledger.book, NEXT, "a", Use(0, 0.25), Limits(chat_euros=0.4))
    assert await asyncio.to_thread(ledger.book, NEXT, "b", Use(0, 0.25), Limits(chat_euros=0.4))


async def test_two_processes_together_stay_within_a_limit(store: Store, url: str) -> None:
    other = await Store.open(url)
    ledgers = (store.ledger(), other.ledger())
    limits = Limits(day_tokens=7)
    booked = await asyncio.gather(
        *(asyncio.to_thread(ledgers[n % 2].book, DAY, f"c{n}", Use(1), limits) for n in range(16))
    )
    await other.close()
    assert booked.count(True) == 7
