"""Joining lines to paragraphs, and plain text."""

import pytest

from knowledge.documents.lines import Line, join, paragraphs
from knowledge.documents.plain import decode, read_text


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("een verant-", "woording", "een verantwoording"),
        ("een verant\ufffe", "woording", "een verantwoording"),
        ("een jeugd-", "en gezinsplan", "een jeugd- en gezinsplan"),
        ("de Wmo-", "Raad", "de Wmo-Raad"),
        ("per uur -", "ook reistijd", "per uur - ook reistijd"),
        ("gewone", "tekst", "gewone tekst"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_whole_again(before: str, after: str, joined: str) -> None:
    assert join(before, after) == joined


def test_a_sentence_goes_on_over_the_page_and_keeps_the_page_it_began_on() -> None:
    blocks = list(paragraphs([Line("De aanbieder levert", page=1), Line("elk jaar een verslag.", page=2)]))
    assert [(block.text, block.page) for block in blocks] == [
        ("De aanbieder levert elk jaar een verslag.", 1)
    ]


def test_items_of_a_list_stay_apart() -> None:
    blocks = list(
        paragraphs([Line("Dit telt:"), Line("- uren;"), Line("- dagen"), Line("en nachten;"), Line("a. km")])
    )
    assert [block.text for block in blocks] == ["Dit telt:", "- uren;", "- dagen en nachten;", "a. km"]


def test_a_table_of_contents_is_left_out() -> None:
    assert not list(paragraphs([Line("3.2 Rapportage ............ 12"), Line("4 Slot . . . . . . 9")]))


def test_text_knows_headings_with_white_around_them_and_page_breaks() -> None:
    blocks = list(read_text("Rapportage\n\nDe aanbieder rapporteert\nelk jaar.\n\fArtikel 2\nSlot."))
    assert [(b.text, b.stands_out, b.page) for b in blocks] == [
        ("Rapportage", True, 1),
        ("De aanbieder rapporteert elk jaar.", False, 1),
        ("Artikel 2", False, 2),
        ("Slot.", False, 2),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    assert decode("cliënten, één €".encode(encoding)) == "cliënten, één €"


def test_what_is_no_text_is_told() -> None:
    assert decode(b"\x00\x01\x02") is None
    assert decode(bytes(range(128, 160)) * 9) is None
