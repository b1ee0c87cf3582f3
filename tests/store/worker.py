"""Other processes on the same database, for the tests of the store: `worker.py TASK URL [ARGUMENT]`."""

import asyncio
import resource
import sys
from datetime import UTC, datetime
from itertools import count

from bot.store import Store, Stored, StoreError, Turn

OWNER = "u1"
ROOM = 300_000
PAGES = 3_000


def of_step(step: int) -> Stored:
    """A conversation whose whole state is the same number, over many pages of the database."""
    return Stored("c1", OWNER, "titel", "open", f"{step} " * PAGES, datetime.now(UTC))


async def step_of(turn: Turn) -> int:
    """The number of the last saved step; fails if the state holds pieces of different steps."""
    stored = await turn.active()
    if stored is None:
        return 0
    (step,) = set(stored.state.split())
    return int(step)


async def forever(store: Store) -> None:
    async with store.turn(OWNER) as turn:
        start = await step_of(turn)
    print(start, flush=True)
    for step in count(start + 1):
        async with store.turn(OWNER, step) as turn:
            await turn.save(of_step(step))
            await turn.want_card(1, str(step), fresh=False)


async def increments(store: Store, times: int) -> None:
    for _ in range(times):
        async with store.turn(OWNER) as turn:
            await turn.save(of_step(await step_of(turn) + 1))


async def until_full(store: Store) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    for step in count(1):
        try:
            async with store.turn(OWNER, step) as turn:
                await turn.save(of_step(step))
        except StoreError as error:
            print(step - 1, error, flush=True)
            return


async def main(task: str, url: str, *arguments: str) -> None:
    store = await Store.open(url)
    match task:
        case "forever":
            await forever(store)
        case "increments":
            await increments(store, int(arguments[0]))
        case "until_full":
            await until_full(store)
        case "open":
            print("alembic" in sys.modules)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
