"""Memory of the running bot, against the strict fake server on loopback."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator

from bench.figures import Figure, megabytes
from tests.auxil.telegram import TOKEN, running

CHATS = 20


def measure() -> Iterator[Figure]:
    """Resident memory after the start and after a few dozen conversations."""
    idle, busy = asyncio.run(_resident())
    yield Figure("geheugen van de bot na de start", idle, "MB")
    yield Figure(f"geheugen van de bot na {CHATS} gesprekken", busy, "MB")


async def _resident() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with running() as server:
            environment = {
                **os.environ,
                "DRIEVRAGEN_DATA_DIR": folder,
                "DRIEVRAGEN_TELEGRAM_TOKEN": TOKEN,
                "DRIEVRAGEN_TELEGRAM_API_URL": server.base_url.removesuffix("/bot"),
            }
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "telegram", env=environment, stderr=asyncio.subprocess.DEVNULL
            )
            try:
                await server.waits_for("getUpdates", timeout=30)
                idle = megabytes(process.pid)
                for number in range(CHATS):
                    user = server.user(1000 + number, "Bench")
                    await user.sends(f"aanbieders sturen elk kwartaal een overzicht van productie ({number})")
                    await user.waits(
                        lambda chat: any(not one.from_bot for one in chat) and chat[-1].from_bot, timeout=30
                    )
                return idle, megabytes(process.pid)
            finally:
                process.terminate()
                await process.wait()
