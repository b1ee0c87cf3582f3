"""The web page and the PDF: complete on their own, accessible, and the same each time."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from evals.consistency.run import save
from evals.report import write
from tests.evals.report.examples import DESCRIPTION, FLIPS, RUN

AA = 4.5
"""The contrast of text with what is behind it, by WCAG 2.2 criterion 1.4.3."""


class Outline(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return write(RUN, tmp_path_factory.mktemp("verslag") / "map")


@pytest.fixture(scope="module")
def page(written: tuple[Path, ...]) -> str:
    return written[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    return Outline(page)


def test_it_needs_nothing_from_elsewhere_and_no_script(page: str, outline: Outline) -> None:
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in outline.tags}
    assert set(re.findall(r"https?://[^\s\"'<)]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "url(" not in page
    assert "@import" not in page


def test_headings_go_down_one_level_at_a_time(outline: Outline) -> None:
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_language_captions_and_text_for_pictures(outline: Outline) -> None:
    (document,) = outline.all("html")
    assert document["lang"] == "nl"
    assert len(outline.all("table")) == len(outline.all("caption")) > 4
    assert all(cell.get("scope") in ("col", "row") for cell in outline.all("th"))
    pictures = [one for one in outline.all("div") if one.get("role") == "img"]
    assert len(pictures) == len(outline.all("svg")) == 4
    assert all(one["aria-label"] for one in pictures)


def test_what_people_typed_is_text_and_no_markup(page: str, outline: Outline) -> None:
    assert DESCRIPTION in outline.text
    assert "<b>uren</b>" not in page


def test_both_conversations_of_the_worst_case_are_in_the_page(outline: Outline) -> None:
    assert FLIPS in outline.text
    assert "Ging goed" in outline.text
    assert "Ging mis" in outline.text
    assert [one.get("open", "no") for one in outline.all("details")] == [None]


def test_light_and_dark_have_enough_contrast(page: str) -> None:
    schemes = [
        dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", page, re.S)
    ]
    assert len(schemes) == 2
    for colours in schemes:
        for text in ("ink", "soft", "accent", "good", "bad"):
            for behind in ("paper", "card"):
                assert contrast(colours[text], colours[behind]) >= AA, (text, behind)
        assert contrast(colours["ink"], colours["mark"]) >= AA


def contrast(one: str, other: str) -> float:
    """By the formula of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_pdf_claims_the_standard_and_has_the_same_in_it(written: tuple[Path, ...]) -> None:
    made = written[1].read_bytes()
    assert b"pdfuaid:part>1<" in made
    assert b"/Lang(nl-NL)" in made
    document = pypdfium2.PdfDocument(made)
    try:
        read = " ".join(" ".join(one.get_textpage().get_text_bounded() for one in document).split())
    finally:
        document.close()
    for part in ("Hoe samenhangend is het advies?", FLIPS, "Verkeerd begrepen", "kennis-9", "Cohens kappa"):
        assert part in read


def test_the_same_run_gives_the_same_files(written: tuple[Path, ...], tmp_path: Path) -> None:
    kept = tmp_path / "ronde.json"
    save(RUN, kept)
    again = write(RUN, tmp_path)
    assert [one.name for one in again] == ["samenhang-dev.html", "samenhang-dev.pdf"]
    assert [one.read_bytes() for one in again] == [one.read_bytes() for one in written]
