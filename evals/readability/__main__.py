"""`python -m evals.readability`: how readable all texts are, and a number of generated advices."""

from argparse import ArgumentParser

from evals.readability.advices import advices
from evals.readability.frequency import zipf
from evals.readability.measures import figures
from evals.readability.table import table
from evals.readability.texts import all_texts

MOST = 25


def main() -> None:
    """Print the figures as a table, and the rare words in use."""
    parser = ArgumentParser(prog="python -m evals.readability", description=__doc__)
    parser.add_argument(
        "--advices", type=int, default=200, metavar="N", help="zoveel adviezen (standaard 200)"
    )
    number = parser.parse_args().advices
    measured = {
        "alle teksten": figures(all_texts().values(), zipf),
        f"{number} adviezen": figures(advices(number), zipf),
    }
    print(table(measured))
    for name, found in measured.items():
        rarest = ", ".join(f"{word} ({times})" for word, times in found.rarest[:MOST])
        print(f"\nzeldzame woorden, {name}: {rarest}")


if __name__ == "__main__":
    main()
