"""The store when processes are killed, run out of disk, or work beside each other."""

import asyncio
import random
import subprocess
import sys
from asyncio.subprocess import PIPE, Process

from bot.store import Store
from tests.store import worker
from tests.store.worker import OWNER, step_of


class UndoneError(Exception):
    pass


async def start(*arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, worker.__file__, *arguments, stdout=PIPE)


async def is_handled(store: Store, update_id: int) -> bool:
    """Whether this update was handled, without handling it."""
    try:
        async with store.turn(OWNER, update_id) as turn:
            raise UndoneError if turn.replayed else LookupError
    except UndoneError:
        return True
    except LookupError:
        return False


async def test_a_kill_leaves_the_last_whole_turn(url: str) -> None:
    steps = [0]
    for _ in range(5):
        process = await start("forever", url)
        assert process.stdout is not None
        assert int(await process.stdout.readline()) == steps[-1]
        await asyncio.sleep(random.uniform(0.01, 0.15))  # noqa: S311
        process.kill()
        await process.wait()
        store = await Store.open(url)
        async with store.turn(OWNER) as turn:
            step = await step_of(turn)
            card = await turn.card()
        assert (card.wanted if card else "0") == str(step)
        assert (await is_handled(store, step)) == (step > 0)
        assert not await is_handled(store, step + 1)
        await store.close()
        steps.append(step)
    assert steps == sorted(steps)
    assert steps[-1] > 0


async def test_two_processes_on_a_new_database_lose_nothing(new_url: str) -> None:
    both = [await start("increments", new_url, "40") for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
    store = await Store.open(new_url)
    async with store.turn(OWNER) as turn:
        assert await step_of(turn) == 80
    await store.close()


async def test_a_full_disk_is_explained_and_loses_nothing_that_was_saved(sqlite_url: str) -> None:
    command = [sys.executable, worker.__file__, "until_full", sqlite_url]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=True)
    last, sentence = done.stdout.split(maxsplit=1)
    assert "ruimte" in sentence
    assert "gesprekken.db" in sentence
    assert done.stderr == ""
    store = await Store.open(sqlite_url)
    async with store.turn(OWNER) as turn:
        assert await step_of(turn) == int(last) > 0
    await store.close()
