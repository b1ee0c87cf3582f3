import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import Store, Stored, StoreError
from bot.store.turn import CLEARED_EVERY, KEPT_UPDATES

MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST = Stored("c1", "u1", "Uren per kwartier", "open", '{"vraag": 1}', MORNING)
SECOND = replace(FIRST, id="c2", title="Cijfers over klachten", updated=MORNING + timedelta(hours=1))


class CalledOffError(Exception):
    pass


async def test_a_new_owner_has_nothing(store: Store) -> None:
    async with store.turn("u1") as turn:
        assert await turn.active() is None
        assert await turn.conversations() == ()
        assert await turn.municipality() is None
        assert await turn.card() is None
        assert not turn.replayed


async def test_what_is_saved_comes_back_after_a_restart(url: str) -> None:
    store = await Store.open(url)
    async with store.turn("u1") as turn:
        await turn.save(FIRST)
        await turn.set_municipality("GM0344")
    await store.close()
    again = await Store.open(url)
    async with again.turn("u1") as turn:
        assert await turn.active() == FIRST
        assert await turn.municipality() == "GM0344"
    await again.close()


async def test_saving_makes_active_and_the_newest_comes_first(store: Store) -> None:
    async with store.turn("u1") as turn:
        await turn.save(FIRST)
        await turn.save(SECOND)
        assert await turn.active() == SECOND
        assert await turn.conversations() == (SECOND, FIRST)
        later = replace(FIRST, state="{}", status="klaar", updated=MORNING + timedelta(hours=2))
        await turn.save(later)
        assert await turn.active() == later
        assert await turn.conversations() == (later, SECOND)


async def test_a_moment_in_another_time_zone_stays_that_moment(store: Store) -> None:
    amsterdam = replace(FIRST, updated=MORNING.astimezone(timezone(timedelta(hours=2))))
    async with store.turn("u1") as turn:
        await turn.save(amsterdam)
        assert await turn.active() == FIRST


async def test_activate_chooses_one_of_the_owners_own_conversations(store: Store) -> None:
    async with store.turn("u2") as turn:
        await turn.save(replace(FIRST, id="other", owner="u2"))
    async with store.turn("u1") as turn:
        await turn.save(FIRST)
        await turn.save(SECOND)
        assert await turn.activate("c1")
        assert await turn.active() == FIRST
        assert not await turn.activate("other")
        assert not await turn.activate("unknown")
        assert await turn.active() == FIRST
        assert await turn.activate(None)
        assert await turn.active() is None
        assert await turn.conversations() == (SECOND, FIRST)


async def test_the_municipality_survives_a_new_conversation_and_can_be_forgotten(store: Store) -> None:
    async with store.turn("u1") as turn:
        await turn.set_municipality("GM0344")
        await turn.save(FIRST)
        assert await turn.municipality() == "GM0344"
        await turn.set_municipality(None)
        assert await turn.municipality() is None
        assert await turn.active() == FIRST


async def test_nobody_can_write_in_the_conversation_of_somebody_else(store: Store) -> None:
    async with store.turn("u1") as turn:
        await turn.save(FIRST)
    with pytest.raises(ValueError, match="u2"):
        async with store.turn("u2") as turn:
            await turn.save(FIRST)
    with pytest.raises(StoreError):
        async with store.turn("u2") as turn:
            await turn.save(replace(FIRST, owner="u2", state="stolen"))
    async with store.turn("u1") as turn:
        assert await turn.active() == FIRST
    async with store.turn("u2") as turn:
        assert await turn.active() is None


async def test_an_exception_undoes_the_whole_turn_and_its_update_id(store: Store) -> None:
    async def called_off() -> None:
        async with store.turn("u1", 7) as turn:
            await turn.save(FIRST)
            await turn.want_card(1, "card", fresh=False)
            raise CalledOffError

    with pytest.raises(CalledOffError):
        await called_off()
    async with store.turn("u1", 7) as turn:
        assert not turn.replayed
        assert await turn.active() is None
        assert await turn.card() is None


