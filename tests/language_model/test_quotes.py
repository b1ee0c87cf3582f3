import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language_model.quotes import LONGEST, verbatim

TEXT = "Eerlijk  gezegd:\nniemand\tkijkt ernaar (< 5 cliënten)."
WORDS = st.lists(
    st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8), min_size=1, max_size=9
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("niemand kijkt ernaar", "niemand\tkijkt ernaar"),
        ("  gezegd: niemand ", "gezegd:\nniemand"),
        ("<5 cliënten", "< 5 cliënten"),
        ("Eerlijk", "Eerlijk"),
        ("eerlijk", None),
        ("Eerlijk gezegd niemand", None),
        ("kijkt er", None),
        ("iemand kijkt", None),
        ("clienten", None),
        ("", None),
        (" :( ", None),
        ("niemand ... ernaar", None),
    ],
)
def test_only_the_words_themselves_count(quote: str, found: str | None) -> None:
    assert verbatim(quote, TEXT) == found


def test_a_whole_message_is_no_quote() -> None:
    text = "woord " * LONGEST
    assert verbatim(text, text) is None
    assert verbatim("woord woord", text) == "woord woord"


@given(WORDS, st.data())
def test_what_is_cut_out_between_words_is_found_with_any_white_space(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = data.draw(st.sampled_from([" ", "\n", "  \t"])).join(words[start:end])
    found = verbatim(quote, " ".join(words))
    if any(map(str.isalnum, quote)):
        assert found is not None
        assert "".join(found.split()) == "".join(quote.split())
    else:
        assert found is None


@given(st.text(max_size=50), st.text(max_size=200))
def test_a_quote_is_always_a_piece_of_the_text(quote: str, text: str) -> None:
    found = verbatim(quote, text)
    assert found is None or found in text
