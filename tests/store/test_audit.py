import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import Store
from tests.store.examples import DECIDED, MORNING, PUBLICATION, decide, tamper

CHANGED = [
    "UPDATE audit SET at = '2020-01-01 00:00:00' WHERE number = 2",
    "UPDATE audit SET kind = 'withdrawn' WHERE number = 2",
    "UPDATE audit SET subject = 'x' WHERE number = 2",
    "UPDATE audit SET content = 'x' WHERE number = 2",
    "UPDATE audit SET hash = 'x' WHERE number = 2",
    "DELETE FROM audit WHERE number = 2",
]


async def number(store: Store) -> int:
    broken = await store.audit.verify()
    assert broken is not None
    return broken.number


async def fill(store: Store) -> None:
    """Entries: 1 and 3 decided, 2 published, 4 withdrawn, 5 decided by somebody else."""
    await decide(store)
    async with store.turn("u1") as turn:
        await turn.publish("c-u1", PUBLICATION)
        await turn.record("c-u1", replace(DECIDED, outcome="behouden", at=MORNING + timedelta(days=1)))
        await turn.withdraw("c-u1", MORNING)
    await decide(store, "u2")


async def test_an_empty_trail_and_a_whole_one_hold(store: Store) -> None:
    assert await store.audit.verify() is None
    await fill(store)
    assert await store.audit.verify() is None
    head = await store.audit.head()
    assert head is not None
    assert head.number == 5
    assert len(head.hash) == 64


@pytest.mark.parametrize("statement", CHANGED)
async def test_a_changed_entry_is_found(store: Store, url: str, statement: str) -> None:
    await fill(store)
    await tamper(url, statement)
    broken = await store.audit.verify()
    assert broken is not None
    assert broken.number == 2
    assert "veranderd" in broken.why


@pytest.mark.parametrize("change", ["outcome = 'behouden'", "\"by\" = 'x'", "reason = NULL", "until = NULL"])
async def test_a_changed_decision_is_found(store: Store, url: str, change: str) -> None:
    await fill(store)
    await tamper(url, f"UPDATE decisions SET {change} WHERE owner = 'u2'")  # noqa: S608
    assert await number(store) == 5


async def test_a_decision_that_was_taken_away_is_found(store: Store, url: str) -> None:
    await fill(store)
    await tamper(url, "DELETE FROM decisions WHERE owner = 'u1'")
    assert await number(store) == 1


async def test_a_changed_publication_is_found(store: Store, url: str) -> None:
    await fill(store)
    await tamper(url, "UPDATE publications SET outcome = 'behouden'")
    assert await number(store) == 6


async def test_entries_cut_off_at_the_end_are_found_by_what_they_were_about(store: Store, url: str) -> None:
    await fill(store)
    await tamper(url, "DELETE FROM audit WHERE number = 5")
    broken = await store.audit.verify()
    assert broken is not None
    assert broken.number == 5
    assert "had moeten staan" in broken.why


async def test_a_cut_off_end_with_all_it_was_about_shows_in_the_head_that_was_kept(
    store: Store, url: str
) -> None:
    await fill(store)
    kept = await store.audit.head()
    await tamper(url, "DELETE FROM audit WHERE number = 5", "DELETE FROM decisions WHERE owner = 'u2'")
    assert await store.audit.verify() is None
    assert await store.audit.head() != kept


async def test_erasing_somebody_breaks_nothing_and_leaves_no_words(store: Store, url: str) -> None:
    await fill(store)
    async with store.turn("u1") as turn:
        await turn.forget()
    assert await store.audit.verify() is None
    await tamper(url, "DELETE FROM decisions WHERE owner = 'u2'")
    assert await number(store) == 5


async def test_the_chain_holds_when_two_processes_write_at_once(store: Store, url: str) -> None:
    other = await Store.open(url)
    await asyncio.gather(*(decide((store, other)[n % 2], f"u{n}") for n in range(20)))
    await other.close()
    head = await store.audit.head()
    assert head is not None
    assert head.number == 20
    assert await store.audit.verify() is None
