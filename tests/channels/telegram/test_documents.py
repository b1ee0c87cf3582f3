"""An administrator sends documents, which are found from then on; others cannot."""

from pathlib import Path

import pytest

from bot.channels.telegram.parcels import Administration
from knowledge.library import Library
from knowledge.passages import Kind
from knowledge.search import Knowledge
from tests.auxil.administration import admins
from tests.auxil.library import WordEngine
from tests.auxil.telegram import TelegramServer, User
from tests.auxil.telegram.files import LARGEST
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.sending import (
    KILOMETERS,
    SLEUTELS,
    everything_in,
    incoming,
    names,
    sends,
    with_library,
)
from tests.channels.telegram.talking import FIRST, buttoned, by_bot, card, presses, says
from tests.knowledge.documents.makers import word, workbook


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", WordEngine())


@pytest.fixture
def administration(library: Library, user: User, tmp_path: Path) -> Administration:
    return admins([1, user.id], library, tmp_path)


async def test_a_word_document_is_read_and_found(
    serving: Serving, user: User, library: Library, administration: Administration, tmp_path: Path
) -> None:
    file = word(tmp_path / "x.docx", ("Heading 1", "Vervoer"), ("Normal", KILOMETERS), ("Normal", SLEUTELS))
    async with with_library(serving, library, administration):
        await user.sends_document(file.read_bytes(), "Eisen vervoer.docx", "eis Almere")
        await user.waits(lambda chat: "als eis van gemeente Almere..." in chat[-1].text)
        await user.waits(lambda chat: "Eisen vervoer.docx: toegevoegd. Passages: 1." in chat[-1].text, 30)
        assert len(by_bot(user)) == 1  # one note, edited
    (entry,) = library.documents()
    assert (entry.name, entry.title) == ("Eisen vervoer.docx", "Eisen vervoer")
    assert (entry.kind, entry.municipality, entry.publisher) == (Kind.EIS, "GM0034", "gemeente Almere")
    assert KILOMETERS in Knowledge(library).search(KILOMETERS).hits[0].passage.text
    assert incoming(administration) == []


async def test_again_changes_nothing_and_a_new_version_replaces_the_old(
    serving: Serving, user: User, library: Library, administration: Administration
) -> None:
    async with with_library(serving, library, administration):
        assert "toegevoegd. Passages: 1" in await sends(user, KILOMETERS.encode(), "eisen.txt")
        assert "was er al" in await sends(user, KILOMETERS.encode(), "eisen.txt")
        assert "vervangen. Passages nu: 1" in await sends(user, SLEUTELS.encode(), "eisen.txt")
    assert names(library) == ["eisen.txt"]


async def test_a_workbook_without_a_caption_is_of_the_own_municipality(
    serving: Serving, user: User, library: Library, administration: Administration, tmp_path: Path
) -> None:
    rows: list[list[str | float]] = [
        ["Nr", "Eis", "Frequentie"],
        [1, KILOMETERS, "maand"],
        [2, SLEUTELS, "week"],
    ]
    file = workbook(tmp_path / "x.xlsx", Eisen=rows)
    async with with_library(serving, library, administration):
        await says(user, "/gemeente Utrecht")
        assert "toegevoegd. Passages: 2" in await sends(user, file.read_bytes(), "pve.xlsx", "")
    assert [entry.municipality for entry in library.documents()] == ["GM0344"]


async def test_a_kind_of_its_own_needs_no_municipality(
    serving: Serving, user: User, library: Library, administration: Administration
) -> None:
    async with with_library(serving, library, administration):
        assert "toegevoegd" in await sends(user, KILOMETERS.encode(), "handreiking.md", "gids")
    (entry,) = library.documents()
    assert (entry.kind, entry.municipality, entry.publisher) == (Kind.GIDS, None, "onbekend")


@pytest.mark.parametrize("caption", ["", "eis", "eis Verzonnenstad"])
async def test_without_a_municipality_the_bot_asks_to_send_it_again(
    serving: Serving, user: User, library: Library, administration: Administration, caption: str
) -> None:
    async with with_library(serving, library, administration):
        answer = await sends(user, KILOMETERS.encode(), "eisen.txt", caption)
        assert "met de gemeente in het bijschrift" in answer
        assert "eisen.txt" in answer
    assert names(library) == []


async def test_who_is_no_administrator_is_told_how_to_become_one(
    bot: None, user: User, telegram_server: TelegramServer
) -> None:
    shown = await says(user, FIRST)
    answer = await sends(user, KILOMETERS.encode(), "eisen.txt")
    assert "Alleen een beheerder" in answer
    assert "drievragen knowledge add" in answer
    assert str(user.id) in answer
    assert telegram_server.requests_per_method["getFile"] == 0
    assert card(user) == shown
    await presses(user, "Nee, geen wet")


async def test_a_document_leaves_the_open_question_as_it_is(
    serving: Serving, user: User, library: Library, administration: Administration
) -> None:
    async with with_library(serving, library, administration):
        shown = await says(user, FIRST)
        await sends(user, KILOMETERS.encode(), "eisen.txt")
        assert buttoned(user.chat) == [shown]
        await presses(user, shown.labels[0])


@pytest.mark.parametrize(
    ("content", "name", "says_why"),
    [
        (b"PK\x03\x04 kapot", "contract.docx", "contract.docx is beschadigd"),
        (b"%PDF-1.7 kapot", "contract.pdf", "contract.pdf is beschadigd"),
        (b"\x00\x01\x02\x03", None, "soort bestand van document is onbekend"),
        (b"Te kort.", "kort.txt", "geen stuk tekst van"),
        (b"Bel 06-12345678 voor de kilometers van deze week.", "bel.txt", "persoonsgegevens"),
    ],
)
async def test_a_file_that_cannot_be_read_gets_the_reason(
    serving: Serving,
    user: User,
    library: Library,
    administration: Administration,
    content: bytes,
    name: str | None,
    says_why: str,
) -> None:
    async with with_library(serving, library, administration):
        assert says_why in await sends(user, content, name)
        assert "toegevoegd" in await sends(user, KILOMETERS.encode(), "eisen.txt")
    assert names(library) == ["eisen.txt"]
    assert incoming(administration) == []


@pytest.mark.parametrize(
    "name", ["../../../ontsnapt.txt", "/ontsnapt.txt", "..\\..\\ontsnapt.txt", "~/../ontsnapt.txt"]
)
async def test_a_name_leads_to_no_other_folder(
    serving: Serving,
    user: User,
    library: Library,
    administration: Administration,
    tmp_path: Path,
    name: str,
) -> None:
    async with with_library(serving, library, administration):
        assert (await sends(user, KILOMETERS.encode(), name)).startswith("ontsnapt.txt: toegevoegd")
    assert names(library) == ["ontsnapt.txt"]
    assert [path for path in everything_in(tmp_path.parent) if path.name == "ontsnapt.txt"] == []
    assert not Path("/ontsnapt.txt").exists()  # noqa: ASYNC240 - nothing else runs


async def test_more_than_a_bot_can_fetch(
    serving: Serving, user: User, library: Library, administration: Administration
) -> None:
    async with with_library(serving, library, administration):
        answer = await sends(user, bytes(LARGEST + 1), "groot.pdf")
    assert "groot.pdf is te groot" in answer
    assert "20 MB" in answer
