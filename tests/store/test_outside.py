"""Slow work in a turn: nobody waits for it, and what was read before is still so after it."""

import asyncio
from dataclasses import replace
from threading import Event

import pytest

from bot.store import OvertakenError, Store, StoreError, Trouble, Turn
from bot.store.store import ATTEMPTS
from tests.store.examples import conversation, save


async def add(turn: Turn, text: str) -> None:
    before = await turn.active()
    await turn.save(replace(conversation(), state=(before.state if before else "") + text))


async def added(store: Store) -> str:
    async with store.turn("u1") as turn:
        stored = await turn.active()
    return stored.state if stored else ""


def elsewhere(url: str, text: str, update_id: int | None = None) -> None:
    """Another process that has a turn of the same owner."""

    async def other() -> None:
        store = await Store.open(url)
        async with store.turn("u1", update_id) as turn:
            if not turn.replayed:
                await add(turn, text)
        await store.close()

    asyncio.run(other())


async def test_others_have_their_turn_meanwhile(store: Store) -> None:
    begun, go_on = Event(), Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(20)
        return "klaar"

    async def first() -> None:
        async with store.turn("u1") as turn:
            await add(turn, await turn.outside(slow))

    task = asyncio.create_task(first())
    await asyncio.to_thread(begun.wait, 20)
    await save(store, "u2")
    go_on.set()
    await task
    assert await added(store) == "klaar"


async def test_a_turn_that_was_overtaken_saves_nothing(store: Store, url: str) -> None:
    async def overtaken() -> None:
        async with store.turn("u1", 7) as turn:
            await turn.outside(elsewhere, url, "a")
            await add(turn, "b")

    with pytest.raises(OvertakenError):
        await overtaken()
    assert await added(store) == "a"


async def test_settling_begins_again_with_what_is_there_now(store: Store, url: str) -> None:
    times = iter("ab")

    async def work(turn: Turn) -> str:
        if text := next(times, ""):
            await turn.outside(elsewhere, url, text)
        await add(turn, "c")
        return "done"

    assert await store.settle("u1", 7, work) == "done"
    assert await added(store) == "abc"


async def test_an_update_that_another_process_handled_meanwhile_is_not_applied_twice(
    store: Store, url: str
) -> None:
    async def work(turn: Turn) -> bool:
        if not turn.replayed:
            await turn.outside(elsewhere, url, "once", 7)
            await add(turn, "twice")
        return turn.replayed

    assert await store.settle("u1", 7, work)
    assert await added(store) == "once"


async def test_being_overtaken_every_time_is_said(store: Store, url: str) -> None:
    async def work(turn: Turn) -> None:
        await turn.outside(elsewhere, url, "x")

    with pytest.raises(StoreError) as caught:
        await store.settle("u1", 7, work)
    assert caught.value.trouble is Trouble.LOCKED
    assert await added(store) == "x" * ATTEMPTS


async def test_who_catches_what_slow_work_raises_goes_on_with_the_turn(store: Store) -> None:
    def broken() -> None:
        raise LookupError

    async with store.turn("u1", 7) as turn:
        with pytest.raises(LookupError):
            await turn.outside(broken)
        await add(turn, "a")
    assert await added(store) == "a"


async def test_slow_work_after_a_change_is_refused(store: Store) -> None:
    async with store.turn("u1") as turn:
        await add(turn, "a")
        with pytest.raises(RuntimeError, match="before the first change"):
            await turn.outside(int)
    assert await added(store) == "a"


async def test_a_turn_cannot_be_used_while_its_slow_work_goes_on(store: Store) -> None:
    begun, go_on = Event(), Event()

    def slow() -> None:
        begun.set()
        go_on.wait(20)

    async with store.turn("u1") as turn:
        task = asyncio.create_task(turn.outside(slow))
        await asyncio.to_thread(begun.wait, 20)
        with pytest.raises(RuntimeError, match="let go"):
            await turn.active()
        go_on.set()
        await task


async def test_a_turn_that_is_cancelled_in_slow_work_leaves_nothing(store: Store) -> None:
    begun, go_on = Event(), Event()

    def slow() -> None:
        begun.set()
        go_on.wait(20)

    async def cancelled() -> None:
        async with store.turn("u1", 7) as turn:
            await turn.outside(slow)

    task = asyncio.create_task(cancelled())
    await asyncio.to_thread(begun.wait, 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    async with store.turn("u1", 7) as turn:
        assert not turn.replayed
