"""The same report as a tagged PDF that follows PDF/UA-1, the standard for accessible PDF (ISO 14289-1)."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from bot.reports.drawable import drawable
from evals.consistency.run import Run
from evals.report.page import Page
from evals.report.words import words

TEMPLATE = Path(__file__).with_name("page.typ")


def pdf(page: Page, run: Run) -> bytes:
    """The report as PDF; the same report gives the same bytes. `run` only says of which day it is.

    Typst checks the standard while it writes: a picture without alternative text or a skipped heading level
    would raise `typst.TypstError`.
    """
    data = {"page": page.model_dump(mode="json"), "say": words().model_dump(mode="json")}
    compiler = typst.Compiler(
        TEMPLATE,
        ignore_system_fonts=True,
        sys_inputs={"report": drawable(json.dumps(data, ensure_ascii=False))},
    )
    made = None if run.day is None else datetime.combine(run.day, time(), UTC)
    written = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made)
    assert isinstance(written, bytes)  # noqa: S101 - a PDF is one file
    return written
