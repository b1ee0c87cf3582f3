"""Who plays the variants: this process, or a few at once."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bot.building import embedded, reading_model
from bot.settings import load_settings
from evals.axes.variant import Variant
from evals.baseline import open_baseline
from evals.consistency.digest import PARTS
from evals.consistency.engines import BASELINE, EMBEDDED, OWN, understanding
from evals.consistency.queries import KeptQueries
from evals.playing.played import Played
from evals.playing.stage import Stage
from knowledge.search import Knowledge

Play = Callable[[Iterable[Variant]], Iterator[Played]]

AT_ONCE = 24
"""So many variants a process takes at a time: mostly of one case, which search and say alike."""


class Opened(NamedTuple):
    """A stage, and the version of the knowledge it has."""

    stage: Stage
    knowledge: str


class Players(NamedTuple):
    """`play` plays variants and gives what came of each, in order; on `knowledge`, a version.

    `name` is what plays and `parts` the folders whose code decides what comes of it.
    """

    play: Play
    knowledge: str
    name: str
    parts: tuple[str, ...] = PARTS


@contextmanager
def stage(engine: str, folder: Path) -> Iterator[Opened]:
    """The stage for `engine`, with knowledge and embeddings kept in `folder`.

    Raises:
        LanguageModelUnavailable: see `understanding`.
        OSError: the folder cannot be written.
    """
    queries, answers = (KeptQueries(model, folder / "queries.db") for model in (embedded(), reading_model()))
    knowledge = Knowledge.open(folder / "knowledge", engine=queries)
    try:
        yield Opened(Stage(understanding(engine, answers.embed_query), knowledge), knowledge.version)
    finally:
        knowledge.close()
        answers.close()
        queries.close()


@contextmanager
def players(engine: str, folder: Path, processes: int | None = None) -> Iterator[Players]:
    """Plays with `engine`, by default in one process for each core.

    A language model is asked from this process alone: its budget is counted here.

    Raises:
        LanguageModelUnavailable: see `understanding`.
        NoModelError: the baseline is asked for and no language model is set.
        OSError: the folder cannot be written.
    """
    if engine == BASELINE:
        with stage(EMBEDDED, folder) as opened:
            plain = open_baseline(load_settings(), opened.stage)
            yield Players(partial(map, plain.play), opened.knowledge, plain.name, (*PARTS, "evals/baseline"))
        return
    many = (processes or os.cpu_count() or 1) if engine in OWN else 1
    with stage(engine, folder) as opened:  # also makes the index, before others read it
        if many == 1:
            yield Players(partial(map, opened.stage.play), opened.knowledge, engine)
            return
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # else these processes wait for each other's threads
        # by spawn: the threads of the embedding model do not survive a fork
        pool = ProcessPoolExecutor(many, multiprocessing.get_context("spawn"), _begin, (engine, folder))
        try:
            yield Players(partial(pool.map, _play, chunksize=AT_ONCE), opened.knowledge, engine)
        finally:
            pool.shutdown(cancel_futures=True)


class _Worker:
    """What a process of the pool has for as long as it lasts."""

    held = ExitStack()
    opened: Opened


def _begin(engine: str, folder: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _Worker.opened = _Worker.held.enter_context(stage(engine, folder))


def _play(variant: Variant) -> Played:
    return _Worker.opened.stage.play(variant)
