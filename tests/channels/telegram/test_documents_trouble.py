"""What can go wrong with a document on its way: it is tried again, or told."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.channels.telegram.parcels import Administration
from knowledge.engines.errors import EngineUnavailable, Trouble
from knowledge.library import Library
from tests.auxil.administration import admins
from tests.auxil.library import WordEngine
from tests.auxil.telegram import DOWNLOAD, BadGateway, DropAfterwards, TelegramServer, TooManyRequests, User
from tests.auxil.telegram.wire import Params
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.sending import (
    KILOMETERS,
    SECONDS,
    HeldEngine,
    begun,
    incoming,
    names,
    sends,
    with_library,
)
from tests.channels.telegram.talking import by_bot, says, until

SECRET = "geheimzinnig"


class BrokenEngine(WordEngine):
    """Fails as it is told to."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self._fault = fault

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        raise self._fault


@pytest.fixture
def engine() -> HeldEngine:
    return HeldEngine()


@pytest.fixture
def library(tmp_path: Path, engine: HeldEngine) -> Library:
    return Library.open(tmp_path / "library", engine)


@pytest.fixture
def administration(library: Library, user: User, tmp_path: Path) -> Administration:
    return admins([user.id], library, tmp_path)


@pytest.mark.parametrize("fault", [BadGateway(), DropAfterwards(), TooManyRequests(1)])
async def test_fetching_is_tried_again(
    fault: BadGateway | DropAfterwards | TooManyRequests,
    serving: Serving,
    user: User,
    telegram_server: TelegramServer,
    library: Library,
    administration: Administration,
    engine: HeldEngine,
) -> None:
    engine.go.set()
    telegram_server.fails(DOWNLOAD, fault)
    telegram_server.fails("getFile", fault)
    async with with_library(serving, library, administration):
        assert "toegevoegd" in await sends(user, KILOMETERS.encode(), "eisen.txt")


async def test_a_file_that_is_gone_at_telegram_is_said(
    serving: Serving,
    user: User,
    telegram_server: TelegramServer,
    library: Library,
    administration: Administration,
) -> None:
    telegram_server.fails("getFile", TooManyRequests(1))
    async with with_library(serving, library, administration):
        await user.sends_document(KILOMETERS.encode(), "eisen.txt", "Almere")
        await telegram_server.waits_for("getFile", 1)
        sent = user.chat[0].document
        assert sent is not None
        telegram_server.files.lose(sent.file_id)
        await user.waits(lambda chat: "Het lukte niet om eisen.txt" in chat[-1].text, SECONDS)
    assert incoming(administration) == []


async def test_a_note_the_user_took_away_is_sent_again(
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
        note = user.chat[-1].message_id
        delete = telegram_server.methods.by_name["deleteMessage"]
        delete(Params({"chat_id": str(user.id), "message_id": str(note)}))
        engine.go.set()
        await user.waits(lambda chat: "eisen.txt: toegevoegd" in chat[-1].text, SECONDS)


async def test_an_edit_whose_answer_got_lost_gives_one_note(
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
        telegram_server.fails("editMessageText", DropAfterwards())
        engine.go.set()
        await until(lambda: telegram_server.requests_per_method["editMessageText"] == 2)
    assert [text.partition(":")[0] for text in by_bot(user)] == ["eisen.txt"]


async def test_an_engine_that_is_out_of_order_is_said(serving: Serving, user: User, tmp_path: Path) -> None:
    fault = EngineUnavailable(Trouble.NO_CREDIT, place="van de test")
    library = Library.open(tmp_path / "broken", BrokenEngine(fault))
    async with with_library(serving, library, admins([user.id], library, tmp_path)):
        assert await sends(user, KILOMETERS.encode(), "eisen.txt") == str(fault)
    assert names(library) == []


async def test_a_fault_of_ours_is_said_and_logged_without_the_words_of_the_document(
    serving: Serving, user: User, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library.open(tmp_path / "broken", BrokenEngine(RuntimeError(SECRET)))
    async with with_library(serving, library, admins([user.id], library, tmp_path)):
        assert "Er ging bij mij iets mis" in await sends(
            user, f"Met {SECRET}. {KILOMETERS}".encode(), "x.txt"
        )
    assert "unexpected fault: RuntimeError" in caplog.text
    assert SECRET not in caplog.text


async def test_the_same_update_again_is_not_answered_again(
    serving: Serving,
    user: User,
    telegram_server: TelegramServer,
    library: Library,
    administration: Administration,
    engine: HeldEngine,
) -> None:
    engine.go.set()
    async with with_library(serving, library, administration):
        sent = await user.sends_document(KILOMETERS.encode(), "eisen.txt", "Almere")
        await user.waits(lambda chat: "toegevoegd" in chat[-1].text, SECONDS)
        telegram_server.replay(sent)
        await says(user, "/mijn")
    assert len(by_bot(user)) == 2
    assert telegram_server.requests_per_method["getFile"] == 1


async def test_stopped_half_way_it_can_be_sent_again(
    serving: Serving, user: User, library: Library, administration: Administration, engine: HeldEngine
) -> None:
    rows = [f"<h2>Eis {one}</h2><p>{KILOMETERS} Dit is eis nummer {one}.</p>" for one in range(100)]
    content = "".join(rows).encode()
    async with with_library(serving, library, administration):
        await user.sends_document(content, "eisen.html", "Almere")
        await begun(engine)
        assert len(incoming(administration)) == 1
    assert incoming(administration) == []
    engine.go.set()
    await until(lambda: engine.embedded)
    await asyncio.sleep(0.3)
    assert 0 < len(engine.embedded) < 100  # the thread stopped as well
    assert names(library) == []
    async with with_library(serving, library, administration):
        assert "toegevoegd. Passages: 100" in await sends(user, content, "eisen.html")


async def test_what_a_kill_left_behind_is_removed_at_the_next_start(
    serving: Serving, library: Library, administration: Administration
) -> None:
    left = administration.folder / "tmp123" / "eisen.txt"
    left.parent.mkdir(parents=True)
    left.write_text(KILOMETERS, encoding="utf-8")
    async with with_library(serving, library, administration):
        assert incoming(administration) == []
