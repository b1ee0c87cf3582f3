"""A document as a tagged PDF that follows PDF/UA-1, the standard for accessible PDF (ISO 14289-1)."""

import json
from pathlib import Path

import typst

from bot.reports.document import Chart, Document, Stacks
from bot.reports.drawable import drawable
from bot.reports.picture import svg

TEMPLATE = Path(__file__).parent / "note.typ"


def pdf(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes.

    Typst checks the standard while it writes: a picture without alternative text, a skipped heading level or
    a character that no font has would raise `typst.TypstError`.
    """
    data = document.model_dump(mode="json")
    for block, dumped in zip(document.blocks, data["blocks"], strict=True):
        if isinstance(block, Chart | Stacks):
            dumped["svg"] = svg(block)
    compiler = typst.Compiler(
        TEMPLATE,
        ignore_system_fonts=True,
        sys_inputs={"document": drawable(json.dumps(data, ensure_ascii=False))},
    )
    written = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=document.created)
    assert isinstance(written, bytes)  # noqa: S101 - a PDF is one file
    return written
