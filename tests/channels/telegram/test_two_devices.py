"""One user with a telephone and a computer, of which one is behind."""

import asyncio

from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.talking import FIRST, by_bot, card, presses, says, to_the_advice, until


async def test_two_answers_to_one_question_of_which_the_first_counts(bot: None, user: User) -> None:
    shown = await says(user, FIRST)
    await user.presses("Nee, geen wet", shown)
    await user.presses("Ja, gegevens én vorm", shown)
    await user.waits(lambda _: len(user.notices) == 1 and not user.unanswered)
    assert "eerdere vraag" in user.notices[0].text
    assert "Wat wilt u vooral weten" in card(user).text


async def test_typing_on_one_and_pressing_on_the_other(bot: None, user: User) -> None:
    shown = await says(user, FIRST)
    await user.sends("nee")
    await user.presses("Ja, gegevens én vorm", shown)
    await user.waits(lambda chat: "Wat wilt u vooral weten" in chat[-1].text and not user.unanswered)
    assert len(user.notices) == 1
    assert len(by_bot(user)) == 1


async def test_a_storm_of_presses_on_old_and_new_cards_ends_in_one_advice(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    seen = [await says(user, FIRST)]
    for _ in range(3):
        seen.append(await presses(user, seen[-1].labels[-1]))
    await asyncio.gather(*(user.presses(one.labels[0], one) for one in seen[:-1] for _ in range(3)))
    await until(lambda: not user.unanswered)
    assert len(user.notices) == 9
    assert card(user).buttons == seen[-1].buttons
    advice = await to_the_advice(user)
    assert advice.text.startswith(("Advies", "Voorlopig"))
    assert telegram_server.waiting_updates == ()
