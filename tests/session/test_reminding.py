"""At the end of a decision: were the figures used?"""

from datetime import UTC, date, datetime

from bot.dialogue import Reply
from bot.domain import Slot
from bot.store import Reminder
from tests.session.user import User

DUE = date(2025, 11, 1)


async def reminded(user: User) -> tuple[Reply, ...]:
    """What the user is asked on the day."""
    (reminder,) = await user.store.reminders.claim(datetime(2025, 11, 1, 9, tzinfo=UTC))
    async with user.store.turn(user.owner) as turn:
        assert await turn.reminded(reminder)
        user.replies = await user.session.remind(turn, reminder)
    return user.replies


async def test_it_comes_on_the_day_and_once(user: User) -> None:
    await user.decides()
    assert await user.store.reminders.claim(datetime(2025, 10, 31, 9, tzinfo=UTC)) == ()
    await reminded(user)
    assert "1 november 2025 eindigt uw besluit" in user.text
    assert await user.store.reminders.claim(datetime(2025, 11, 2, 9, tzinfo=UTC)) == ()


async def test_when_it_was_used_it_gets_a_new_end(user: User) -> None:
    await user.decides()
    await reminded(user)
    await user.option("Ja, gebruikt")
    assert user.slot == "decided_until"
    await user.type("1 november 2026")
    kept = {(one.decided.until, one.decided.by) for one in await user.decisions()}
    assert kept == {(DUE, "Inkoper"), (date(2026, 11, 1), "Inkoper")}
    assert (await user.state()).sheet.value(Slot.USED) == "yes"
    (reminder,) = await user.store.reminders.claim(datetime(2026, 11, 1, 9, tzinfo=UTC))
    assert reminder.due == date(2026, 11, 1)


async def test_when_it_was_not_used_the_questions_are_asked_again(user: User) -> None:
    await user.decides()
    before = await user.state()
    await reminded(user)
    await user.option("Nee, niet gebruikt")
    state = await user.state()
    assert state.id != before.id
    assert state.description == before.description
    assert (state.sheet.value(Slot.STATUS), state.sheet.value(Slot.USED)) == ("existing", "no")
    assert len(await user.titles()) == 2


async def test_what_is_gone_is_not_asked_about(user: User) -> None:
    await user.decides()
    state = await user.state()
    await user.press("forget:yes")
    async with user.store.turn(user.owner) as turn:
        assert await user.session.remind(turn, Reminder(user.owner, state.id, DUE)) == ()
    await user.press(f"used:{state.id}")
    assert "is er niet meer" in user.text
    await user.press(f"unused:{state.id}")
    assert "is er niet meer" in user.text
