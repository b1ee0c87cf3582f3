import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.metrics.recall import recall

IDS = st.sampled_from("abcdefgh")


@pytest.mark.parametrize(
    ("found", "answers", "k", "expected"),
    [
        ("abc", "a", 1, 1.0),
        ("bac", "a", 1, 0.0),
        ("bac", "a", 5, 1.0),
        ("abc", "acx", 5, 2 / 3),
        ("abc", "acx", 1, 1.0),  # one place is all there is: the cap
        ("xbc", "acx", 1, 1.0),
        ("", "a", 5, 0.0),
        ("aab", "ab", 2, 0.5),  # a passage found twice is one passage
    ],
)
def test_share_of_the_answers_found(found: str, answers: str, k: int, expected: float) -> None:
    assert recall(list(found), set(answers), k) == pytest.approx(expected)


@pytest.mark.parametrize(("answers", "k"), [(set[str](), 5), ({"a"}, 0)])
def test_without_answer_or_place_it_has_no_meaning(answers: set[str], k: int) -> None:
    with pytest.raises(ValueError, match="recall"):
        recall(["a"], answers, k)


@given(st.lists(IDS), st.sets(IDS, min_size=1), st.integers(1, 10))
def test_a_share_that_is_one_exactly_when_the_places_are_filled_with_answers(
    found: list[str], answers: set[str], k: int
) -> None:
    share = recall(found, answers, k)
    assert 0 <= share <= 1
    assert (share == 1) == (len(set(found[:k]) & answers) == min(k, len(answers)))
