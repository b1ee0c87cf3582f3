import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.folding import fold
from bot.understanding.numbers import number_value

WORDS = {
    "één": 1,
    "elf": 11,
    "vijfentwintig": 25,
    "tweeëntwintig": 22,
    "honderd": 100,
    "honderdtwintig": 120,
    "honderdentwintig": 120,
    "tweehonderdvijftig": 250,
    "twaalfhonderd": 1200,
    "duizend": 1000,
    "drieduizendvierhonderd": 3400,
    "anderhalf": 1.5,
    "tweeënhalf": 2.5,
    "twee en een half": 2.5,
    "half": 0.5,
    "½": 0.5,
    "1,5": 1.5,
    "1.5": 1.5,
    "1.200": 1200,
    "19.000": 19000,
    "1½": 1.5,
}


@pytest.mark.parametrize(("written", "value"), WORDS.items())
def test_numbers_in_words_and_digits(written: str, value: float) -> None:
    assert number_value(written) == value


@pytest.mark.parametrize(
    "written", ["en", "", "uur", "paar", "eenen", "twintigdrie", "1.2.3", "honderdhonderdhonderdx"]
)
def test_other_words_are_no_number(written: str) -> None:
    assert number_value(written) is None


@given(st.integers(0, 999_999))
def test_thousands_are_read_with_and_without_points(number: int) -> None:
    assert number_value(str(number)) == number
    assert number_value(f"{number:,}".replace(",", ".")) == number


@given(st.text(st.characters(), max_size=40), st.data())
def test_folded_text_leads_back_to_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        assert folded.quote(start, end) in text
        assert folded.quote(start, end)