async def test_a_cancelled_turn_leaves_nothing_and_the_store_goes_on(store: Store) -> None:
    saved = asyncio.Event()

    async def slow() -> None:
        async with store.turn("u1", 7) as turn:
            await turn.save(FIRST)
            saved.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(slow())
    await saved.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.turn("u1", 7) as turn:
        assert not turn.replayed
        assert await turn.active() is None


async def test_an_update_is_replayed_only_for_the_owner_it_was_handled_for(store: Store) -> None:
    async with store.turn("u1", 7) as turn:
        assert not turn.replayed
    async with store.turn("u1", 7) as turn:
        assert turn.replayed
    async with store.turn("u2", 7) as turn:
        assert not turn.replayed
    async with store.turn("u1", 8) as turn:
        assert not turn.replayed


async def test_the_last_updates_are_remembered_also_when_numbering_starts_again(store: Store) -> None:
    high = 900_000_000
    numbers = [*range(high, high + 5), *range(1, KEPT_UPDATES + CLEARED_EVERY + 1)]
    for number in numbers:
        async with store.turn("u1", number):
            pass
    for number, kept in ((CLEARED_EVERY + 1, True), (KEPT_UPDATES, True), (high + 4, False)):
        async with store.turn("u1", number) as turn:
            assert turn.replayed == kept


async def test_turns_of_one_owner_follow_each_other(store: Store) -> None:
    async def increment() -> None:
        async with store.turn("u1") as turn:
            stored = await turn.active()
            await asyncio.sleep(0)
            await turn.save(replace(FIRST, state=str(int(stored.state) + 1 if stored else 1)))

    await asyncio.gather(*(increment() for _ in range(25)))
    async with store.turn("u1") as turn:
        stored = await turn.active()
    assert stored is not None
    assert stored.state == "25"


async def test_forget_removes_everything_of_this_owner_only(store: Store) -> None:
    for owner in ("u1", "u2"):
        async with store.turn(owner, 7) as turn:
            await turn.save(replace(FIRST, id=f"c-{owner}", owner=owner))
            await turn.set_municipality("GM0344")
            await turn.want_card(1, "card", fresh=True)
    async with store.turn("u1", 8) as turn:
        await turn.forget()
    async with store.turn("u1", 7) as turn:
        assert not turn.replayed
        assert await turn.conversations() == ()
        assert await turn.municipality() is None
        assert await turn.card() is None
    async with store.turn("u2", 7) as turn:
        assert turn.replayed
        assert len(await turn.conversations()) == 1
        assert await turn.municipality() == "GM0344"
        assert await turn.card() is not None


turns = st.tuples(
    st.sampled_from(["u1", "u2"]), st.integers(1, 6), st.text(max_size=8), st.sampled_from(["ends", "breaks"])
)


@settings(deadline=None, max_examples=40)
@given(st.lists(turns, max_size=12))
def test_every_update_counts_once_whatever_breaks(story: list[tuple[str, int, str, str]]) -> None:
    """Against a model: an owner's state is the text of every update, once, in order of its first success."""

    async def run() -> None:
        store = await Store.open("sqlite+aiosqlite://")
        expected: dict[str, dict[int, str]] = {"u1": {}, "u2": {}}
        for owner, number, text, end in story:
            try:
                async with store.turn(owner, number) as turn:
                    assert turn.replayed == (number in expected[owner])
                    if not turn.replayed:
                        before = await turn.active()
                        state = (before.state if before else "") + text
                        await turn.save(Stored(owner, owner, "t", "open", state, MORNING))
                    if end == "breaks":
                        raise CalledOffError
                expected[owner].setdefault(number, text)
            except CalledOffError:
                pass
        for owner, handled in expected.items():
            async with store.turn(owner) as turn:
                stored = await turn.active()
                assert (stored.state if stored else "") == "".join(handled.values())
        await store.close()

    asyncio.run(run())
