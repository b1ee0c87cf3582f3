"""After the advice: the decision, documents, the long form, and everything removed."""

from pathlib import Path

from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import BadGateway, Message, NoAnswer, TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import FIRST, buttoned, by_bot, card, presses, says, to_the_advice, until


async def test_a_decision_is_recorded_below_the_advice(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    question = await presses(user, "Besluit vastleggen")
    assert question.message_id != advice.message_id
    assert "Besluit vastleggen" in question.text
    await presses(user, question.labels[0])
    await presses(user, "Inkoper")
    await presses(user, "Zoals in het advies")
    decided = await says(user, "1 november 2027")
    assert "Geldt tot 1 november 2027" in decided.text
    listed = await says(user, "/mijn")
    assert "tot 1 november 2027" in listed.text
    assert any(text.startswith(advice.text[:40]) for text in by_bot(user))


async def test_documents_come_above_the_card(bot: None, user: User, telegram_server: TelegramServer) -> None:
    await says(user, FIRST)
    await to_the_advice(user)
    await user.presses("Document")

    def arrived(chat: list[Message]) -> bool:
        return "Word" in chat[-1].text and buttoned(chat) == chat[-1:]

    chat = await user.waits(arrived, 30.0)
    sent = [one.document for one in chat if one.document]
    assert [Path(document.name or "").suffix for document in sent] == [".docx", ".pdf"]
    files = [telegram_server.files.read(document) for document in sent]
    assert files[0].startswith(b"PK")
    assert files[1].startswith(b"%PDF")
    assert "Besluit vastleggen" in card(user).labels


async def test_the_long_form_has_text_to_copy(bot: None, user: User) -> None:
    await says(user, FIRST)
    await to_the_advice(user)
    last = await presses(user, "Toelichting")
    assert "Besluit vastleggen" in last.labels


async def test_everything_is_removed(bot: None, user: User) -> None:
    await says(user, FIRST)
    await says(user, "/verwijder")
    await user.presses("Ja, verwijder alles")
    chat = await user.waits(lambda chat: chat[-1].text.startswith("Verwijderd: aanvragen: 1"), 10.0)
    assert not chat[-1].buttons
    assert "nog geen aanvragen" in (await says(user, "/mijn")).text


async def test_documents_that_were_not_sent_come_after_the_next_start(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    async with serving(make_assistant()):
        await says(user, FIRST)
        await to_the_advice(user)
        telegram_server.fails("sendDocument", NoAnswer())
        await user.presses("Document")
        await telegram_server.waits_for("sendDocument", timeout=30.0)
        await user.sends("/mijn")  # a newer card takes over what the earlier one promised
        await until(lambda: not telegram_server.waiting_updates)
    assert not documents(user)
    async with serving(make_assistant()):
        await user.waits(lambda chat: buttoned(chat) == chat[-1:] and "Uw aanvragen" in chat[-1].text, 30.0)
    assert [Path(name).suffix for name in documents(user)] == [".docx", ".pdf"]


async def test_a_document_that_telegram_refuses_is_told_and_the_card_comes(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    await says(user, FIRST)
    await to_the_advice(user)
    telegram_server.fails("sendDocument", BadGateway())  # tried again
    await user.presses("Document")
    await user.waits(lambda chat: "Word" in chat[-1].text, 30.0)
    assert len(documents(user)) == 2


async def test_an_old_confirmation_removes_nothing(bot: None, user: User) -> None:
    await says(user, FIRST)
    asked = await says(user, "/verwijder")
    await says(user, "/terug")
    await user.presses("Ja, verwijder alles", asked)
    await until(lambda: user.notices)
    assert "eerdere vraag" in user.notices[-1].text
    assert "begeleiders" in (await says(user, "/mijn")).text


async def test_a_link_that_is_not_known_greets_nevertheless(bot: None, user: User) -> None:
    await user.sends("/start iets_abc123")
    chat = await user.waits(lambda chat: chat[-1].from_bot)
    assert "Deze link ken ik niet" in chat[-1].text
    assert "drie vragen" in chat[-1].text


def documents(user: User) -> list[str]:
    """The names of the files that the bot sent."""
    return [message.document.name or "" for message in user.chat if message.document]
