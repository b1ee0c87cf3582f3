"""The PDF: tagged, in Dutch, with a title, readable back; and it never fails on what somebody typed."""

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.document import Chart, Document, Heading, Paragraph
from bot.reports.drawable import MISSING, drawable
from bot.reports.pdf import pdf
from bot.reports.picture import png
from tests.reports.examples import AT, a_note

MADE = a_note()


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf(MADE)


def text_of(written: bytes) -> str:
    document = pypdfium2.PdfDocument(written)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def test_it_claims_the_standard_and_has_a_language_a_title_and_tags(written: bytes) -> None:
    assert b"pdfuaid:part>1<" in written
    assert b"/Lang(nl-NL)" in written
    assert b"/StructTreeRoot" in written
    document = pypdfium2.PdfDocument(written)
    try:
        assert document.get_metadata_value("Title") == MADE.title
        assert document.get_metadata_value("Author") == "Drie Vragen"
    finally:
        document.close()


def test_everything_can_be_read_back(written: bytes) -> None:
    read = text_of(written)
    for block in MADE.blocks:
        if isinstance(block, Heading):
            assert block.text in read
    assert "Bladzijde 1 van" in read
    assert "Almere" in read


def test_the_same_note_gives_the_same_bytes(written: bytes) -> None:
    assert pdf(MADE) == written


def test_the_picture_is_a_png_of_16_cm() -> None:
    (chart,) = (block for block in MADE.blocks if isinstance(block, Chart))
    drawn = png(chart)
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") == pytest.approx(16 / 2.54 * 200, abs=2)


def test_what_the_fonts_lack_becomes_a_square() -> None:
    assert drawable("Zorg → “één” €5 😀 日\n") == f"Zorg → “één” €5 {MISSING} {MISSING}\n"
    assert MISSING in text_of(pdf(a_note(description="Uren 😀")))


@given(text=st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_written(text: str) -> None:
    document = Document(
        title="Proef", subject="", author="Proef", created=AT, page="", blocks=(Paragraph(text=text),)
    )
    assert pdf(document).startswith(b"%PDF")


def test_every_character_that_is_kept_can_be_drawn() -> None:
    kept = [one for one in map(chr, range(0x20, 0x2300)) if drawable(one) == one and not one.isspace()]
    assert len(kept) > 1500
    document = Document(
        title="Proef",
        subject="",
        author="Proef",
        created=AT,
        page="",
        blocks=(Paragraph(text=" ".join(kept)),),
    )
    assert re.search(rb"/StructTreeRoot", pdf(document))
