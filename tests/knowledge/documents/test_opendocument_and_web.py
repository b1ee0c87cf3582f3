"""OpenDocument text, HTML and Markdown."""

from pathlib import Path

import odfdo

from knowledge.documents.web import read_html, read_markdown
from tests.knowledge.documents.makers import LONG, pieces


def test_headings_lists_and_tables_of_a_text(tmp_path: Path) -> None:
    made = odfdo.Document("text")
    made.body.clear()
    table = odfdo.Table("Eisen")
    table.set_values([["Gegeven", "Hoe vaak"], ["Uren", "week"], ["Klachten", "jaar"]])
    for part in (
        odfdo.Header(1, "Hoofdstuk 1 Inleiding"),
        odfdo.Header(2, "Artikel 1.1 Begrippen"),
        odfdo.Paragraph(LONG),
        odfdo.List(["ARTIKEL EEN", "twee"]),
        table,
    ):
        made.body.append(part)
    made.save(tmp_path / "a.odt")
    (piece,) = pieces(tmp_path / "a.odt")
    assert (piece.article, piece.heading) == ("1.1", "Hoofdstuk 1 Inleiding › Artikel 1.1 Begrippen")
    assert piece.text.splitlines() == [
        LONG.strip(),
        "ARTIKEL EEN",
        "twee",
        "Gegeven: Uren; Hoe vaak: week",
        "Gegeven: Klachten; Hoe vaak: jaar",
    ]


def test_a_web_page_without_its_scripts_and_menu() -> None:
    page = """<!doctype html><html><head><title>Weg</title><script>weg()</script></head><body><nav>Menu</nav>
    <h1>Beleid &amp; regels</h1><p>Eerste<br>regel <b>vet</b>.</p><p><strong>Artikel 4</strong></p>
    <ul><li>Punt</ul>
    <table><tr><th>Eis<th>Wie<tr><td>Uren<td>Wij</table><style>p {}</style><p>Slot"""
    assert [(b.text, b.level, b.stands_out) for b in read_html(page)] == [
        ("Beleid & regels", 1, False),
        ("Eerste", None, False),
        ("regel vet.", None, False),
        ("Artikel 4", None, True),
        ("Punt", 0, False),
        ("Eis: Uren; Wie: Wij", 0, False),
        ("Slot", None, False),
    ]


def test_tables_within_tables_and_tags_that_never_close() -> None:
    page = "<table><tr><td>A<table><tr><td>B<td>C</table><td>D" + "<div>" * 5000 + "E"
    assert " ".join(block.text for block in read_html(page)).split() == ["A", "B;", "C;", "D", "E"]


def test_markdown_with_a_head_bold_lines_and_a_table() -> None:
    text = (
        "---\ntitle: weg\n---\n# Wet\n**Hoofdstuk 2**\n**Artikel 2.1**\nTekst met een [link](https://voorbeeld.nl).\n\n"
        "| Eis | Wie |\n|---|---|\n| Uren | Wij |\n"
    )
    assert [block.text for block in read_markdown(text)] == [
        "Wet",
        "Hoofdstuk 2",
        "Artikel 2.1",
        "Tekst met een link.",
        "Eis: Uren; Wie: Wij",
    ]
