from collections.abc import Collection, Iterator

from knowledge.remembered import Remembered


class Worker:
    """Works out the square of a number below ten, and notes which were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, numbers: Collection[int]) -> Iterator[tuple[int, int]]:
        self.asked += numbers
        return ((number, number**2) for number in sorted(numbers) if number < 10)


def test_what_is_known_is_not_worked_out_again_and_comes_in_the_order_asked() -> None:
    worker, remembered = Worker(), Remembered[int]()
    assert list(remembered.of(1, (3, 2), worker).items()) == [(3, 9), (2, 4)]
    assert list(remembered.of(1, (4, 3), worker).items()) == [(4, 16), (3, 9)]
    assert remembered.of(1, (), worker) == {}
    assert worker.asked == [3, 2, 4]


def test_after_a_change_of_the_library_everything_is_worked_out_anew() -> None:
    worker, remembered = Worker(), Remembered[int]()
    remembered.of(1, (2,), worker)
    assert remembered.of(2, (2,), worker) == {2: 4}
    assert worker.asked == [2, 2]


def test_what_cannot_be_worked_out_is_left_out() -> None:
    assert Remembered[int]().of(1, (2, 30), Worker()) == {2: 4}


def test_no_more_is_kept_than_there_is_room_for() -> None:
    worker, remembered = Worker(), Remembered[int](most=2)
    for numbers in ((1, 2), (3,), (1,)):
        assert list(remembered.of(1, numbers, worker)) == list(numbers)
    assert worker.asked == [1, 2, 3, 1]
