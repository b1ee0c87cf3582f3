from hypothesis import given
from hypothesis import strategies as st

from evals.axes.typing_errors import SHORTEST_WORD, mistype
from tests.evals.example import seeded

TEXTS = st.lists(
    st.text("abcdefgh", min_size=1, max_size=12) | st.sampled_from(["niet", "3x", "20%"]), max_size=20
).map(" ".join)


@given(TEXTS, st.integers(0, 99))
def test_words_stay_words_and_short_ones_stay_as_they_are(text: str, seed: int) -> None:
    before, after = text.split(" "), mistype(text, seeded(seed)).split(" ")
    for one, other in zip(before, after, strict=True):
        assert other[:1] == one[:1]
        assert abs(len(other) - len(one)) <= 1
        if len(one) < SHORTEST_WORD:
            assert other == one


def test_about_one_error_in_25_letters_and_at_least_one() -> None:
    text = "Begeleiders schrijven iedere maand precies verschillende getallen in registraties"
    before, after = text.split(), mistype(text, seeded(1)).split()
    assert 1 <= sum(one != other for one, other in zip(before, after, strict=True)) <= 3
    assert mistype("Begeleiders", seeded(2)) != "Begeleiders"
    assert mistype("niet nu", seeded(3)) == "niet nu"
