from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import Published, Store
from tests.store.examples import MORNING, PUBLICATION, save

LATER = MORNING + timedelta(days=1)


async def publish(store: Store, owner: str = "u1", municipality: str = "GM0344") -> str:
    await save(store, owner)
    async with store.turn(owner) as turn:
        return await turn.publish(f"c-{owner}", replace(PUBLICATION, municipality=municipality))


async def test_what_is_published_is_found_by_municipality(store: Store) -> None:
    here, there = await publish(store), await publish(store, "u2", "GM0034")
    mine = Published(here, PUBLICATION, None)
    assert await store.register.listing({"GM0344"}) == (mine,)
    assert {one.id for one in await store.register.listing()} == {here, there}
    assert await store.register.listing(()) == ()
    async with store.turn("u1") as turn:
        assert await turn.published("c-u1") == mine


async def test_the_owner_withdraws(store: Store) -> None:
    await publish(store)
    async with store.turn("u1") as turn:
        assert await turn.withdraw("c-u1", LATER)
        assert not await turn.withdraw("c-u1", LATER)
        published = await turn.published("c-u1")
    assert published is not None
    assert published.withdrawn == LATER
    assert await store.register.listing() == ()


async def test_an_administrator_withdraws_by_id(store: Store) -> None:
    key = await publish(store)
    assert not await store.register.withdraw("no such id", LATER)
    assert await store.register.withdraw(key, LATER)
    assert not await store.register.withdraw(key, LATER)
    assert await store.register.listing() == ()


async def test_publishing_again_takes_the_place_of_the_first(store: Store) -> None:
    await publish(store)
    second = replace(PUBLICATION, outcome="behouden", at=LATER)
    async with store.turn("u1") as turn:
        key = await turn.publish("c-u1", second)
        assert await turn.published("c-u1") == Published(key, second, None)
    assert await store.register.listing() == (Published(key, second, None),)


async def test_the_same_moment_again_still_shows_the_last(store: Store) -> None:
    await publish(store)
    key = await publish(store)
    async with store.turn("u1") as turn:
        assert await turn.published("c-u1") == Published(key, PUBLICATION, None)


async def test_nobody_publishes_or_withdraws_for_somebody_else(store: Store) -> None:
    await publish(store)
    async with store.turn("u2") as turn:
        with pytest.raises(ValueError, match="u2"):
            await turn.publish("c-u1", PUBLICATION)
        with pytest.raises(ValueError, match="u2"):
            await turn.withdraw("c-u1", LATER)
    assert len(await store.register.listing()) == 1
