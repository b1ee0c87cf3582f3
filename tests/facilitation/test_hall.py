"""What holds whoever does it, and whatever happens in between."""

import asyncio

from bot.facilitation import Hall
from bot.store import Store
from bot.workshop import Participant, Question, Role
from bot.workshop import events as on
from tests.auxil.assistant import make_assistant
from tests.facilitation.people import Room


async def test_no_vote_is_lost_when_a_whole_room_votes_at_once_through_two_halls(
    room: Room, hall: Hall, store: Store
) -> None:
    item, code = await room.is_listed(), await room.code()
    await hall.do(code, on.Opened(item=item))
    await hall.do(code, on.VotingOpened(item=item))
    second = Hall(make_assistant(), store)

    async def vote(number: int) -> None:
        where = hall if number % 2 else second
        who = Participant(id=f"p{number}", role=list(Role)[number % 5])
        await where.do(code, on.Joined(participant=who))
        for question in Question:
            event = on.Voted(participant=who.id, item=item, round=1, question=question, score=1 + number % 4)
            await where.do(code, event)

    await asyncio.gather(*(vote(number) for number in range(30)))
    assert (await room.scene()).registrations[0].voted == 30
    await second.close()


async def test_what_a_kill_left_to_look_up_and_weigh_is_done_by_the_next_process(
    room: Room, hall: Hall, store: Store
) -> None:
    code = await room.code()
    await hall.do(code, on.Proposed(text="Minuten per cliënt bijhouden door begeleiders"))
    await hall.close()  # before the look-up could be kept
    found = await hall.find(code)
    assert found is not None
    assert found.workshop.items[0].request is None
    following = Hall(make_assistant(), store)
    following.tend(found)
    for _ in range(200):
        if (await room.workshop()).items[0].request is not None:
            break
        await asyncio.sleep(0.01)
    assert (await room.workshop()).items[0].request is not None
    await following.close()


async def test_what_a_kill_left_to_look_up_is_done_when_the_facilitator_presses_something(
    room: Room, hall: Hall
) -> None:
    await hall.do(await room.code(), on.Proposed(text="Minuten per cliënt bijhouden door begeleiders"))
    await hall.close()  # before the look-up could be kept
    assert (await room.workshop()).items[0].request is None
    await room.leader.option("Ververs")
    await room.is_looked_up()


async def test_a_workshop_that_is_gone_is_said_so(hall: Hall) -> None:
    done = await hall.do("AAAAAA", on.Closed())
    assert (done.found, done.refused) == (None, "gone")
    assert await hall.find("AAAAAA") is None
    assert await hall.revision("AAAAAA") is None
