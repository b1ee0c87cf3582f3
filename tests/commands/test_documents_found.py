"""A real Word, Excel and PDF by the command itself, and found again for a neighbour with where it stands."""

import json
from pathlib import Path

import docx
import pytest
import xlsxwriter
from fpdf import FPDF
from typer.testing import CliRunner

from bot.cli import app

CHAPTERS = {
    "Hoofdstuk 1 Algemeen": (
        (
            "Artikel 1.1 Begrippen",
            "In dit contract is een inwoner iedereen die hulp krijgt op grond van de wet.",
        ),
        (
            "Artikel 1.2 Looptijd",
            "Het contract begint op 1 januari en loopt vier jaar, met tweemaal een jaar erbij.",
        ),
    ),
    "Hoofdstuk 2 Verantwoording": (
        (
            "Artikel 2.1 Kilometers",
            "De aanbieder houdt van elke rit naar de dagbesteding de kilometers bij en meldt die elk jaar.",
        ),
        (
            "Artikel 2.2 Medicatie",
            "De aanbieder meldt binnen een week elke fout met medicijnen die een begeleider heeft gemaakt.",
        ),
    ),
}
SHEET = (
    ("Bijlage 4: wat wij willen weten", "", "", ""),
    ("#", "Wat vragen wij van u?", "Hoe dikwijls", "Waartoe dient het"),
    ("A", "Personeel", "", ""),
    (1, "Het aantal vrijwilligers dat meedoet aan de moestuin", "twee keer per jaar", "inzicht in inzet"),
    (2, "De scholing van nieuwe begeleiders in gebarentaal", "eens per jaar", "toegankelijkheid"),
)


def word(path: Path) -> None:
    made = docx.Document()
    made.add_heading("Overeenkomst dagbesteding", 0)
    for chapter, articles in CHAPTERS.items():
        made.add_heading(chapter, 1)
        for title, text in articles:
            made.add_heading(title, 2)
            made.add_paragraph(f"{text} {text}")
    made.save(str(path))


def pdf(path: Path) -> None:
    made = FPDF()
    for chapter, articles in CHAPTERS.items():
        made.add_page()
        for size, text in ((16, chapter), *((11, text) for article in articles for text in article)):
            made.set_font("Helvetica", "B" if text.startswith(("Hoofdstuk", "Artikel")) else "", size)
            made.multi_cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
            made.ln(3)
    made.output(str(path))


def excel(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Toelichting").write("A1", "Vul niets in op dit blad")
        sheet = book.add_worksheet("Uitvraag")
        for number, row in enumerate(SHEET):
            sheet.write_row(number, 0, row)


def drievragen(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None, result.exception
    return result.stdout


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of Lelystad with a Word file and a spreadsheet; Zeewolde brought the same as PDF."""
    folder = tmp_path_factory.mktemp("echt")
    word(folder / "overeenkomst.docx")
    excel(folder / "bijlage-4.xlsx")
    pdf(folder / "contract.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRIEVRAGEN_DATA_DIR", str(folder / "data"))
        patch.chdir(folder)
        said = drievragen(
            "knowledge", "add", "overeenkomst.docx", "bijlage-4.xlsx", "--municipality", "Lelystad"
        )
        assert "overeenkomst.docx: toegevoegd. Passages: 4." in said
        assert "bijlage-4.xlsx: toegevoegd" in said
        said = drievragen("knowledge", "add", "contract.pdf", "--municipality", "Zeewolde")
        assert "toegevoegd. Passages: 4" in said
    return folder


@pytest.mark.parametrize(
    ("near", "question", "source"),
    [
        (
            "Dronten",
            "kilometers van ritten naar de dagbesteding",
            "Overeenkomst, gemeente Lelystad, artikel 2.1",
        ),
        ("Dronten", "scholing van begeleiders in gebarentaal", "Bijlage 4, gemeente Lelystad, regel 5"),
        ("Nijkerk", "fouten met medicijnen melden", "Contract, gemeente Zeewolde, artikel 2.2, pagina 2"),
        ("Nijkerk", "hoe lang loopt het contract", "Contract, gemeente Zeewolde, artikel 1.2, pagina 1"),
    ],
)
def test_a_neighbour_finds_it_with_article_page_or_row(
    loaded: Path, monkeypatch: pytest.MonkeyPatch, near: str, question: str, source: str
) -> None:
    monkeypatch.setenv("DRIEVRAGEN_DATA_DIR", str(loaded / "data"))
    said = drievragen("search", question, "--near", near, "--kind", "eis")
    assert source in said.split("\n\n")[0]


def test_who_is_no_neighbour_does_not_find_it(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIEVRAGEN_DATA_DIR", str(loaded / "data"))
    found = json.loads(
        drievragen("search", "kilometers van ritten", "--near", "Maastricht", "--kind", "eis", "--json")
    )
    assert found["passages"] == []
