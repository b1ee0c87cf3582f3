"""Reading a document takes time: nobody waits for it who need not, and all can see how far it is."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.telegram.parcels import Administration
from knowledge.library import Library
from tests.auxil.administration import admins
from tests.auxil.library import WordEngine
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.sending import (
    KILOMETERS,
    SECONDS,
    SLEUTELS,
    HeldEngine,
    begun,
    is_busy,
    names,
    with_library,
)
from tests.channels.telegram.talking import FIRST, WAITING, by_bot, card, says, until


@pytest.fixture
def engine() -> HeldEngine:
    return HeldEngine()


@pytest.fixture
def library(tmp_path: Path, engine: HeldEngine) -> Library:
    return Library.open(tmp_path / "library", engine)


@pytest.fixture
def administration(library: Library, user: User, tmp_path: Path) -> Administration:
    return admins([user.id], library, tmp_path)


async def test_others_and_the_administrator_are_served_meanwhile(
    serving: Serving,
    user: User,
    telegram_server: TelegramServer,
    library: Library,
    administration: Administration,
    engine: HeldEngine,
) -> None:
    async with with_library(serving, library, administration):
        await user.sends_document(KILOMETERS.encode(), "eisen.txt", "Almere")
        await begun(engine)
        await says(telegram_server.user(55, "Joost"), WAITING)
        await says(user, FIRST)
        assert [is_busy(text) for text in by_bot(user)] == [True, False]
        await until(lambda: not telegram_server.waiting_updates)
        engine.go.set()
        await user.waits(lambda chat: "eisen.txt: toegevoegd" in chat[1].text, SECONDS)
        assert "Schrijft een wet" in card(user).text


async def test_documents_of_one_chat_are_answered_at_once_and_read_one_after_another(
    serving: Serving,
    user: User,
    telegram_server: TelegramServer,
    library: Library,
    administration: Administration,
    engine: HeldEngine,
) -> None:
    async with with_library(serving, library, administration):
        for name, text in (("een.txt", KILOMETERS), ("twee.txt", SLEUTELS)):
            await user.sends_document(text.encode(), name, "Almere")
        await begun(engine)
        await user.waits(lambda chat: [is_busy(one.text) for one in chat if one.from_bot] == [True, True])
        assert telegram_server.requests_per_method["getFile"] == 1
        engine.go.set()
        await user.waits(lambda chat: not any(is_busy(one.text) for one in chat), SECONDS)
    assert [text.partition(":")[0] for text in by_bot(user)] == ["een.txt", "twee.txt"]
    assert names(library) == ["een.txt", "twee.txt"]


async def test_two_administrators_do_not_wait_for_each_other(
    serving: Serving,
    user: User,
    telegram_server: TelegramServer,
    library: Library,
    tmp_path: Path,
    engine: HeldEngine,
) -> None:
    other = telegram_server.user(55, "Joost")
    async with with_library(serving, library, admins([user.id, other.id], library, tmp_path)):
        await user.sends_document(KILOMETERS.encode(), "een.txt", "Almere")
        await begun(engine)
        await other.sends_document(b"kapot", "twee.pdf", "Almere")
        await other.waits(lambda chat: not is_busy(chat[-1].text) and chat[-1].from_bot, SECONDS)
        assert is_busy(user.chat[-1].text)
        engine.go.set()
        await user.waits(lambda chat: "toegevoegd" in chat[-1].text, SECONDS)


async def test_the_note_follows_the_passages_once_a_second(
    serving: Serving, user: User, telegram_server: TelegramServer, tmp_path: Path
) -> None:
    library = Library.open(tmp_path / "slow", WordEngine(pause=0.4))
    rows = [f"<h2>Eis {one}</h2><p>{KILOMETERS} Dit is eis nummer {one}.</p>" for one in range(250)]
    telegram_server.flood = True
    clock = asyncio.get_running_loop().time
    async with with_library(serving, library, admins([user.id], library, tmp_path)):
        start = clock()
        await user.sends_document("".join(rows).encode(), "eisen.html", "Almere")
        await user.waits(lambda chat: "doorzoekbaar: " in chat[-1].text, SECONDS)
        await user.waits(lambda chat: "toegevoegd. Passages: 250" in chat[-1].text, SECONDS)
        took = clock() - start
    assert 1 <= user.chat[-1].edits <= took
    refused = [one for one in telegram_server.calls if (one.response or {}).get("error_code") == 429]
    assert refused == []
