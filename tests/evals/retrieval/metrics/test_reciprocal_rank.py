import pytest

from evals.retrieval.metrics.reciprocal_rank import reciprocal_rank


@pytest.mark.parametrize(
    ("found", "answers", "k", "expected"),
    [
        ("abc", "a", 10, 1.0),
        ("bca", "a", 10, 1 / 3),
        ("bca", "ac", 10, 1 / 2),  # the first answer counts, later ones do not
        ("bca", "a", 2, 0.0),
        ("", "a", 10, 0.0),
    ],
)
def test_one_divided_by_the_place_of_the_first_answer(
    found: str, answers: str, k: int, expected: float
) -> None:
    assert reciprocal_rank(list(found), set(answers), k) == pytest.approx(expected)


@pytest.mark.parametrize(("answers", "k"), [(set[str](), 10), ({"a"}, 0)])
def test_without_answer_or_place_it_has_no_meaning(answers: set[str], k: int) -> None:
    with pytest.raises(ValueError, match="reciprocal rank"):
        reciprocal_rank(["a"], answers, k)
