"""The workbook: sheets, filters, types, and text that never becomes a formula."""

from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.domain import Outcome
from bot.reports.workshop_book import workshop_book
from bot.workshop import Role, Verdict
from bot.workshop import events as on
from bot.workshop.scales import scales
from tests.explanation.examples import CONTENT
from tests.reports.workshop_sample import HELD, a_scene, a_workshop, play, proposed, the_sample, voted

SHEETS = ["Overzicht", "Stemmen", "Redenen", "Acties", "Bronnen"]
MAIN = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

Row = dict[str, object]


def sheets(written: bytes) -> dict[str, list[Row]]:
    """The rows of each sheet by the names of their columns."""
    book = CalamineWorkbook.from_filelike(BytesIO(written))
    assert book.sheet_names == SHEETS
    found: dict[str, list[Row]] = {}
    for name in book.sheet_names:
        _, header, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


WRITTEN = workshop_book(a_scene(the_sample()), HELD, CONTENT)


@pytest.fixture(scope="module")
def read() -> dict[str, list[Row]]:
    return sheets(WRITTEN)


def test_the_overview_has_every_registration_and_what_is_saved(read: dict[str, list[Row]]) -> None:
    *rows, last = read["Overzicht"]
    assert [row["Nr."] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0]["Geldt tot"] == date(2027, 3, 1)
    assert rows[0]["Uren per jaar"] == rows[0]["Uren minder per jaar"] == 1870
    assert (rows[1]["Uren per jaar"], rows[1]["Uren minder per jaar"]) == (465, "")
    assert [row["Stand"] for row in rows[2:]] == [
        "besloten",
        "geparkeerd",
        "niet aan de beurt gekomen",
        "overgeslagen",
    ]
    assert [row["Zien het anders"] for row in rows[:4]] == [3, "1 of 2", 0, ""]
    assert (last["Registratie"], last["Uren minder per jaar"], last["Euro minder per jaar"]) == (
        "Samen",
        1870,
        84150,
    )


def test_a_row_for_each_registration_round_question_and_group(read: dict[str, list[Row]]) -> None:
    rows = read["Stemmen"]
    keys = [(row["Nr."], row["Ronde"], row["Vraag"], row["Groep"]) for row in rows]
    assert len(keys) == len(set(keys)) == 3 * (5 + 5 + 4 + 4 + 3)
    first = rows[0]
    answers = [value for name, value in first.items() if name.startswith("Antwoord ")]
    assert (first["Groep"], first["Antwoorden"], answers) == ("Iedereen", 16, [7, 5, 3, 1])
    assert first["Middelste antwoord"] == scales().doel.answers[1].label
    for row in rows:
        total = row["Antwoorden"]
        assert isinstance(total, int | float)
        assert total >= 3


def test_reasons_actions_and_sources(read: dict[str, list[Row]]) -> None:
    assert {row["Soort"] for row in read["Redenen"]} == {"bij de stem", "ziet het besluit anders"}
    assert [row["Geldt tot"] for row in read["Acties"]] == [date(2026, 12, 31), date(2027, 3, 1), ""]
    assert [row["Nr."] for row in read["Bronnen"]] == list(range(1, len(read["Bronnen"]) + 1))
    assert "2, 3" in [row["Bij registratie"] for row in read["Bronnen"]]


def test_too_few_answers_are_a_row_that_says_so() -> None:
    workshop, item = proposed(a_workshop(), "Verzonnen registratie")
    workshop = voted(workshop, item, {Role.RAAD: [(1, 4, 2)], Role.INWONER: [(4, 4, 4)]})
    rows = sheets(workshop_book(a_scene(workshop), HELD, CONTENT))["Stemmen"]
    assert [row["Opmerking"] for row in rows] == ["te weinig antwoorden om te tonen"] * 3
    assert {row["Antwoorden"] for row in rows} == {""}


def test_the_header_stays_in_view_and_can_be_filtered() -> None:
    with ZipFile(BytesIO(WRITTEN)) as file:
        for number in range(1, len(SHEETS) + 1):
            sheet = ElementTree.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own
            pane = sheet.find(".//pane", MAIN)
            assert pane is not None
            assert (pane.get("ySplit"), pane.get("state")) == ("2", "frozen")
            filters = sheet.find("autoFilter", MAIN)
            assert filters is not None
            assert str(filters.get("ref")).startswith("A2:")
            assert sheet.find("cols", MAIN) is not None


@pytest.mark.parametrize("rehearsal", [False, True])
def test_every_sheet_says_what_it_is_about_and_that_it_is_a_rehearsal(rehearsal: bool) -> None:
    written = workshop_book(a_scene(the_sample(rehearsal=rehearsal)), HELD, CONTENT)
    book = CalamineWorkbook.from_filelike(BytesIO(written))
    for name in book.sheet_names:
        above = str(book.get_sheet_by_name(name).to_python()[0][0])
        assert "Voorbeeldstad, 2 maart 2026" in above
        assert above.startswith("OEFENING") is rehearsal


@given(
    sign=st.sampled_from("=+-@"),
    rest=st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=9),
)
@settings(max_examples=20, deadline=None)
def test_text_is_never_a_formula(sign: str, rest: str) -> None:
    text = f"{sign}{rest}"
    workshop, item = proposed(a_workshop(), text, text)
    workshop = voted(workshop, item, {Role.GEMEENTE: [(1, 1, 1)] * 3}, {Role.GEMEENTE: [text]})
    verdict = Verdict(outcome=Outcome.SCHRAPPEN, action=text, owner=text, dissent=text)
    workshop = play(workshop, [on.Decided(item=item, verdict=verdict)])
    written = workshop_book(a_scene(workshop), HELD, CONTENT)
    read = sheets(written)
    assert read["Overzicht"][0]["Registratie"] == read["Acties"][0]["Actie"] == text
    assert read["Redenen"][0]["Reden"] == text
    with ZipFile(BytesIO(written)) as file:
        assert not any(b"<f>" in file.read(name) for name in file.namelist() if "worksheets" in name)
        assert b'quotePrefix="1"' in file.read("xl/styles.xml")


def test_the_same_workshop_gives_the_same_bytes() -> None:
    assert workshop_book(a_scene(the_sample()), HELD, CONTENT) == WRITTEN
