"""Trouble at Telegram, in the store and in our own code: everybody else goes on, nothing is lost."""

import asyncio
from contextlib import suppress

import pytest

from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.running import serve
from bot.channels.telegram.trouble import TelegramTroubleError
from bot.store import Store
from knowledge.search import Found
from tests.auxil.assistant import FakeSearcher, make_assistant
from tests.auxil.telegram import (
    BadGateway,
    DropAfterwards,
    NoAnswer,
    TelegramServer,
    TooManyRequests,
    User,
)
from tests.auxil.telegram.wire import Params
from tests.channels.telegram.conftest import Serving, root
from tests.channels.telegram.talking import (
    FIRST,
    WAITING,
    buttoned,
    by_bot,
    card,
    presses,
    says,
    to_the_advice,
    until,
)

SECRET = "geheimzinnig"


class Failing(FakeSearcher):
    """Fails, with words of the user in the fault."""

    def search(self, text: str, **options: object) -> Found:
        if SECRET in text:
            raise RuntimeError(f"no idea what to do with {text}")
        return super().search(text)


async def test_a_user_who_blocked_the_bot_does_not_hold_up_others(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    await says(user, FIRST)
    user.blocks_bot()
    await user.presses("Nee, geen wet")
    await until(lambda: any((call.response or {}).get("error_code") == 403 for call in telegram_server.calls))
    other = telegram_server.user(55, "Joost")
    await says(other, WAITING)
    user.unblocks_bot()
    await says(user, "/mijn")
    assert "Wat wilt u vooral weten" in card(user).text


@pytest.mark.parametrize("fault", [TooManyRequests(1), BadGateway(), DropAfterwards(), NoAnswer()])
async def test_an_edit_that_fails_is_made_again(
    fault: TooManyRequests | BadGateway | DropAfterwards | NoAnswer,
    bot: None,
    user: User,
    telegram_server: TelegramServer,
) -> None:
    await says(user, FIRST)
    telegram_server.fails("editMessageText", fault)
    await presses(user, "Nee, geen wet")
    await until(lambda: telegram_server.requests_per_method["editMessageText"] == 2)
    assert "Wat wilt u vooral weten" in card(user).text
    assert len(user.chat) == 2


async def test_a_chat_that_must_wait_does_not_hold_up_others_and_keeps_its_order(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    telegram_server.fails("sendMessage", TooManyRequests(2))
    await user.sends(FIRST)
    await until(lambda: telegram_server.requests_per_method["sendMessage"] == 1)
    await user.sends("nee")
    other = telegram_server.user(55, "Joost")
    await says(other, WAITING)
    assert not by_bot(user)
    assert not telegram_server.waiting_updates or telegram_server.requests_per_method["sendMessage"] == 2
    await user.waits(lambda chat: "Wat wilt u vooral weten" in chat[-1].text)
    await user.waits(lambda chat: len(buttoned(chat)) == 1)


async def test_telegram_refusing_many_messages_at_once_loses_none(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    telegram_server.flood = True
    for text in (FIRST, "nee", "kwaliteit van de hulp", "/mijn", "/privacy"):
        await user.sends(text)
    await user.waits(lambda chat: "Ik bewaar wat u over registraties typt" in chat[-1].text, 10)
    await user.waits(lambda chat: len(buttoned(chat)) == 1 and buttoned(chat)[0] is chat[-1], 10)


async def test_a_card_the_user_deleted_is_sent_again(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    first = await says(user, FIRST)
    await user.presses("Nee, geen wet", first)
    delete = telegram_server.methods.by_name["deleteMessage"]
    delete(Params({"chat_id": str(user.id), "message_id": str(first.message_id)}))
    await user.waits(lambda chat: len(buttoned(chat)) == 1 and chat[-1].message_id > first.message_id)
    assert "Wat wilt u vooral weten" in card(user).text
    assert (await presses(user, "Kwaliteit van de hulp")).message_id == card(user).message_id


async def test_the_network_goes_away_and_comes_back(
    bot: None, user: User, telegram_server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    await says(user, FIRST)
    await telegram_server.stop()
    await user.presses("Nee, geen wet")
    await asyncio.sleep(0.3)
    await telegram_server.start()
    await user.waits(lambda chat: "Wat wilt u vooral weten" in chat[-1].text)
    assert "no updates: NetworkError" in caplog.text


async def test_a_fault_of_ours_is_said_and_logged_without_the_words_of_the_user(
    serving: Serving, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(make_assistant(Failing())):
        await user.sends(f"We willen dat begeleiders {SECRET} bijhouden hoeveel minuten het kost")
        await user.waits(lambda chat: "Er ging bij mij iets mis" in chat[-1].text)
        await says(user, FIRST)
    assert "unexpected fault: RuntimeError" in caplog.text
    assert SECRET not in caplog.text


async def test_what_was_stored_but_never_shown_is_shown_after_a_restart(
    user: User, telegram_server: TelegramServer, store: Store, serving: Serving
) -> None:
    async with serving(make_assistant()):
        old = await says(user, FIRST)
        await telegram_server.waits_for("sendMessage", 1)
        telegram_server.fails("sendMessage", TooManyRequests(600))
        await user.sends("nee")
        await telegram_server.waits_for("sendMessage", 2)
    assert card(user) == old
    async with serving(make_assistant()):
        await user.waits(lambda chat: len(buttoned(chat)) == 1 and buttoned(chat)[0] is chat[-1])
    assert "Wat wilt u vooral weten" in card(user).text


async def test_a_card_telegram_refuses_is_said(
    serving: Serving, user: User, telegram_server: TelegramServer, store: Store
) -> None:
    broken = "<b>"  # a screen as it could stand in the store by a fault of ours
    async with store.turn(f"telegram:{user.id}") as turn:
        await turn.want_card(user.id, f'{{"parts": ["{broken}"], "buttons": []}}', fresh=True)
    await user.sends("/start")
    async with serving(make_assistant()):
        await user.waits(lambda chat: any("Er ging bij mij iets mis" in one.text for one in chat))


async def test_an_advice_too_long_for_one_message_comes_in_parts_and_can_be_changed(
    bot: None, user: User
) -> None:
    await user.sends(" ".join([FIRST, *["en minuten van begeleiders"] * 145]))
    await user.waits(lambda chat: bool(buttoned(chat)))
    advice = await to_the_advice(user)
    parts = by_bot(user)
    begin = next(number for number, text in enumerate(parts) if text.startswith(("Advies", "Voorlopig")))
    assert parts[begin] != advice.text
    assert parts[-1] == advice.text
    assert "Bronnen" in advice.text
    question = await presses(user, "Wijzigen")
    assert question.message_id > advice.message_id
    assert advice.text in by_bot(user)


async def test_a_wrong_token_is_one_sentence(
    telegram_server: TelegramServer, store: Store, user: User, nobody: Administration
) -> None:
    with pytest.raises(TelegramTroubleError, match="kent dit token niet"):
        await serve(make_assistant(), store, "110201543:verkeerd", root(telegram_server), nobody)


async def test_the_network_is_away_at_the_start(
    telegram_server: TelegramServer,
    store: Store,
    capsys: pytest.CaptureFixture[str],
    user: User,
    nobody: Administration,
) -> None:
    address = root(telegram_server)
    await telegram_server.stop()
    task = asyncio.create_task(serve(make_assistant(), store, telegram_server.token, address, nobody))
    said = ""

    def complained() -> bool:
        nonlocal said
        said += capsys.readouterr().err
        return "Telegram is niet bereikbaar" in said

    await until(complained)
    await telegram_server.start()
    await says(user, FIRST)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_stopping_while_telegram_is_away(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    address = root(telegram_server)
    await telegram_server.stop()
    task = asyncio.create_task(serve(make_assistant(), store, telegram_server.token, address, nobody))
    await asyncio.sleep(0.2)
    task.cancel()
    async with asyncio.timeout(2):
        with suppress(asyncio.CancelledError):
            await task
    assert task.cancelled()
