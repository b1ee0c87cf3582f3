"""Files and reminders in the terminal and over JSON lines."""

from pathlib import Path

from bot.channels.line import OWNER, Start, Talk
from bot.channels.saving import save
from bot.dialogue import Choice
from bot.session import Incoming, Session
from bot.store import Store
from tests.auxil.assistant import NOW, make_assistant
from tests.channels.talking import TEXTS, choose, talk_json, text, turns_of
from tests.dialogue.chat import DESCRIPTION

TO_ADVICE = (text(DESCRIPTION), choose("none"), choose("none"), choose("none"))


def test_documents_are_saved_and_their_place_is_told(tmp_path: Path) -> None:
    output = talk_json((*TO_ADVICE, choose("document"), choose("document")), tmp_path)
    told = [reply for turn in turns_of(output) for reply in turn if reply["type"] == "document"]
    assert [Path(one["path"]).suffix for one in told] == [".docx", ".pdf", ".docx", ".pdf"]
    assert len({one["path"] for one in told}) == 4
    assert Path(told[1]["path"]).read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("een bestand")
    output = talk_json((*TO_ADVICE, choose("document")), tmp_path)
    assert "niet schrijven" in output


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    first = save(tmp_path, "stuk.docx", b"een")
    second = save(tmp_path, "stuk.docx", b"twee")
    assert (first.read_bytes(), second.read_bytes()) == (b"een", b"twee")
    assert second.name == "stuk-2.docx"


async def test_a_reminder_comes_at_the_next_start_and_once(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/gesprekken.db")
    talk = Talk(Session(make_assistant()), store, TEXTS, tmp_path)
    await talk.begin(Start(), NOW)
    for word in (DESCRIPTION, "geen wet", "geen duidelijk doel"):
        replies = await talk.take(Incoming(text=word))
    while replies[-1].type != "advice":
        replies = await talk.take(Incoming(option="none"))
    for word in ("/besluit", "1", "Inkoper", "1", "1 november 2025"):
        await talk.take(Incoming(text=word))
    later = NOW.replace(month=11, day=1)
    asked = (await talk.begin(Start(), later))[-1]
    assert isinstance(asked, Choice)
    assert "Zijn de cijfers gebruikt?" in asked.text
    assert not isinstance((await talk.begin(Start(), later))[-1], Choice)
    await store.close()


async def test_it_goes_on_when_another_process_removed_everything(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/gesprekken.db")
    talk = Talk(Session(make_assistant()), store, TEXTS, tmp_path)
    await talk.begin(Start(), NOW)
    await talk.take(Incoming(text=DESCRIPTION))
    async with store.turn(OWNER) as turn:
        await turn.forget()
    replies = await talk.take(Incoming(text=DESCRIPTION))
    assert [reply.type for reply in replies] == ["understood", "question"]
    await store.close()
