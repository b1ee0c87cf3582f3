"""The anonymous export: what rooms and people decided beside the advice, as the evaluators read it."""

import asyncio
from pathlib import Path

import pytest

from bot.commands.usage import UsageError
from bot.commands.votes import write_votes
from bot.domain import Outcome
from bot.facilitation import Hall
from bot.session import Session
from bot.store import Store
from bot.workshop import Participant, Question, Role, Verdict, Workshop
from bot.workshop import events as on
from evals.human.line import Role as HumanRole
from evals.human.loading import load_lines
from evals.human.table import show
from tests.auxil.assistant import make_assistant
from tests.facilitation.people import HOURS
from tests.session.user import User


async def held(store: Store, *, rehearsal: bool = False) -> None:
    """A room of four drops one registration."""
    hall = Hall(make_assistant(), store)
    async with store.turn("telegram:1") as turn:
        about = Workshop(id="abc", title="Proef", rehearsal=rehearsal)
        found = await hall.create(turn, about, "telegram:1")
    await hall.do(found.code, on.Proposed(text=HOURS))
    await hall.do(found.code, on.Opened(item="r1"))
    await hall.do(found.code, on.VotingOpened(item="r1"))
    for number in range(4):
        who = Participant(id=f"p{number}", role=Role.AANBIEDER)
        await hall.do(found.code, on.Joined(participant=who))
        for question in Question:
            event = on.Voted(participant=who.id, item="r1", round=1, question=question, score=1)
            await hall.do(found.code, event)
    await hall.do(found.code, on.Revealed(item="r1", round=1))
    for _ in range(200):
        now = await hall.find(found.code)
        if now is not None and now.workshop.items[0].advice is not None:
            break
        await asyncio.sleep(0.01)
    await hall.do(found.code, on.Decided(item="r1", verdict=Verdict(outcome=Outcome.SCHRAPPEN)))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/drievragen.db"


async def test_rooms_and_single_decisions_come_out_without_anybody(url: str, tmp_path: Path) -> None:
    store, assistant = await Store.open(url), make_assistant()
    await held(store)
    await User(store, Session(assistant), "telegram:44").decides()
    await store.close()
    file = tmp_path / "stemmen.jsonl"
    said = await write_votes(url, file, assistant.dialogue, assistant.content.texts, public=True)
    assert "Regels: 2" in said
    room, alone = load_lines(file)
    assert (room.description, room.verdict, len(room.votes[HumanRole.AANBIEDER])) == (HOURS, "schrappen", 4)
    assert (alone.description, alone.verdict, alone.recorded) == (None, None, "schrappen")
    assert "telegram" not in file.read_text("utf-8")
    assert "aanbieder" in show((room, alone))


async def test_a_rehearsal_and_an_empty_store_give_nothing(url: str, tmp_path: Path) -> None:
    store, assistant = await Store.open(url), make_assistant()
    await held(store, rehearsal=True)
    await store.close()
    file = tmp_path / "stemmen.jsonl"
    said = await write_votes(url, file, assistant.dialogue, assistant.content.texts, public=False)
    assert "Regels: 0" in said
    with pytest.raises(UsageError, match="bestaat al"):
        await write_votes(url, file, assistant.dialogue, assistant.content.texts, public=False)
