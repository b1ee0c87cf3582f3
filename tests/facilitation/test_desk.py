"""The page's side: a spreadsheet on the list, documents, and decisions that are kept at the end."""

from io import BytesIO

import xlsxwriter

from bot.domain import Outcome
from bot.facilitation import Hall
from bot.facilitation.desk import Desk
from bot.store import Store
from bot.workshop import Participant, Question, Role, Verdict
from bot.workshop import events as on
from tests.facilitation.people import LEADER, Room


def sheet(*rows: tuple[str, ...]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("Lijst")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


async def test_a_spreadsheet_becomes_the_list(room: Room, hall: Hall) -> None:
    content = sheet(
        ("Registratie", "Doel"),
        ("Uren per cliënt per week bijhouden", "weten of de inzet klopt"),
        ("Elk kwartaal een rapport over klachten", ""),
        ("Elk kwartaal een rapport over klachten", ""),
    )
    said = await Desk(hall).add_table(await room.code(), "lijst.xlsx", content)
    assert said == "2 registraties staan erbij. 1 niet: Dit staat al op de lijst."
    items = (await room.workshop()).items
    assert [(item.text, item.goal) for item in items] == [
        ("Uren per cliënt per week bijhouden", "weten of de inzet klopt"),
        ("Elk kwartaal een rapport over klachten", None),
    ]


async def test_a_file_that_is_no_spreadsheet_gets_a_sentence(room: Room, hall: Hall) -> None:
    said = await Desk(hall).add_table(await room.code(), "../foto.png", b"\x89PNG\r\n\x1a\n")
    assert said.endswith(".")
    assert (await room.workshop()).items == ()


async def test_closing_on_the_page_keeps_the_decisions_too(room: Room, hall: Hall, store: Store) -> None:
    desk, code, item = Desk(hall), await room.code(), await room.is_listed()
    await desk.do(code, on.Joined(participant=Participant(id="p1", role=Role.RAAD)))
    for event in (
        on.Opened(item=item),
        on.VotingOpened(item=item),
        on.Voted(participant="p1", item=item, round=1, question=Question.DOEL, score=1),
        on.Revealed(item=item, round=1),
        on.Decided(item=item, verdict=Verdict(outcome=Outcome.SCHRAPPEN, action="Stoppen met vragen")),
        on.Closed(),
    ):
        assert (await desk.do(code, event)).refused is None
    async with store.turn(LEADER) as turn:
        (decision,) = await turn.decisions()
        assert decision.decided.reason == "Stoppen met vragen"
    assert (await desk.report(code, "pdf")).startswith(b"%PDF")


async def test_a_rehearsal_leaves_no_decisions_behind(hall: Hall, store: Store, room: Room) -> None:
    workshop = (await room.workshop()).model_copy(update={"rehearsal": True})
    async with store.turn(LEADER) as turn:
        found = await hall.create(turn, workshop, LEADER)
    desk = Desk(hall)
    for event in (
        on.Proposed(text="Minuten bijhouden"),
        on.Joined(participant=Participant(id="p1", role=Role.RAAD, simulated=True)),
        on.Opened(item="r1"),
        on.VotingOpened(item="r1"),
        on.Voted(participant="p1", item="r1", round=1, question=Question.DOEL, score=1),
        on.Revealed(item="r1", round=1),
        on.Decided(item="r1", verdict=Verdict(outcome=Outcome.SCHRAPPEN)),
        on.Closed(),
    ):
        await desk.do(found.code, event)
    async with store.turn(LEADER) as turn:
        assert await turn.decisions() == ()
