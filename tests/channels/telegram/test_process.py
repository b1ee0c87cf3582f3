"""The bot as a process of its own: started, stopped, killed and started again."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bot.content import load_content
from bot.store import Store
from tests.auxil.telegram import NoAnswer, TelegramServer, User
from tests.channels.telegram.conftest import root
from tests.channels.telegram.talking import (
    FIRST,
    answer_of,
    buttoned,
    by_bot,
    card,
    presses,
    says,
    to_the_advice,
)

ROOT = Path(__file__).parents[3]
STARTED = "De bot draait als @drievragen_bot"
SECONDS = 60.0
"""To start, on a busy machine."""


class Bot:
    """One running process; `errors` is what it wrote on standard error so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.errors = ""
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.errors += line.decode()

    async def says(self, text: str) -> None:
        async with asyncio.timeout(SECONDS):
            while text not in self.errors:
                assert self.process.returncode is None, self.errors
                await asyncio.sleep(0.02)

    async def stops(self, how: signal.Signals) -> int:
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.ended(5.0)

    async def ended(self, seconds: float) -> int:
        async with asyncio.timeout(seconds):
            code = await self.process.wait()
            await self._reader
        return code


@asynccontextmanager
async def running(*arguments: str, cwd: Path, **settings: str) -> AsyncIterator[Bot]:
    """Python with these arguments; killed at the end of the block if it still runs."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "HOME")}
    fixed = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "NO_PROXY": "127.0.0.1"}
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=cwd,
        env=inherited | fixed | settings,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    bot = Bot(started)
    try:
        yield bot
    finally:
        await bot.stops(signal.SIGKILL)


def process(server: TelegramServer, data: Path) -> AbstractAsyncContextManager[Bot]:
    """The bot on the database in `data`, with the test passages."""
    worker = "tests.channels.telegram.worker"
    return running("-m", worker, store_url(data), server.token, root(server), cwd=data)


def command(
    server: TelegramServer, data: Path, token: str, admins: str = ""
) -> AbstractAsyncContextManager[Bot]:
    """`drievragen telegram`, as an administrator starts it."""
    return running(
        *("-m", "bot", "telegram"),
        cwd=data,
        DRIEVRAGEN_TELEGRAM_TOKEN=token,
        DRIEVRAGEN_TELEGRAM_API_URL=root(server),
        DRIEVRAGEN_DATA_DIR=str(data),
        DRIEVRAGEN_ADMINS=admins,
        DRIEVRAGEN_LOG_LEVEL="INFO",
    )


def store_url(data: Path) -> str:
    return f"sqlite+aiosqlite:///{data}/drievragen.db"


def conversation(user: User) -> list[str]:
    """What is on the screen, without the numbers of messages."""
    return [re.sub(r"^\d+ ", "", line) for line in user.screen().splitlines()]


async def settled(data: Path) -> None:
    """Wait until all that is stored is shown, so that a kill falls between two messages."""
    store = await Store.open(store_url(data))
    async with asyncio.timeout(SECONDS):
        while await store.unshown_cards():  # noqa: ASYNC110 - another process changes it
            await asyncio.sleep(0.02)
    await store.close()


SCRIPT = ("/start", FIRST, "press", "de kwaliteit van de hulp", "/mijn", "press", "weet ik niet", "press")


async def do(user: User, step: str) -> None:
    if step == "press":
        await presses(user, answer_of(card(user)))
    else:
        await says(user, step)


async def test_killed_after_every_message_the_end_is_the_same(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    calm, unlucky = telegram_server.user(1, "Sanne"), telegram_server.user(2, "Sanne")
    async with process(telegram_server, tmp_path) as bot:
        await bot.says(STARTED)
        for step in SCRIPT:
            await do(calm, step)
        await to_the_advice(calm)
        assert await bot.stops(signal.SIGTERM) == 0
    for step in SCRIPT:
        async with process(telegram_server, tmp_path) as bot:
            await bot.says(STARTED)
            await do(unlucky, step)
            await settled(tmp_path)
            await bot.stops(signal.SIGKILL)
    async with process(telegram_server, tmp_path) as bot:
        await bot.says(STARTED)
        await to_the_advice(unlucky)
    assert conversation(unlucky) == conversation(calm)
    assert [message.text for message in buttoned(calm.chat)] == [by_bot(calm)[-1]]


async def test_a_conversation_typed_only_and_a_menu_of_commands(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    user = telegram_server.user(3)
    answers = {"wet": "nee", "vooral weten": "kwaliteit", "besluit verandert": "er verandert niets"}
    async with process(telegram_server, tmp_path) as bot:
        await bot.says(STARTED)
        shown = await says(user, FIRST)
        while "Andere registratie" not in shown.labels:
            asked = next((answer for key, answer in answers.items() if key in shown.text), "weet ik niet")
            shown = await says(user, asked)
        assert await bot.stops(signal.SIGTERM) == 0
    assert "SCHRAPPEN" in shown.text
    (commands,) = telegram_server.methods.commands.values()
    assert {one.command: one.description for one in commands} == dict(load_content().commands)
    assert telegram_server.token not in bot.errors
    assert "begeleiders" not in bot.errors
    assert "Traceback" not in bot.errors


async def test_killed_between_storing_and_showing(telegram_server: TelegramServer, tmp_path: Path) -> None:
    user = telegram_server.user(4)
    async with process(telegram_server, tmp_path) as bot:
        await bot.says(STARTED)
        await says(user, FIRST)
        await settled(tmp_path)
        telegram_server.fails("sendMessage", NoAnswer())
        sent = telegram_server.requests_per_method["sendMessage"]
        await user.sends("nee")
        await telegram_server.waits_for("sendMessage", sent + 1)
        await bot.stops(signal.SIGKILL)
    async with process(telegram_server, tmp_path) as bot:
        await bot.says(STARTED)
        await user.waits(lambda chat: len(buttoned(chat)) == 1 and "Wat wilt u vooral" in chat[-1].text)
        await presses(user, "Kwaliteit van de hulp")
    assert len(by_bot(user)) == 1


async def test_the_command_serves_a_whole_conversation(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    user = telegram_server.user(6)
    async with command(telegram_server, tmp_path, telegram_server.token) as bot:
        await bot.says(STARTED)
        await says(user, "/start")
        await says(user, FIRST)
        advice = await to_the_advice(user)
        assert await bot.stops(signal.SIGTERM) == 0
    assert "Advies" in advice.text
    assert telegram_server.token not in bot.errors
    assert "begeleiders" not in bot.errors


async def test_the_command_finds_what_an_administrator_sends(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    user = telegram_server.user(7)
    text = "De aanbieder meldt elke week hoeveel zwemvliegen en waterfietsen er zijn uitgeleend."
    async with command(telegram_server, tmp_path, telegram_server.token, admins="6, 7") as bot:
        await bot.says(STARTED)
        assert "niets" in (await says(user, "/zoek zwemvliegen waterfietsen uitgeleend")).text
        await user.sends_document(text.encode(), "zwemmen.txt", "gids")
        await user.waits(lambda chat: "toegevoegd. Passages: 1" in chat[-1].text, SECONDS)
        assert text in (await says(user, "/zoek zwemvliegen waterfietsen uitgeleend")).text
        assert await bot.stops(signal.SIGTERM) == 0
    assert "zwem" not in bot.errors


async def test_a_wrong_token_is_one_sentence_and_exit_code_1(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    async with command(telegram_server, tmp_path, "110201543:verkeerd") as bot:
        assert await bot.ended(SECONDS) == 1
    assert bot.errors == f"{load_content().texts.say('bot_wrong_token')}\n"


async def test_telegram_away_at_the_start(telegram_server: TelegramServer, tmp_path: Path) -> None:
    user = telegram_server.user(5)
    await telegram_server.stop()
    async with process(telegram_server, tmp_path) as bot:
        await bot.says("Telegram is niet bereikbaar")
        await telegram_server.start()
        await bot.says(STARTED)
        await says(user, "/start")
        assert await bot.stops(signal.SIGTERM) == 0
    async with process(telegram_server, tmp_path) as bot:
        await telegram_server.stop()
        await bot.says("Telegram is niet bereikbaar")
        assert await bot.stops(signal.SIGTERM) == 0
