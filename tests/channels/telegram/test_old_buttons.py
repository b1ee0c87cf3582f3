"""Buttons of what is past, and updates that come again, change nothing."""

from collections.abc import Callable
from dataclasses import replace

from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import Button, DropAfterwards, Message, TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import (
    FIRST,
    NEW,
    WAITING,
    buttoned,
    by_bot,
    card,
    presses,
    says,
    to_the_advice,
    until,
)


def noticed(user: User, times: int = 1) -> Callable[[list[Message]], bool]:
    return lambda _: len(user.notices) == times and not user.unanswered


async def test_a_double_click_counts_once(bot: None, user: User) -> None:
    first = await says(user, FIRST)
    await user.presses("Nee, geen wet", first)
    await user.presses("Nee, geen wet", first)
    await user.waits(noticed(user))
    await user.waits(lambda chat: "Wat wilt u vooral weten" in chat[-1].text)
    assert "eerdere vraag" in user.notices[0].text
    assert not user.notices[0].alert


async def test_an_old_button_only_gets_a_notice(bot: None, user: User) -> None:
    first = await says(user, FIRST)
    await presses(user, "Nee, geen wet")
    before = user.screen()
    await user.presses("Ja, gegevens én vorm", first)
    await user.waits(noticed(user))
    assert user.screen() == before


async def test_a_button_of_another_conversation_only_gets_a_notice(bot: None, user: User) -> None:
    await says(user, FIRST)
    advice = await to_the_advice(user)
    await presses(user, NEW)
    await says(user, WAITING)
    before = user.screen()
    await user.presses(NEW, advice)
    await user.waits(noticed(user))
    assert user.screen() == before


async def test_a_button_that_never_was_only_gets_a_notice(bot: None, user: User) -> None:
    shown = await says(user, FIRST)
    before = user.screen()
    revision = (shown.buttons[0][0].data or "").partition(":")[0]
    forged = ("", ":", "0:0", f"{revision}:99", f"{revision}:-1", f"{revision}:²", "x" * 64)
    for number, data in enumerate(forged, start=1):
        await user.presses("?", replace(shown, buttons=((Button("?", data),),)))
        await user.waits(noticed(user, number))
    assert user.screen() == before


async def test_a_replayed_message_and_press_change_nothing(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    typed = await user.sends(FIRST)
    await user.waits(lambda chat: bool(buttoned(chat)))
    pressed = await user.presses("Nee, geen wet")
    await user.waits(lambda chat: "Wat wilt u vooral weten" in chat[-1].text)
    before = user.screen()
    for update in (typed, pressed, typed):
        telegram_server.replay(update)
    answer = await says(user, "/mijn")  # comes after the replays, so they were handled
    assert "1. We willen" in answer.text
    assert "2. " not in answer.text
    sent = [one.params["text"] for one in telegram_server.calls if one.method == "sendMessage"]
    assert len(sent) == 2
    assert before.splitlines()[0] == user.screen().splitlines()[0]


async def test_a_message_whose_answer_got_lost_is_shown_and_the_copy_goes_at_the_next_press(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    async with serving(make_assistant()):
        telegram_server.fails("sendMessage", DropAfterwards())
        await user.sends(FIRST)
        await user.waits(lambda chat: len(buttoned(chat)) == 2)
        await until(lambda: telegram_server.requests_per_method["sendMessage"] == 2)
        copy, _ = buttoned(user.chat)
        await user.presses("Nee, geen wet", copy)
        await user.waits(lambda chat: len(buttoned(chat)) == 1)
        assert "Wat wilt u vooral weten" in card(user).text
        assert len(by_bot(user)) == 1
