from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.quota import FORGET_FROM, Quota


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_fit_and_then_it_begins_again() -> None:
    clock = Clock()
    quota = Quota(2, 60.0, clock)
    assert [quota.take(1) for _ in range(4)] == [0, 0, 1, 2]
    clock.now = 45.0
    assert (quota.take(1), quota.left(1)) == (3, 15)
    clock.now = 60.0
    assert (quota.is_used_up(1), quota.take(1)) == (False, 0)


def test_each_has_their_own() -> None:
    quota = Quota(1, 60.0, Clock())
    assert [quota.take(number) for number in (1, 2, 1)] == [0, 0, 1]
    assert (quota.is_used_up(1), quota.is_used_up(3)) == (True, False)


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 3)), max_size=60), st.integers(1, 5))
def test_never_more_than_twice_as_much_in_any_stretch_of_that_time(
    steps: list[tuple[float, int]], most: int
) -> None:
    clock = Clock()
    quota, fitted = Quota(most, 60.0, clock), list[tuple[float, int]]()
    for wait, who in steps:
        clock.now += wait
        if quota.take(who) == 0:
            fitted.append((clock.now, who))
    for at, who in fitted:
        assert sum(one == who and at <= when < at + 60.0 for when, one in fitted) <= 2 * most


def test_whoever_is_over_is_forgotten_and_whoever_is_not_is_not() -> None:
    clock = Clock()
    quota = Quota(1, 60.0, clock)
    for number in range(FORGET_FROM - 1):
        quota.take(number)
    clock.now = 59.0
    quota.take(-1)
    clock.now = 60.0
    quota.take(-2)
    assert (quota.take(-1), quota.take(-2), quota.take(1)) == (1, 1, 0)
