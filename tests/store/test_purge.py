from dataclasses import replace
from datetime import timedelta

from bot.store import Role, Store
from tests.store.everything import fill
from tests.store.examples import DECIDED, MORNING, conversation, decide, save

LATER = MORNING + timedelta(days=100)


async def left(store: Store, owner: str) -> set[str]:
    async with store.turn(owner) as turn:
        return {one.id for one in await turn.conversations()}


async def test_what_is_untouched_goes_and_what_is_not_stays(store: Store) -> None:
    await save(store, "u1", "old")
    await save(store, "u1", "new", updated=LATER)
    await save(store, "u2", "other")
    assert await store.purge(MORNING, None) == 0
    assert await store.purge(LATER, None) == 2
    assert await left(store, "u1") == {"new"}
    assert await left(store, "u2") == set()


async def test_an_owner_with_nothing_left_leaves_no_trace(store: Store) -> None:
    async with store.turn("u1", 7) as turn:
        await turn.save(conversation("u1"))
        await turn.set_municipality("GM0344")
        await turn.want_card(1, "card", fresh=True)
    assert await store.purge(LATER, None) == 1
    async with store.turn("u1") as turn:
        assert not any((await turn.export()).values())
    assert await store.erased() == ()


async def test_who_has_access_keeps_it(store: Store) -> None:
    await save(store, "u1")
    await store.people.grant("u1", Role.USER)
    async with store.turn("u1") as turn:
        await turn.set_municipality("GM0344")
    assert await store.purge(LATER, None) == 1
    assert await store.people.role("u1") is Role.USER
    async with store.turn("u1") as turn:
        assert await turn.municipality() == "GM0344"
        assert await turn.active() is None


async def test_decisions_have_a_term_of_their_own(store: Store) -> None:
    await decide(store, decided=replace(DECIDED, until=None, at=MORNING + timedelta(days=1)))
    assert await store.purge(LATER, None) == 0
    assert await store.purge(LATER, MORNING + timedelta(days=1)) == 0
    assert await store.purge(LATER, MORNING + timedelta(days=1, seconds=1)) == 1
    async with store.turn("u1") as turn:
        assert await turn.decisions() == ()
    assert await store.audit.verify() is None


async def test_a_decision_with_a_reminder_to_come_stays(store: Store) -> None:
    await fill(store, "u1")
    assert await store.purge(LATER, LATER) == 0
    (reminder,) = await store.reminders.claim(MORNING + timedelta(days=999))
    async with store.turn("u1") as turn:
        assert await turn.reminded(reminder)
    assert await store.purge(LATER, LATER) == 1
    assert len(await store.register.listing()) == 1
    assert await store.audit.verify() is None
