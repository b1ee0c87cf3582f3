from evals.metrics.flips import flip_rate


def test_only_what_differs_from_the_first_counts() -> None:
    assert flip_rate([["a", "a", "b"], ["b", "a", "a"]]).interval().value == 3 / 4


def test_without_changed_conversations_nothing_flips() -> None:
    assert flip_rate([["a"], ["b"]]).interval().value == 0.0
