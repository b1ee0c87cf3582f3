from evals.metrics.consistency import consistency


def test_one_other_outcome_makes_the_whole_case_inconsistent() -> None:
    assert consistency([["a", "a", "a"], ["a", "a", "b"], ["c"], ["a", "b"]]).interval().value == 2 / 4


def test_the_interval_is_around_it_and_always_the_same() -> None:
    outcomes = [["a", "a"]] * 15 + [["a", "b"]] * 5
    interval = consistency(outcomes).interval()
    # the quantiles of Bin(20, 0.75): P(X <= 10) = 0.014, <= 11: 0.041; <= 17: 0.909, <= 18: 0.976
    assert (interval.value, interval.low, interval.high) == (0.75, 11 / 20, 18 / 20)
    assert consistency(outcomes).interval() == interval
