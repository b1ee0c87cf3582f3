"""Word documents."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from knowledge.documents.numbering import numeral
from tests.knowledge.documents.makers import LONG, part_of, pieces, with_part, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LISTS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def test_styles_make_headings_and_articles(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        ("Title", "Contract"),
        ("Heading 1", "Verantwoording"),
        ("Heading 2", "Artikel 3 Verslag"),
        ("Normal", LONG),
        ("Heading 1", "Slot"),
        ("Normal", LONG),
    )
    assert [(p.heading, p.article) for p in pieces(path)] == [
        ("Verantwoording › Artikel 3 Verslag", "3"),
        ("Contract › Slot", None),
    ]


def test_a_table_gives_its_rows_with_the_names_of_the_columns(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, values in enumerate(
        [("Gegeven", "Hoe vaak", "Wie"), ("Uren", "week", ""), ("Klachten", "jaar", "zorg")]
    ):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(1, 1).merge(table.cell(1, 2))
    made.save(str(tmp_path / "a.docx"))
    assert pieces(tmp_path / "a.docx")[0].text == (
        "Gegeven: Uren; Hoe vaak: week\nGegeven: Klachten; Hoe vaak: jaar; Wie: zorg"
    )


def test_content_controls_and_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    made = docx.Document()
    body = made.element.body
    run = "<w:r><w:t>{}</w:t></w:r>"
    control = f"<w:sdt {W}><w:sdtContent><w:p>{run.format('Uit een sjabloon.')}</w:p></w:sdtContent></w:sdt>"
    changed = (
        f"<w:p {W}>{run.format('Elk ')}<w:del><w:r><w:delText>kwartaal</w:delText></w:r></w:del>"
        f"<w:ins>{run.format('jaar')}</w:ins>{run.format(' een verslag.')}</w:p>"
    )
    body.insert(0, parse_xml(changed))
    body.insert(0, parse_xml(control))
    made.save(str(tmp_path / "a.docx"))
    assert pieces(tmp_path / "a.docx")[0].text == "Uit een sjabloon.\nElk jaar een verslag."


def test_automatic_numbers_are_part_of_the_text(tmp_path: Path) -> None:
    made = docx.Document()
    for level, text in (
        (0, "Verslag"),
        (1, "eens per jaar"),
        (1, "kort"),
        (0, "Controle"),
        (1, "nooit dubbel"),
    ):
        paragraph = made.add_paragraph(text)
        number = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))
        paragraph.runs[0].bold = level == 0
    made.save(str(tmp_path / "zonder.docx"))
    path = with_part(tmp_path / "a.docx", tmp_path / "zonder.docx", "word/numbering.xml", LISTS.encode())
    assert [(p.article, p.heading, p.text) for p in pieces(path)] == [
        ("3", "Artikel 3 Verslag", "3.a eens per jaar\n3.b kort"),
        ("4", "Artikel 4 Controle", "4.a nooit dubbel"),
    ]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (7, "decimal", "7"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_numerals(number: int, form: str, text: str) -> None:
    assert numeral(number, form) == text


def test_styles_built_on_each_other_in_a_circle_end(tmp_path: Path) -> None:
    source = word(tmp_path / "b.docx", ("Normal", LONG))
    styles = part_of(source, "word/styles.xml").replace(b"</w:styles>", b"")
    styles += (
        b'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="x"/><w:basedOn w:val="Y"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="y"/><w:basedOn w:val="X"/></w:style>'
        b"</w:styles>"
    )
    assert pieces(with_part(tmp_path / "a.docx", source, "word/styles.xml", styles))[0].text == LONG.strip()
