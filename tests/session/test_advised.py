"""What can be done with an advice: the long form, documents, the list, a copy of everything."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import python_calamine

from bot.dialogue import AdviceGiven, Explanation
from tests.dialogue.chat import DESCRIPTION
from tests.session.user import User


async def test_before_the_advice_there_is_nothing_to_explain(user: User) -> None:
    await user.type(DESCRIPTION)
    for command in ("/toelichting", "/document", "/delen", "/publiceer"):
        await user.type(command)
        assert user.types == ["error", "question"]
        assert "na het advies" in user.text


async def test_the_long_form_has_text_to_copy_and_its_sources(user: User) -> None:
    await user.decides()
    await user.press("explain")
    (reply,) = user.replies
    assert isinstance(reply, Explanation)
    assert DESCRIPTION in "\n".join(reply.ready.lines)
    assert len(reply.parts) > 5


async def test_the_documents_show_the_decision(user: User) -> None:
    await user.decides()
    await user.type("/document")
    word, pdf = user.files
    assert Path(word.name).stem == "drie-vragen-aanbieders-geven-de-kleur-van-hun-voorde"
    written = docx.Document(BytesIO(await user.content(word) or b""))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    assert "Inkoper" in cells
    assert "1 november 2025" in cells
    page = pypdfium2.PdfDocument(await user.content(pdf) or b"")[0].get_textpage().get_text_range()
    assert "1 november 2025" in page


async def test_with_numbers_there_is_a_picture_of_the_burden(user: User) -> None:
    await user.is_advised(f"{DESCRIPTION}, elke maand, 15 minuten per cliënt, 120 cliënten")
    await user.type("/document")
    assert [file.make for file in user.files] == ["word", "pdf", "picture"]
    assert (await user.content(user.files[2]) or b"").startswith(b"\x89PNG")


async def test_a_file_about_what_is_gone_is_not_made(user: User) -> None:
    await user.decides()
    await user.type("/document")
    word, _ = user.files
    await user.press("forget:yes")
    assert await user.content(word) is None


async def test_an_advice_can_be_sent_on(user: User) -> None:
    await user.decides()
    await user.type("/delen")
    assert isinstance(user.replies[-1], AdviceGiven)


async def test_every_decision_is_kept(user: User) -> None:
    await user.decides()
    for word in ("/besluit", "behouden", "College van B en W", "De raad wil het weten.", "geen einddatum"):
        await user.type(word)
    kept = {one.decided.outcome: one.decided.reason for one in await user.decisions()}
    assert kept == {"schrappen": None, "behouden": "De raad wil het weten."}


async def test_the_list_has_the_decision_and_can_be_searched(user: User) -> None:
    await user.decides()
    await user.type("/nieuw Aanbieders melden elke maand hun vrije plekken")
    await user.type("/mijn voordeur KLEUR")
    assert user.text.splitlines()[1:] == [f"2. {DESCRIPTION} (besloten: schrappen, tot 1 november 2025)"]
    await user.type("/mijn fiets")
    assert "geen aanvraag met 'fiets'" in user.text


async def test_the_list_as_excel(user: User) -> None:
    await user.type("/nieuw =1+1 is wat aanbieders elke maand melden")
    await user.decides()
    await user.type("/mijn excel")
    content = await user.content(user.files[0])
    rows = python_calamine.load_workbook(BytesIO(content or b"")).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Beschrijving", "Stand"]
    assert "Inkoper" in rows[1]


async def test_the_export_has_all_and_the_removal_leaves_nothing(user: User) -> None:
    await user.type("/gemeente Almere")
    await user.decides()
    await user.press("publish")
    await user.option("Ja, publiceer dit")
    await user.type("/export")
    held = json.loads(await user.content(user.files[0]) or b"")
    assert DESCRIPTION in json.dumps(held, ensure_ascii=False)
    assert "Inkoper" in json.dumps(held)
    await user.type("/verwijder")
    await user.option("Nee, bewaar alles")
    assert await user.decisions()
    await user.type("/verwijder")
    await user.option("Ja, verwijder alles")
    assert user.types == ["forgotten"]
    assert user.text == "Verwijderd: aanvragen: 1, besluiten: 1, publicaties ingetrokken: 1."
    assert await user.register() == ()
    await user.type("/export")
    left = json.loads(await user.content(user.files[0]) or b"")
    assert not any(left.values())
