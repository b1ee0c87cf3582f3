"""Writes the report into a folder."""

from pathlib import Path

from evals.consistency.run import Run
from evals.report.building import page
from evals.report.html import html
from evals.report.pdf import pdf

NAME = "samenhang"


def write(run: Run, folder: Path) -> tuple[Path, ...]:
    """Write the web page and the PDF of `run` into `folder`, made if needed; gives their paths.

    Raises:
        OSError: the folder cannot be written.
        UsageError: the run has nothing to compare.
    """
    made = page(run)
    folder.mkdir(parents=True, exist_ok=True)
    paths = (folder / f"{NAME}-{run.split}.html", folder / f"{NAME}-{run.split}.pdf")
    paths[0].write_text(html(made), encoding="utf-8")
    paths[1].write_bytes(pdf(made, run))
    return paths
