"""The measures on texts that can be counted by hand."""

import pytest

from evals.readability.measures import figures, parts, words
from evals.readability.table import table


def test_parts_are_sentences_lines_and_what_follows_a_colon() -> None:
    text = "Dit is er: een. En twee! [1][2]\n- Drie\n\n12\nVier?"
    assert [part.strip() for part in parts(text)] == ["Dit is er:", "een.", "En twee!", "- Drie", "Vier?"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Foto's van 3 e-mails.", ["Foto's", "van", "e-mails"]),
        ("Voor {municipality} één.", ["Voor", "iets", "één"]),
        ("12 [3] → …", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_figures_by_hand() -> None:
    found = figures(["Een kat zit. Zij slaapt.", "Knop"], zipf=lambda word: 2.0 if word == "slaapt" else 5.0)
    assert (found.sentences, found.words, found.longest) == (2, 6, 3)
    assert found.sentence == 2.5
    assert found.word == pytest.approx((3 + 3 + 3 + 3 + 6 + 4) / 6)
    assert found.long == 0
    assert found.rare == pytest.approx(1 / 6)
    assert found.rarest == (("slaapt", 1),)


def test_a_long_word_is_long_and_what_is_not_counted_is_none() -> None:
    found = figures(["Gemeenten standaardiseren samen."])
    assert found.long == pytest.approx(1 / 3)
    assert found.rare is None
    assert "?" in table({"proef": found}).splitlines()[1]


def test_without_a_sentence_there_is_nothing_to_measure() -> None:
    with pytest.raises(ValueError, match="geen hele zin"):
        figures(["Knop", "Nog een knop"])
