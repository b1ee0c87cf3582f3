"""`make bench`: runs every benchmark and prints one table."""

import sys

from bench import core, large, library, memory, room, start, telegram, turn, workshop
from bench.figures import Figure

WIDTH = 66


def main() -> None:
    """Prints a line for each figure as soon as it is known."""
    print(f"{'meting':<{WIDTH}}{'waarde':>12}  {'doel':>12}")
    for measure in (
        core.measure,
        turn.measure,
        library.measure,
        start.measure,
        memory.measure,
        telegram.measure,
        workshop.measure,
        room.measure,
        large.measure,
    ):
        for figure in measure():
            print(_line(figure))
            sys.stdout.flush()


def _line(figure: Figure) -> str:
    aim = "" if figure.aim is None else f"≤ {figure.aim:g} {figure.unit}"
    return f"{figure.name:<{WIDTH}}{figure.value:>9.2f} {figure.unit:<3} {aim:>12}"


main()
