import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.store import Reminder, Store
from bot.store.reminders import LEASE
from tests.store.examples import DECIDED, END, MORNING, decide, save

DUE = datetime(END.year, END.month, END.day, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
REMINDER = Reminder("u1", "c-u1", END)


async def test_a_reminder_is_due_on_the_day_itself_where_the_clock_hangs(store: Store) -> None:
    await decide(store)
    assert await store.reminders.claim(DUE - timedelta(hours=1)) == ()
    assert await store.reminders.claim(DUE) == (REMINDER,)


async def test_two_processes_get_each_reminder_once(store: Store, url: str) -> None:
    for number in range(30):
        await decide(store, f"u{number}")
    other = await Store.open(url)
    claims = (one.reminders.claim(DUE, limit=4) for one in (store, other) * 4)
    got = [reminder.owner for some in await asyncio.gather(*claims) for reminder in some]
    await other.close()
    assert sorted(got) == sorted(f"u{number}" for number in range(30))


async def test_who_could_not_send_gives_it_back(store: Store) -> None:
    await decide(store)
    (mine,) = await store.reminders.claim(DUE)
    assert await store.reminders.claim(DUE) == ()
    await store.reminders.release(mine)
    assert await store.reminders.claim(DUE) == (mine,)


async def test_a_claim_of_a_killed_process_ends(store: Store) -> None:
    await decide(store)
    await store.reminders.claim(DUE)
    assert await store.reminders.claim(DUE + LEASE - timedelta(seconds=1)) == ()
    assert await store.reminders.claim(DUE + LEASE) == (REMINDER,)


async def test_what_was_shown_is_never_due_again(store: Store) -> None:
    await decide(store)
    (mine,) = await store.reminders.claim(DUE)
    async with store.turn("u1") as turn:
        assert await turn.reminded(mine)
        assert not await turn.reminded(mine)
    assert await store.reminders.claim(DUE + 2 * LEASE) == ()


async def test_another_end_date_moves_the_reminder_and_none_cancels_it(store: Store) -> None:
    await decide(store)
    (early,) = await store.reminders.claim(DUE)
    await decide(store, decided=replace(DECIDED, until=END + timedelta(days=30)))
    async with store.turn("u1") as turn:
        assert not await turn.reminded(early)
    await store.reminders.release(early)
    assert await store.reminders.claim(DUE + timedelta(days=29)) == ()
    moved = replace(REMINDER, due=END + timedelta(days=30))
    assert await store.reminders.claim(DUE + timedelta(days=30)) == (moved,)
    await decide(store, decided=replace(DECIDED, until=None))
    assert await store.reminders.claim(DUE + timedelta(days=900)) == ()


async def test_a_conversation_without_decision_has_no_reminder(store: Store) -> None:
    await save(store)
    assert await store.reminders.claim(MORNING + timedelta(days=9000)) == ()
