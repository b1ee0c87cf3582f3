"""`python -m evals.understanding`: how well free text is read, on one half of the authored utterances."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from bot.building import build_understanding
from bot.domain.reading import Topic, Understanding
from evals.understanding.confusion import draw
from evals.understanding.examples import TOPICS
from evals.understanding.measuring import Reply, numbers, replies
from evals.understanding.table import table
from evals.understanding.utterances import Utterance, load_utterances


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one half, and draw the confusion if a folder is given."""
    parser = ArgumentParser(prog="python -m evals.understanding", description=__doc__)
    parser.add_argument("--split", choices=["dev", "sealed"], default="dev", help="de helft (standaard dev)")
    parser.add_argument("--out", type=Path, metavar="MAP", help="schrijf hier de verwarring (SVG en PNG)")
    chosen = parser.parse_args(arguments)
    half = [one for one in load_utterances() if one.half == chosen.split]
    engine = build_understanding()
    said = read_all(engine, half)
    print("\n".join(table(said, numbers(engine, half), chosen.split)))
    if chosen.out is not None:
        draw(said, chosen.out)


def read_all(engine: Understanding, half: Sequence[Utterance]) -> dict[Topic, tuple[Reply, ...]]:
    """How each answer is read, by what was asked."""
    return {topic: replies(engine, topic, half) for topic in TOPICS}


if __name__ == "__main__":
    main()
