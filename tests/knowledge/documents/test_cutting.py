"""Cutting along headings and articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.blocks import CERTAINLY_TEXT, Block
from knowledge.documents.cutting import FEWEST_WORDS, MOST_WORDS, cut, split_text
from knowledge.documents.headings import heading_of
from tests.knowledge.documents.makers import story

WORDS = st.lists(
    st.sampled_from(["zorg", "uren.", "plan;", "(jeugd)", "Meting", "3"]), min_size=1, max_size=400
)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_word_is_lost_and_no_piece_is_too_long(paragraphs: list[list[str]]) -> None:
    pieces = list(cut(Block(" ".join(words), CERTAINLY_TEXT) for words in paragraphs))
    assert [word for piece in pieces for word in piece.text.split()] == [
        w for words in paragraphs for w in words
    ]
    assert all(len(piece.text.split()) <= MOST_WORDS for piece in pieces)


@given(st.lists(st.integers(1, 120), min_size=2, max_size=12))
def test_paragraphs_below_one_heading_make_no_scraps(lengths: list[int]) -> None:
    pieces = list(cut(Block("woord " * length, CERTAINLY_TEXT) for length in lengths))
    if sum(lengths) <= MOST_WORDS:
        assert len(pieces) == 1
    assert sum(len(piece.text.split()) < FEWEST_WORDS for piece in pieces) <= 1


def test_a_long_text_is_split_at_the_end_of_a_sentence() -> None:
    parts = split_text("Dit is een zin van acht gewone woorden. " * 60)
    assert len(parts) == 2
    assert all(part.endswith("woorden.") for part in parts)


def test_a_piece_names_its_article_its_chapter_and_its_page() -> None:
    pieces = list(
        cut(
            [
                Block("Hoofdstuk 2. Verantwoording", page=1),
                Block("Artikel 2.15 Rapportage", page=1),
                Block("De aanbieder rapporteert.", page=2),
                Block("Artikel 2.16", page=3),
                Block("De gemeente leest het.", page=3),
            ]
        )
    )
    assert [(p.article, p.page, p.text) for p in pieces] == [
        ("2.15", 2, "De aanbieder rapporteert."),
        ("2.16", 3, "De gemeente leest het."),
    ]
    assert pieces[1].heading == "Hoofdstuk 2. Verantwoording › Artikel 2.16"


def test_an_article_does_not_go_on_after_the_next_chapter() -> None:
    pieces = list(
        cut([Block("Artikel 9"), Block("Slot."), Block("Bijlage 1 Tarieven"), Block("Het tarief is vast.")])
    )
    assert [piece.article for piece in pieces] == ["9", None]


def test_a_short_introduction_goes_with_the_first_part_below_it() -> None:
    pieces = list(
        cut(
            [
                Block("Rapportage", 1),
                Block("Dit hoofdstuk gaat over rapporteren."),
                Block("Vorm", 2),
                Block("Vrij."),
            ]
        )
    )
    assert [piece.text for piece in pieces] == ["Dit hoofdstuk gaat over rapporteren.\nVrij."]


def test_a_heading_with_nothing_below_it_is_kept_as_text() -> None:
    pieces = list(cut([Block("Tekst boven."), Block("Alle uren registreren", 1)]))
    assert "Tekst boven." in pieces[0].text
    pieces = list(cut([Block("Alle uren registreren", 1), Block("Ook de reistijd", 1), Block("Meer niet.")]))
    assert "Alle uren registreren" in pieces[0].text


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Artikel 2.15", "2.15"),
        ("Artikel 2.15 Rapportage", "2.15"),
        ("ARTIKEL 7: CONTROLE", "7"),
        ("Art. 3 lid 2", "3 lid 2"),
        ("Artikel 6a.3. Verwerking", "6a.3"),
        ("Artikel 9.1.b", "9.1.b"),
        ("Artikel IV Slotbepalingen", "IV"),
        ("Artikel 3. De aanbieder levert elk kwartaal een overzicht van alle cliënten met hun uren.", "3"),
    ],
)
def test_an_article_is_recognised(text: str, article: str) -> None:
    heading = heading_of(Block(text))
    assert heading is not None
    assert heading.article == article


@pytest.mark.parametrize(
    "text",
    [
        "Artikel 3 is van toepassing op alle aanbieders.",
        "artikel 3 van de wet",
        "Artikel 2.1, eerste lid, van de Jeugdwet regelt dat de gemeente beleid maakt;",
        "1. De aanbieder registreert uren",
        "De aanbieder rapporteert",
        "EHBO",
        "2026",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert heading_of(Block(text)) is None


@pytest.mark.parametrize(
    "block",
    [
        Block("§ 4.1 Kwaliteit"),
        Block("3.2 Rapportage"),
        Block("HOOFDSTUK IV"),
        Block("Bijlage B Tarieven"),
        Block("ALGEMENE BEPALINGEN"),
        Block("Onze werkwijze", stands_out=True),
        Block("1 Inleiding", stands_out=True),
    ],
)
def test_other_headings_are_recognised_and_name_no_article(block: Block) -> None:
    heading = heading_of(block)
    assert heading is not None
    assert heading.article is None


def test_the_text_after_an_article_on_the_same_line_is_kept() -> None:
    pieces = list(
        cut([Block("Artikel 3. De aanbieder levert elk kwartaal een overzicht van alle uren aan.")])
    )
    assert pieces[0].heading == "Artikel 3"
    assert pieces[0].text == "De aanbieder levert elk kwartaal een overzicht van alle uren aan."


def test_a_long_chapter_leaves_the_name_of_its_article_whole() -> None:
    chapter = "Hoofdstuk 8 Verwerking van gegevens " + "en van nog veel meer gegevens " * 4
    blocks = [Block(chapter.strip(), 1), Block("Artikel 8i", 2), Block(story(1))]
    heading = next(cut(blocks)).heading
    assert heading is not None
    assert heading.startswith("Hoofdstuk 8 Verwerking")
    assert heading.endswith("… › Artikel 8i")
    assert len(heading) <= 120


def test_a_numbered_heading_in_small_letters_stands_beside_the_one_before() -> None:
    blocks = []
    for title in ("3.1 Melding", "3.1.1 Melding van politie", "3.1.2 meer meldingen over een zaak"):
        blocks += [Block(title, stands_out=True), Block(story(2))]
    assert [piece.heading for piece in cut(blocks)][-1] == "3.1 Melding › 3.1.2 meer meldingen over een zaak"
