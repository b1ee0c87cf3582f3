from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import Decision, Store
from tests.store.examples import DECIDED, MORNING, conversation, decide, save


async def test_every_decision_is_kept_and_the_last_comes_last(store: Store) -> None:
    later = replace(DECIDED, outcome="behouden", reason=None, until=None, at=MORNING + timedelta(days=1))
    await save(store, "u1", "c1", "c2")
    async with store.turn("u1") as turn:
        assert await turn.decisions() == ()
        await turn.record("c2", later)
        await turn.record("c1", DECIDED)
        assert await turn.decisions() == (Decision("c1", DECIDED), Decision("c2", later))


async def test_nobody_decides_about_the_conversation_of_somebody_else(store: Store) -> None:
    await decide(store, "u1")
    async with store.turn("u2") as turn:
        assert await turn.decisions() == ()
        with pytest.raises(ValueError, match="c-u1"):
            await turn.record("c-u1", DECIDED)


async def test_a_turn_that_breaks_off_leaves_no_decision_reminder_or_entry(store: Store) -> None:
    async def broken_off() -> None:
        async with store.turn("u1") as turn:
            await turn.save(conversation())
            await turn.record("c-u1", DECIDED)
            raise LookupError

    with pytest.raises(LookupError):
        await broken_off()
    async with store.turn("u1") as turn:
        assert await turn.decisions() == ()
    assert await store.reminders.claim(MORNING + timedelta(days=1000)) == ()
    assert await store.audit.head() is None
