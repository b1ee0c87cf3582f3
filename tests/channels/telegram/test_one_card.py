"""One card: edited by buttons, renewed below what is typed, and an advice that stays."""

from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import (
    AFTER_ADVICE,
    CHANGE,
    FIRST,
    NEW,
    WAITING,
    answer_of,
    buttoned,
    by_bot,
    card,
    presses,
    says,
    to_the_advice,
)

QUESTION = "Schrijft een wet voor dat u deze gegevens vraagt?"


async def test_start_greets_and_asks_for_a_registration(bot: None, user: User) -> None:
    greeting = await says(user, "/start")
    assert "computerprogramma" in greeting.text
    assert not greeting.buttons


async def test_a_button_edits_the_message_it_is_on(bot: None, user: User) -> None:
    first = await says(user, FIRST)
    second = await presses(user, "Nee, geen wet")
    assert second.message_id == first.message_id
    assert second.text != first.text
    assert len(user.chat) == 2


async def test_an_answer_to_typed_text_comes_below_it_and_takes_the_old_card_away(
    bot: None, user: User
) -> None:
    first = await says(user, FIRST)
    second = await says(user, "nee")
    assert [message.from_bot for message in user.chat] == [False, False, True]
    assert second.message_id > first.message_id
    assert "Wat wilt u vooral weten" in second.text


async def test_what_is_not_read_twice_is_asked_by_number(bot: None, user: User) -> None:
    await says(user, FIRST)
    await says(user, "Dat hangt van het weer af")
    asked = await says(user, "Dat hangt van het weer af")
    assert "3. Nee, geen wet" in asked.text
    assert "Nee, geen wet" in asked.labels
    assert "Wat wilt u vooral weten" in (await says(user, "3")).text


async def test_a_whole_conversation_leaves_one_advice_with_its_buttons(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    assert advice.text.startswith(("Advies:", "Voorlopig advies:"))
    assert advice.labels == AFTER_ADVICE
    assert len(user.chat) == 2


async def test_a_new_registration_leaves_the_finished_advice_as_it_was(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    greeting = await presses(user, NEW)
    assert greeting.message_id > advice.message_id
    await says(user, WAITING)
    await to_the_advice(user)
    kept = next(message for message in user.chat if message.message_id == advice.message_id)
    assert kept.text == advice.text
    assert not kept.buttons
    assert sum(text.startswith(("Advies", "Voorlopig")) for text in by_bot(user)) == 2


async def test_typing_a_new_registration_below_an_advice_leaves_the_advice(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    await says(user, f"/nieuw {WAITING}")
    assert advice.text in by_bot(user)
    assert QUESTION in card(user).text


async def test_changing_an_answer_goes_on_on_the_same_card(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    question = await presses(user, CHANGE)
    assert question.message_id == advice.message_id
    await presses(user, next(label for label in question.labels if label.startswith("Wettelijke plicht")))
    await presses(user, "Ja, gegevens én vorm")
    assert "STANDAARDISEREN" in (await to_the_advice(user)).text
    assert len(user.chat) == 2


async def test_the_answer_new_is_not_the_button_for_a_new_registration(bot: None, user: User) -> None:
    question = await says(user, "Minuten van begeleiders, bijgehouden per kwartaal")
    for answer in ("Nee, geen wet", "Leren en verbeteren", "Nog niet precies"):
        question = await presses(user, answer)
    assert "Nieuw" in question.labels
    answered = await presses(user, "Nieuw")
    assert answered.message_id == question.message_id
    assert "Vraag 1 van 3" in answered.text


async def test_an_answer_that_asks_nothing_keeps_the_question_and_its_buttons(bot: None, user: User) -> None:
    labels = (await says(user, FIRST)).labels
    for command in ("/mijn", "/zoek steekproef dossiers", "/gemeente Verzonnenstad", "/mijn"):
        shown = await says(user, command)
        assert shown.labels == labels
        assert shown.text.count(QUESTION) == 1
    assert "deze is open" in shown.text
    assert "Wat wilt u vooral weten" in (await presses(user, "Nee, geen wet")).text


async def test_a_pause_keeps_the_buttons_and_a_press_goes_on(bot: None, user: User) -> None:
    await says(user, FIRST)
    assert "bewaard" in (await says(user, "/pauze")).text
    assert "Welkom terug" in (await presses(user, "Nee, geen wet")).text


async def test_words_after_the_advice_leave_it_and_take_over_its_buttons(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    answer = await says(user, "/privacy")
    assert answer.labels == AFTER_ADVICE
    assert advice.text in by_bot(user)
    assert "Welk antwoord" in (await presses(user, CHANGE)).text


async def test_another_conversation_takes_away_the_open_question(bot: None, user: User) -> None:
    first = await says(user, FIRST)
    await says(user, "/nieuw")
    assert not buttoned(user.chat)
    assert first.text not in by_bot(user)
    await says(user, "/open 1")
    assert QUESTION in card(user).text


async def test_two_messages_in_a_row_are_answered_in_order(bot: None, user: User) -> None:
    await user.sends(FIRST)
    await user.sends("nee")
    await user.sends("kwaliteit van de hulp")
    await user.waits(lambda chat: [one.from_bot for one in chat] == [False, False, False, True])
    await user.waits(lambda chat: "Welk besluit verandert" in chat[-1].text and bool(chat[-1].buttons))


async def test_two_users_do_not_see_each_other(bot: None, telegram_server: TelegramServer) -> None:
    sanne, joost = telegram_server.user(1, "Sanne"), telegram_server.user(2, "Joost")
    await says(sanne, FIRST)
    await says(joost, WAITING)
    await presses(sanne, "Nee, geen wet")
    assert "wachttijden" in card(joost).text
    assert "wachttijden" not in card(sanne).text
    assert "geen aanvragen" not in (await says(joost, "/mijn")).text


async def test_what_a_user_types_is_shown_as_typed(bot: None, user: User) -> None:
    odd = 'We willen <b>vet</b> & "minuten" <script> bijhouden per 😀 begeleider &lt;i&gt;'
    assert odd in (await says(user, odd)).text


async def test_odd_commands_get_a_sentence(bot: None, user: User) -> None:
    await says(user, FIRST)
    assert "/verzonnen" in (await says(user, "/verzonnen x")).text
    assert "/help" in (await says(user, "/")).text
    assert "/<b>" in (await says(user, "/<b> &")).text
    assert QUESTION in card(user).text


async def test_a_conversation_goes_on_after_a_restart(
    serving: Serving, telegram_server: TelegramServer, user: User
) -> None:
    async with serving(make_assistant()):
        await says(user, FIRST)
    async with serving(make_assistant()):
        shown = await presses(user, answer_of(card(user)))
    assert shown.edits == 1
