"""Files that users send, fetched through the real python-telegram-bot client."""

from pathlib import Path

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from tests.auxil.telegram import DOWNLOAD, BadGateway, TelegramServer, User
from tests.auxil.telegram.files import LARGEST
from tests.auxil_tests.conftest import confirmed


@pytest.fixture
async def file_id(bot: Bot, user: User) -> str:
    await user.sends_document(b"Eis 1", "../eisen.txt", " eis Almere ")
    message = (await confirmed(bot))[-1].message
    assert message is not None
    assert message.document is not None
    assert message.text is None
    assert (message.caption, message.document.file_name) == ("eis Almere", "../eisen.txt")
    assert message.document.file_size == 5
    return message.document.file_id


async def test_what_was_sent_can_be_fetched(bot: Bot, user: User, file_id: str, tmp_path: Path) -> None:
    file = await bot.get_file(file_id)
    await file.download_to_drive(tmp_path / "eisen.txt")
    assert (tmp_path / "eisen.txt").read_bytes() == b"Eis 1"
    assert "[../eisen.txt] eis Almere" in user.screen()


async def test_without_a_name_and_a_caption(bot: Bot, user: User) -> None:
    await user.sends_document(b"x", None)
    message = (await confirmed(bot))[-1].message
    assert message is not None
    assert message.document is not None
    assert (message.caption, message.document.file_name) == (None, None)


async def test_what_is_not_there(bot: Bot, file_id: str, telegram_server: TelegramServer) -> None:
    with pytest.raises(BadRequest, match=r"(?i)invalid file_id"):
        await bot.get_file("verzonnen")
    file = await bot.get_file(file_id)
    telegram_server.files.lose(file_id)
    with pytest.raises(TelegramError, match="Not Found"):
        await file.download_as_bytearray()


async def test_a_bot_fetches_no_more_than_20_mb(bot: Bot, user: User) -> None:
    for size in (LARGEST, LARGEST + 1):
        await user.sends_document(bytes(size), "groot.pdf")
    just, over = [update.message for update in await confirmed(bot) if update.message][-2:]
    assert just.document is not None
    assert over.document is not None
    assert len(await (await bot.get_file(just.document.file_id)).download_as_bytearray()) == LARGEST
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await bot.get_file(over.document.file_id)


async def test_trouble_on_order(bot: Bot, file_id: str, telegram_server: TelegramServer) -> None:
    file = await bot.get_file(file_id)
    telegram_server.fails(DOWNLOAD, BadGateway())
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray() == b"Eis 1"
    assert telegram_server.requests_per_method[DOWNLOAD] == 2


async def test_only_with_the_token_and_a_path_that_was_given(
    bot: Bot, file_id: str, telegram_server: TelegramServer
) -> None:
    async with ClientSession() as session:
        for address in (f"{telegram_server.token}/documents/file_0", "1:x/documents/file_0"):
            async with session.get(f"{telegram_server.base_file_url}{address}") as answer:
                assert answer.status == 404
        await bot.get_file(file_id)
        good = f"{telegram_server.base_file_url}{telegram_server.token}/documents/file_0"
        async with session.get(good) as answer:
            assert await answer.read() == b"Eis 1"
