"""The Word file: structure that a screen reader needs."""

from datetime import UTC
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from bot.reports.document import Chart, Heading, Table
from bot.reports.word import word
from tests.reports.examples import AT, a_note

MADE = a_note(description="Uren <b> & “taken” 😀 日本")


@pytest.fixture(scope="module")
def file() -> docx.document.Document:
    return docx.Document(BytesIO(word(MADE)))


def test_headings_are_styles_in_the_right_order(file: docx.document.Document) -> None:
    levels = {"Title": 0, "Heading 1": 1, "Heading 2": 2}
    found = [
        (levels[paragraph.style.name], paragraph.text)
        for paragraph in file.paragraphs
        if paragraph.style is not None and paragraph.style.name in levels
    ]
    wanted = [(block.level, block.text) for block in MADE.blocks if isinstance(block, Heading)]
    assert found == [(0, MADE.title), *wanted]


def test_every_table_has_a_name_and_a_header_that_is_repeated(file: docx.document.Document) -> None:
    tables = [block for block in MADE.blocks if isinstance(block, Table)]
    assert len(file.tables) == len(tables)
    for drawn, table in zip(file.tables, tables, strict=True):
        assert tuple(tuple(cell.text for cell in row.cells) for row in drawn.rows) == table.rows
        assert drawn._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == table.title
        headers = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in drawn.rows]
        assert headers == [True, *(False for _ in table.rows[1:])]


def test_the_picture_has_its_text(file: docx.document.Document) -> None:
    (chart,) = (block for block in MADE.blocks if isinstance(block, Chart))
    (picture,) = file.inline_shapes
    assert picture._inline.docPr.get("descr") == chart.alt
    assert picture.width.cm == pytest.approx(16, abs=0.01)


def test_language_and_properties(file: docx.document.Document) -> None:
    languages = {language.get(qn("w:val")) for language in file.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    properties = file.core_properties
    assert (properties.title, properties.author, properties.language) == (MADE.title, "Drie Vragen", "nl-NL")
    assert properties.created is not None
    assert properties.created.replace(tzinfo=UTC) == AT
    assert "python-docx" not in (properties.comments or "")


def test_pages_are_numbered(file: docx.document.Document) -> None:
    footer = file.sections[0].footer
    assert [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert footer.paragraphs[0].text.split() == ["Bladzijde", "van"]
