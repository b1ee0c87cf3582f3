"""A store with something of every kind in it."""

import asyncio
from datetime import date, timedelta

from bot.language_model.budget import Use
from bot.store import Gathering, Role, Store
from tests.store.examples import DECIDED, MORNING, PUBLICATION, conversation


async def fill(store: Store, owner: str, update_id: int = 7) -> None:
    """Everything that can be held on an owner."""
    async with store.turn(owner, update_id) as turn:
        await turn.save(conversation(owner))
        await turn.set_municipality("GM0344")
        await turn.record(f"c-{owner}", DECIDED)
        await turn.publish(f"c-{owner}", PUBLICATION)
        await turn.want_card(1, "card", fresh=True)
        await turn.share(f"c-{owner}", MORNING)
        await turn.create_workshop(Gathering(f"W-{owner}", owner, "geheim", "{}", 1, 1))
        await turn.join_workshop(f"W-{owner}", None, 1)
    await store.people.grant(owner, Role.USER)
    await store.people.invite(Role.USER, 1, MORNING + timedelta(days=1), by=owner)
    await store.people.grant(f"guest of {owner[1:]}", Role.USER, by=owner)
    for chat in (owner, f"c-{owner}"):
        await asyncio.to_thread(store.ledger().book, date(2026, 3, 2), chat, Use(1, 0.5))
