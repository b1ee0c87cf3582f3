"""PDF."""

from pathlib import Path

from fpdf import FPDF
from PIL import Image

from knowledge.documents.parsing import pieces_of
from tests.knowledge.documents.makers import LONG, pdf, pieces, story

PAGES = [
    [
        (16, "", f"Hoofdstuk {number}"),
        (11, "B", f"Artikel {number}.1 Verslag"),
        (11, "", story(number) + " Dit is een verant-\nwoording."),
        (11, "", f"Slotzin van bladzijde {number} zonder meer."),
    ]
    for number in range(1, 6)
]


def test_pages_articles_and_headings_are_known_and_page_furniture_is_gone(tmp_path: Path) -> None:
    found = pieces(pdf(tmp_path / "a.pdf", *PAGES))
    assert [(p.page, p.article, p.heading) for p in found] == [
        (n, f"{n}.1", f"Hoofdstuk {n} › Artikel {n}.1 Verslag") for n in range(1, 6)
    ]
    text = "\n".join(piece.text for piece in found)
    assert "Gemeente Voorbeeld" not in text
    assert "Pagina" not in text
    assert text.count("verantwoording.") == text.count("Slotzin van bladzijde") == 5


def test_an_article_on_top_of_every_page_is_no_header(tmp_path: Path) -> None:
    pages = [[(11, "", f"Artikel {n}"), (11, "", story(n))] for n in range(1, 8)]
    assert [p.article for p in pieces(pdf(tmp_path / "a.pdf", *pages))] == [str(n) for n in range(1, 8)]


def test_white_space_separates_paragraphs(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [(11, "", LONG * 3), (11, "", LONG * 2)])
    assert [len(part.split()) for part in pieces(path)[0].text.splitlines()][1:3] == [54, 36]


def test_every_page_is_reported(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pictures: list[int] = []
    path = pdf(tmp_path / "a.pdf", *PAGES)
    list(pieces_of(path, None, lambda done, total: seen.append((done, total)), pictures.append))
    assert seen == [(done, 5) for done in range(1, 6)]
    assert pictures == []


def test_the_same_paragraph_on_every_page_is_text_and_no_header(tmp_path: Path) -> None:
    pages = [[(14, "B", f"Artikel {n} Eis"), (11, "", f"{LONG}Dit is eis {n}.")] for n in range(1, 5)]
    assert [(p.article, p.text) for p in pieces(pdf(tmp_path / "a.pdf", *pages))] == [
        (str(n), f"{LONG}Dit is eis {n}.") for n in range(1, 5)
    ]


def test_pages_that_are_only_a_picture_are_told(tmp_path: Path) -> None:
    made = FPDF()
    for number in range(1, 5):
        made.add_page()
        made.set_font("Helvetica", size=11)
        if number % 2:
            made.multi_cell(0, 6, story(number))
        else:
            made.image(Image.new("RGB", (60, 80), "white"), 0, 0, 200)
    made.add_page()  # blank, which is no loss
    made.output(str(tmp_path / "a.pdf"))
    pictures: list[int] = []
    [piece] = pieces_of(tmp_path / "a.pdf", None, lambda done, total: None, pictures.append)
    assert piece.text == f"{story(1)}\n{story(3)}"
    assert pictures == [2, 4]
