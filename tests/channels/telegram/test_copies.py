"""Calls that go wrong once: a card that came twice, and a button that keeps turning round."""

import pytest

from tests.auxil.telegram import BadGateway, DropAfterwards, TelegramServer, TooManyRequests, User
from tests.channels.telegram.talking import FIRST, buttoned, by_bot, card, presses, says


async def test_a_copy_of_a_card_that_was_pressed_meanwhile_loses_its_buttons(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    telegram_server.fails("sendMessage", DropAfterwards())
    await user.sends(FIRST)
    await user.waits(lambda chat: bool(buttoned(chat)))
    first = card(user)
    await user.presses("Nee, geen wet", first)
    await telegram_server.waits_for("sendMessage", 2)
    await user.waits(lambda chat: len(buttoned(chat)) == 1 and "Wat wilt u vooral weten" in card(user).text)
    assert card(user).message_id == first.message_id
    assert by_bot(user) == [card(user).text]
    assert "Wat wilt u vooral weten" not in (await presses(user, card(user).labels[0])).text


@pytest.mark.parametrize("trouble", [BadGateway(), TooManyRequests(1), DropAfterwards()])
async def test_a_button_stops_turning_round_although_telegram_refused_once(
    bot: None,
    telegram_server: TelegramServer,
    user: User,
    trouble: BadGateway | TooManyRequests | DropAfterwards,
) -> None:
    await says(user, FIRST)
    telegram_server.fails("answerCallbackQuery", trouble)
    await presses(user, "Nee, geen wet")
    assert not user.unanswered
