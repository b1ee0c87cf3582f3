"""A document as a Word file: heading styles, header rows, alternative texts and its language."""

from io import BytesIO
from itertools import zip_longest

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from bot.reports.document import (
    LANGUAGE,
    PAGE_NUMBER,
    PAGE_TOTAL,
    Bullets,
    Chart,
    Contents,
    Document,
    Heading,
    Paragraph,
    Picture,
    Stacks,
    Table,
)
from bot.reports.picture import png

WIDTH = 16.0
"""Centimetres between the margins of an A4 page."""

RED = RGBColor(0x9C, 0x1C, 0x1C)


def word(document: Document) -> bytes:
    """The document as .docx."""
    file = docx.Document()
    _set_page(file)
    _set_language(file)
    _set_properties(file, document)
    file.add_heading(document.title, level=0)
    places = {
        number: block
        for number, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level == 1
    }
    for number, (block, following) in enumerate(zip_longest(document.blocks, document.blocks[1:])):
        match block:
            case Heading():
                heading = file.add_heading(block.text, level=block.level)
                heading.paragraph_format.page_break_before = block.new_page or None
                if number in places:
                    _add_bookmark(heading, number)
            case Paragraph():
                paragraph = file.add_paragraph(block.text)
                paragraph.paragraph_format.keep_with_next = isinstance(following, Table) or None
            case Bullets():
                for item in block.items:
                    file.add_paragraph(item, style="List Bullet")
            case Table():
                _add_table(file, block)
            case Contents():
                for place, listed in places.items():
                    _add_link(file.add_paragraph(style="List Bullet"), listed.text, place)
            case Chart():
                _add_picture(file, block)
                file.add_paragraph(block.caption, style="Caption")
            case Stacks():  # what is asked stands above what was answered
                caption = file.add_paragraph(block.caption, style="Caption")
                caption.paragraph_format.keep_with_next = True
                _add_picture(file, block)
    _add_mark(file.sections[0].header.paragraphs[0], document.mark)
    _add_page_numbers(file.sections[0].footer.paragraphs[0], document.page)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _set_page(file: WordDocument) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDTH) / 2)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _set_language(file: WordDocument) -> None:
    """Sets the language of every style, so that a screen reader uses the right voice."""
    for part, name in ((file.styles, "w:lang"), (file.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), LANGUAGE)


def _set_properties(file: WordDocument, document: Document) -> None:
    properties = file.core_properties
    properties.title, properties.subject = document.title, document.subject
    properties.author = properties.last_modified_by = document.author
    properties.language = LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = document.created


def _add_table(file: WordDocument, table: Table) -> None:
    drawn = file.add_table(rows=len(table.rows), cols=len(table.widths), style="Table Grid")
    drawn.autofit = False
    for row, texts in zip(drawn.rows, table.rows, strict=True):
        for cell, text, width in zip(row.cells, texts, table.widths, strict=True):
            cell.text = text
            cell.width = Cm(WIDTH * width / sum(table.widths))
    for cell in drawn.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for row in drawn.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _describe(drawn, table.title)
    file.add_paragraph()


def _describe(table: WordTable, title: str) -> None:
    """The name of the table for a screen reader."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)


def _add_picture(file: WordDocument, chart: Picture) -> None:
    picture = file.add_picture(BytesIO(png(chart)), width=Cm(WIDTH))
    properties = picture._inline.docPr
    properties.set("descr", chart.alt)
    properties.set("title", chart.caption)


def _add_bookmark(heading: WordParagraph, place: int) -> None:
    """Makes the heading something that a link can lead to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(place))
    start.set(qn("w:name"), _anchor(place))
    heading._p.insert_element_before(start, "w:r")
    heading._p.append(end)


def _add_link(paragraph: WordParagraph, text: str, place: int) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _anchor(place))
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)


def _anchor(place: int) -> str:
    return f"_Ref{place}"


def _add_mark(header: WordParagraph, mark: str) -> None:
    if mark:
        header.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = header.add_run(mark)
        run.bold = True
        run.font.color.rgb = RED


def _add_page_numbers(footer: WordParagraph, page: str) -> None:
    """`page` with fields for its variables, which Word fills in."""
    before, _, rest = page.partition(PAGE_NUMBER)
    between, _, after = rest.partition(PAGE_TOTAL)
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        footer.add_run(text)
        if field:
            footer._p.append(_field(field))


def _field(name: str) -> BaseOxmlElement:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    return field
