"""A room that votes, in small, with the bot killed in the middle; in full it is `python -m bench.room`."""

from pathlib import Path

import httpx

from bench.room_listener import listening
from bench.room_people import Room
from bench.room_run import SUBJECTS, Bot, Run
from bench.room_stored import compared
from bot.store import Store
from tests.auxil.telegram import TelegramServer


async def test_a_kill_while_a_room_votes_loses_no_answer_and_shows_none_early(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    room, bot = Room(telegram_server, 1000, each_role=2), Bot(telegram_server, tmp_path, "light", "freely")
    await bot.start()
    try:
        await room.begins("Wat kan er weg?", -1001)
        async with httpx.AsyncClient() as client, listening(client, bot.page(room.code)) as page:
            await room.fills()
            run = Run(room, bot, (page,), think=(0.0, 0.05))
            await run.whole(SUBJECTS[:1], kill_in=SUBJECTS[0])
    finally:
        await bot.kill()
    store = await Store.open(bot.store_url)
    votes = await compared(store, room.code, room.cast)
    await store.close()
    assert votes.given == 10 * 3 * 2 + 2 * 2
    assert votes.is_right, votes
    assert (run.course.early, run.course.wrong_cards) == ([], 0)
    assert run.course.to_page
