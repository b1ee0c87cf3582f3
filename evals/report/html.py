"""The report as one web page: styles and plots are in it, and it needs no script."""

from pathlib import Path

from evals.report.page import Page
from evals.report.words import words

FOLDER = Path(__file__).parent


def html(page: Page) -> str:
    """The whole page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here, because only a report needs it

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(page=page, say=words(), style=style)
