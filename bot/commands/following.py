"""Shows on standard error how far something is: a bar on a terminal, now and then a line elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Follow = Callable[[int, int], None]
"""Told how much is done, and of how much."""

LONGEST_NAME = 40
SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def following(name: str, pause: float = SECONDS_BETWEEN_LINES) -> Iterator[Follow]:
    """Something to tell how far `name` is; what takes less than `pause` seconds gets no line in a log."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(name, console, pause)
        return
    shape = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shape, console=console, transient=True) as bars:
        task = bars.add_task(escape(name[-LONGEST_NAME:]), total=None, visible=False)
        yield lambda done, total: bars.update(task, completed=done, total=total, visible=True)


class _Lines:
    """Writes a line when the last is some time ago."""

    def __init__(self, name: str, console: Console, pause: float) -> None:
        self._name = name
        self._console = console
        self._pause = pause
        self._last = monotonic()

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self._last >= self._pause:
            self._last = monotonic()
            self._console.print(
                f"{self._name}: {done}/{total}", markup=False, highlight=False, soft_wrap=True
            )
