"""Rehearsing alone: a workshop in which simulated participants come in and vote by themselves."""

import asyncio
from functools import cache
from pathlib import Path
from random import Random
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from bot.content.source import read_model
from bot.facilitation.hall import Found, Hall
from bot.workshop import Role, Workshop
from bot.workshop.events import Proposed
from bot.workshop.rehearsing import answers, players
from bot.workshop.workshop import Line

LEADER = "rehearsal"
"""Who leads a rehearsal in the store; no owner of a channel is called so."""

SIZES = {Role.GEMEENTE: 4, Role.AANBIEDER: 4, Role.PROFESSIONAL: 4, Role.INWONER: 3, Role.RAAD: 2}
"""One role is too small to be shown by itself, so that a facilitator sees what the page does then."""

PAUSE = (0.05, 0.3)
"""Seconds between two answers: this room is done in some ten seconds, and one sees it happen."""


class Samples(BaseModel):
    """What `rehearsal.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Line
    registrations: tuple[Proposed, ...]


async def begin(hall: Hall) -> Found:
    """A rehearsal with nothing on its list and nobody in it.

    Raises:
        StoreError: it could not be stored.
    """
    workshop = Workshop(id=uuid4().hex[:12], title=samples().title, rehearsal=True)
    async with hall.store.turn(LEADER) as turn:
        return await hall.create(turn, workshop, LEADER)


async def play(hall: Hall, code: str, seed: int, pause: tuple[float, float] = PAUSE) -> None:
    """People come in one by one, and then answer what is asked of the room until the workshop is gone.

    Each waits for a moment between `pause`, in seconds, and looks again before answering: what the
    facilitator does meanwhile counts.

    Raises:
        StoreError: the database cannot be reached.
    """
    chance = Random(seed)  # noqa: S311 - not for secrets
    for newcomer in players(SIZES, seed):
        await hall.do(code, newcomer)
        await asyncio.sleep(chance.uniform(*pause))
    while (found := await hall.find(code)) is not None:
        for event in answers(found.workshop, seed)[:1]:
            await hall.do(code, event)
        await asyncio.sleep(chance.uniform(*pause))


@cache
def samples() -> Samples:
    """The title of a rehearsal, and registrations for who brings none."""
    return read_model(Path(__file__).with_name("rehearsal.yaml"), Samples)
