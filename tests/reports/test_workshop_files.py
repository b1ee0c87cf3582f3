"""The report as PDF and Word: the standard, the mark of a rehearsal, and any text that was typed."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Outcome
from bot.reports.document import Heading, Stacks
from bot.reports.pdf import pdf
from bot.reports.word import word
from bot.reports.workshop import workshop_report
from bot.workshop import Role, Verdict
from bot.workshop import events as on
from tests.explanation.examples import CONTENT
from tests.reports.workshop_sample import (
    HELD,
    a_scene,
    a_workshop,
    play,
    prepared,
    proposed,
    the_sample,
    voted,
)

MADE = workshop_report(a_scene(the_sample(rehearsal=True)), HELD, CONTENT)


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf(MADE)


@pytest.fixture(scope="module")
def pages(written: bytes) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(written)
    try:
        return tuple(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


@pytest.fixture(scope="module")
def file() -> docx.document.Document:
    return docx.Document(BytesIO(word(MADE)))


def test_the_pdf_follows_the_standard(written: bytes) -> None:
    assert b"pdfuaid:part>1<" in written
    assert b"/StructTreeRoot" in written
    assert b"/Lang(nl-NL)" in written


def test_every_page_of_a_rehearsal_says_so_and_has_its_number(pages: tuple[str, ...]) -> None:
    assert len(pages) > 5
    for number, text in enumerate(pages, start=1):
        assert MADE.mark in text
        assert f"Bladzijde {number} van {len(pages)}" in text


def test_a_real_report_has_no_mark() -> None:
    real = workshop_report(a_scene(a_workshop()), HELD, CONTENT)
    document = pypdfium2.PdfDocument(pdf(real))
    try:
        assert not any("OEFENING" in page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    assert docx.Document(BytesIO(word(real))).sections[0].header.paragraphs[0].text == ""


def test_each_registration_starts_a_page(pages: tuple[str, ...]) -> None:
    for block in MADE.blocks:
        if isinstance(block, Heading) and block.new_page:
            assert any(text.removeprefix(MADE.mark).strip().startswith(block.text) for text in pages)


def test_word_has_the_mark_the_pictures_and_their_texts(file: docx.document.Document) -> None:
    assert file.sections[0].header.paragraphs[0].text == MADE.mark
    charts = [block for block in MADE.blocks if isinstance(block, Stacks)]
    alts = [picture._inline.docPr.get("descr") for picture in file.inline_shapes]
    assert [alt for alt in alts if alt.startswith("Gestapelde")] == [chart.alt for chart in charts]
    captions = [one for one in file.paragraphs if one.style is not None and one.style.name == "Caption"]
    above = [one for one in captions if one.paragraph_format.keep_with_next]
    assert [one.text for one in above] == [chart.caption for chart in charts]
    for caption in above:
        following = caption._p.getnext()
        assert following is not None
        assert following.find(f".//{qn('w:drawing')}") is not None


def test_word_starts_each_registration_on_a_page(file: docx.document.Document) -> None:
    broken = [one.text for one in file.paragraphs if one.paragraph_format.page_break_before]
    assert broken == [block.text for block in MADE.blocks if isinstance(block, Heading) and block.new_page]


def test_the_contents_lead_to_every_chapter(file: docx.document.Document, written: bytes) -> None:
    wanted = [block.text for block in MADE.blocks if isinstance(block, Heading) and block.level == 1]
    body = file.element.body
    marked = {mark.get(qn("w:name")): mark.getparent().text for mark in body.iter(qn("w:bookmarkStart"))}
    links = [(link.get(qn("w:anchor")), link.text) for link in body.iter(qn("w:hyperlink"))]
    assert [text for _, text in links] == wanted
    assert all(marked[anchor] == text for anchor, text in links)
    document = pypdfium2.PdfDocument(written)
    try:
        assert [mark.get_title() for mark in document.get_toc(max_depth=1)] == wanted
    finally:
        document.close()


typed = st.text(min_size=1, max_size=1000).filter(str.strip)


@given(text=typed, goal=typed, reason=typed, action=typed)
@settings(max_examples=6, deadline=None)
def test_whatever_is_typed_can_be_written(text: str, goal: str, reason: str, action: str) -> None:
    workshop, item = proposed(a_workshop(), text, goal)
    workshop = voted(
        prepared(workshop, item),
        item,
        {Role.GEMEENTE: [(1, 2, 3)] * 3},
        {Role.GEMEENTE: [reason]},
    )
    verdict = Verdict(outcome=Outcome.SCHRAPPEN, action=action, owner=action, dissent=reason)
    made = workshop_report(
        a_scene(play(workshop, [on.Decided(item=item, verdict=verdict)])),
        HELD._replace(named=(text,)),
        CONTENT,
    )
    assert pdf(made).startswith(b"%PDF")
    assert word(made).startswith(b"PK")


def test_nothing_long_falls_off_the_page() -> None:
    lines = "\n".join(f"regel{number}" for number in range(120))
    workshop, item = proposed(a_workshop(), lines)
    workshop = voted(prepared(workshop, item), item, {Role.GEMEENTE: [(1, 1, 1)] * 3})
    document = pypdfium2.PdfDocument(pdf(workshop_report(a_scene(workshop), HELD, CONTENT)))
    try:
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
        # What is drawn under the edge of the page can still be read back, but not within its bounds.
        assert all(f"regel{number}" in read for number in range(120))
    finally:
        document.close()
