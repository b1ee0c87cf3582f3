import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from bot.store import Card, Noted, Store
from bot.store.cards import GRACE


async def want(store: Store, wanted: str, *, fresh: bool = False, chat_id: int = 10) -> Card:
    async with store.turn("u1") as turn:
        card = await turn.want_card(chat_id, wanted, fresh=fresh)
        assert card == await turn.card()
    return card


async def test_the_first_card_needs_a_new_message(store: Store) -> None:
    card = await want(store, "one")
    assert card == Card("u1", 10, None, "one", wanted_revision=1, shown_revision=0)
    assert await store.unshown_cards() == (card,)


async def test_a_shown_card_is_edited_next_time(store: Store) -> None:
    await want(store, "one")
    await store.card_shown("u1", 501, 1)
    assert await store.unshown_cards() == ()
    assert await want(store, "two") == Card("u1", 10, 501, "two", wanted_revision=2, shown_revision=1)


async def test_a_fresh_card_and_a_card_in_another_chat_need_a_new_message(store: Store) -> None:
    await want(store, "one")
    await store.card_shown("u1", 501, 1)
    assert (await want(store, "two", fresh=True)).message_id is None
    await store.card_shown("u1", 502, 2)
    assert (await want(store, "three", chat_id=11)).message_id is None


async def test_a_card_that_was_changed_while_it_was_shown_is_still_to_be_shown(store: Store) -> None:
    await want(store, "one")
    newer = await want(store, "two")
    await store.card_shown("u1", 501, 1)
    (card,) = await store.unshown_cards()
    assert card == Card("u1", 10, 501, "two", newer.wanted_revision, shown_revision=1)


async def test_reports_that_come_too_late_change_nothing(store: Store) -> None:
    await want(store, "one")
    await want(store, "two", fresh=True)
    await store.card_shown("u1", 501, 1)
    (card,) = await store.unshown_cards()
    assert card.message_id is None
    await store.card_shown("u1", 502, 2)
    await store.card_shown("u1", 501, 1)
    assert await want(store, "three") == Card("u1", 10, 502, "three", wanted_revision=3, shown_revision=2)


async def test_a_report_gives_the_card_as_it_is_now_and_the_message_known_until_then(store: Store) -> None:
    assert await store.card_shown("u1", 501, 1) is None
    await want(store, "one")
    shown = Card("u1", 10, 501, "one", wanted_revision=1, shown_revision=1)
    assert await store.card_shown("u1", 501, 1) == Noted(shown, None)
    newer = await want(store, "two")
    assert await store.card_shown("u1", 502, 2) == Noted(
        replace(newer, message_id=502, shown_revision=2), 501
    )
    assert await store.card_shown("u1", 501, 1) == Noted(
        replace(newer, message_id=502, shown_revision=2), 502
    )


async def test_a_report_during_slow_work_is_seen_after_it(store: Store, url: str) -> None:
    await want(store, "one")
    loop = asyncio.get_running_loop()

    def shown() -> None:
        asyncio.run_coroutine_threadsafe(other.card_shown("u1", 501, 1), loop).result(20)

    other = await Store.open(url)
    async with store.turn("u1") as turn:
        assert (await turn.card()) == Card("u1", 10, None, "one", wanted_revision=1, shown_revision=0)
        await turn.outside(shown)
        assert (await turn.want_card(10, "two", fresh=False)).message_id == 501
    await other.close()


async def test_a_report_about_a_forgotten_card_changes_nothing(store: Store) -> None:
    await want(store, "one")
    await want(store, "two")
    async with store.turn("u1") as turn:
        await turn.forget()
    await store.card_shown("u1", 501, 2)
    assert await store.unshown_cards() == ()
    fresh = await want(store, "one")
    await store.card_shown("u1", 501, 2)
    assert await store.unshown_cards() == (fresh,)


async def test_unshown_cards_of_all_owners_survive_a_restart(url: str) -> None:
    store = await Store.open(url)
    for owner in ("u2", "u1"):
        async with store.turn(owner) as turn:
            await turn.want_card(1, owner, fresh=False)
    await store.close()
    again = await Store.open(url)
    assert [card.owner for card in await again.unshown_cards()] == ["u1", "u2"]
    await again.close()


async def test_a_card_that_a_killed_process_left_is_dealt_to_one_other(store: Store, url: str) -> None:
    for owner in ("u1", "u2", "u3"):
        async with store.turn(owner) as turn:
            await turn.want_card(1, owner, fresh=False)
    await store.card_shown("u3", 501, 1)
    now = datetime.now(UTC)
    assert await store.claim_cards(now) == ()
    late, other = now + 2 * GRACE, await Store.open(url)
    claims = await asyncio.gather(*(one.claim_cards(late, 1) for one in (store, other) * 2))
    await other.close()
    assert sorted(card.owner for some in claims for card in some) == ["u1", "u2"]
    assert {card.owner for card in await store.claim_cards(late + GRACE)} == {"u1", "u2"}


async def test_that_a_card_is_shown_is_noted_before_the_turns_that_stand_in_line(sqlite_url: str) -> None:
    """Until then, a kill would show a new message twice."""
    store = await Store.open(sqlite_url)
    await want(store, "one")
    ended: list[str] = []
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def turn(owner: str) -> None:
        async with store.turn(owner):
            begun.set()
            await go_on.wait()
        ended.append(owner)

    async def note() -> None:
        await store.card_shown("u1", 501, 1)
        ended.append("note")

    async with asyncio.TaskGroup() as group:
        group.create_task(turn("u2"))
        await begun.wait()
        for number in range(3, 8):
            group.create_task(turn(f"u{number}"))
        await asyncio.sleep(0)
        group.create_task(note())
        await asyncio.sleep(0.01)
        go_on.set()
    assert ended[:2] == ["u2", "note"]
    await store.close()
