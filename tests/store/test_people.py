import asyncio
from datetime import timedelta

from bot.store import Role, Store
from tests.store.examples import MORNING

LATER = MORNING + timedelta(days=7)


async def test_a_role_is_given_changed_and_taken_away(store: Store) -> None:
    assert await store.people.role("u1") is None
    await store.people.grant("u1", Role.ADMINISTRATOR)
    await store.people.grant("u2", Role.USER, by="u1")
    assert await store.people.role("u1") is Role.ADMINISTRATOR
    assert [(one.id, one.role, one.invited_by) for one in await store.people.listing()] == [
        ("u1", Role.ADMINISTRATOR, None),
        ("u2", Role.USER, "u1"),
    ]
    await store.people.grant("u1", Role.USER)
    assert await store.people.role("u1") is Role.USER
    assert await store.people.revoke("u1")
    assert not await store.people.revoke("u1")
    assert await store.people.role("u1") is None


async def test_a_code_lets_so_many_in_until_it_ends(store: Store) -> None:
    code = await store.people.invite(Role.FACILITATOR, 2, LATER, by="u1")
    assert await store.people.join("u2", code + "x", MORNING) is None
    assert await store.people.join("u2", code, LATER) is None
    assert await store.people.join("u2", code, MORNING) is Role.FACILITATOR
    assert await store.people.join("u2", code, MORNING) is Role.FACILITATOR
    assert await store.people.join("u3", code, MORNING) is Role.FACILITATOR
    assert await store.people.join("u4", code, MORNING) is None
    assert [(one.id, one.invited_by) for one in await store.people.listing()] == [("u2", "u1"), ("u3", "u1")]


async def test_a_code_raises_a_role_and_never_lowers_it(store: Store) -> None:
    await store.people.grant("u1", Role.FACILITATOR)
    low = await store.people.invite(Role.USER, 1, LATER)
    high = await store.people.invite(Role.ADMINISTRATOR, 1, LATER)
    assert await store.people.join("u1", low, MORNING) is Role.FACILITATOR
    assert await store.people.join("u1", high, MORNING) is Role.ADMINISTRATOR
    assert await store.people.role("u1") is Role.ADMINISTRATOR
    assert await store.people.join("u2", low, MORNING) is Role.USER


async def test_many_at_once_in_two_processes_use_a_code_no_more_often_than_it_may(
    store: Store, url: str
) -> None:
    code = await store.people.invite(Role.USER, 3, LATER)
    other = await Store.open(url)
    joins = ((store, other)[n % 2].people.join(f"u{n}", code, MORNING) for n in range(12))
    results = await asyncio.gather(*joins)
    await other.close()
    assert results.count(Role.USER) == 3
    assert len(await store.people.listing()) == 3
