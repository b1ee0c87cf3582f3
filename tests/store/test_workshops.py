"""Workshops and who takes part, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Gathering, Member, Store

ROOM = Gathering("ABC234", "anna", "geheim", "0", scene=1, revision=1)


def counted(gathering: Gathering) -> Gathering:
    return replace(gathering, state=str(int(gathering.state) + 1))


async def test_a_code_is_given_once(store: Store) -> None:
    assert await store.workshops.create(ROOM)
    assert not await store.workshops.create(replace(ROOM, owner="bert"))
    assert await store.workshops.find("ABC234") == ROOM
    assert await store.workshops.find("XYZ234") is None


async def test_no_change_is_lost_when_all_come_at_once(store: Store) -> None:
    await store.workshops.create(ROOM)

    async def vote(owner: str) -> None:
        async with store.turn(owner) as turn:
            before = await turn.workshop("ABC234")
            assert before is not None
            await turn.keep_workshop(before, counted(before))

    await asyncio.gather(
        *(vote(f"voter {number}") for number in range(10)),
        *(store.workshops.change("ABC234", counted) for _ in range(10)),
    )
    found = await store.workshops.find("ABC234")
    assert found is not None
    assert found.state == "20"
    assert await store.workshops.revision("ABC234") == 21


async def test_a_change_that_fails_or_changes_nothing_leaves_the_revision(store: Store) -> None:
    await store.workshops.create(ROOM)

    def fail(_: Gathering) -> Gathering:
        raise LookupError

    with pytest.raises(LookupError):
        await store.workshops.change("ABC234", fail)
    assert await store.workshops.change("ABC234", lambda same: same) == ROOM
    assert await store.workshops.change("XYZ234", counted) is None


async def test_who_has_not_seen_the_scene_is_behind_until_it_has(store: Store) -> None:
    await store.workshops.create(ROOM)
    async with store.turn("bert") as turn:
        await turn.join_workshop("ABC234", "p1", 1)
        assert await turn.memberships() == (Member("ABC234", "bert", "p1", 1),)
    assert await store.workshops.behind(10) == ()
    await store.workshops.change("ABC234", lambda old: replace(old, scene=2))
    assert await store.workshops.behind(10) == (Member("ABC234", "bert", "p1", 1),)
    async with store.turn("bert") as turn:
        await turn.see_workshop("ABC234", 2)
    assert await store.workshops.behind(10) == ()


async def test_the_workshop_joined_last_comes_first(store: Store) -> None:
    await store.workshops.create(ROOM)
    await store.workshops.create(replace(ROOM, code="DEF567"))
    for code in ("ABC234", "DEF567", "ABC234"):
        async with store.turn("bert") as turn:
            await turn.join_workshop(code, "p1", 1)
    async with store.turn("bert") as turn:
        assert [one.code for one in await turn.memberships()] == ["ABC234", "DEF567"]
    assert len(await store.workshops.members("DEF567")) == 1


async def test_workshops_that_nothing_happens_in_go_with_the_term(store: Store) -> None:
    await store.workshops.create(ROOM)
    async with store.turn("bert") as turn:
        await turn.join_workshop("ABC234", "p1", 1)
    now = datetime.now(UTC)
    assert await store.purge(now - timedelta(hours=1), None) == 0
    assert await store.purge(now + timedelta(hours=1), None) == 1
    assert await store.workshops.find("ABC234") is None
    assert await store.workshops.members("ABC234") == ()
