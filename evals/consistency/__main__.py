"""`python -m evals.consistency run|compare|gate`: how consistent the advice is.

`run` plays the cases and shows the figures; begun again it goes on where it was. `compare` puts two runs side
by side. `gate` ends with exit code 1 when a run misses a threshold.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import get_args

from pydantic import ValidationError
from rich.console import Console
from rich.progress import track

from bot.building import build_rules, embedded
from bot.content import load_table
from bot.domain.reading import Understanding
from bot.understanding import EmbeddedUnderstanding, load_classifiers
from evals.axes.generating import AXES, SEED
from evals.axes.variant import Variant
from evals.cases import Case, Split, load_cases
from evals.consistency.cache import Cache
from evals.consistency.comparing import differences, flips
from evals.consistency.digest import digest
from evals.consistency.figures import figures
from evals.consistency.gating import check, load_thresholds
from evals.consistency.run import FOLDER, Run, load, path_of, save
from evals.consistency.running import plan, play_all
from evals.consistency.table import of_checks, of_comparison, of_figures
from evals.consistency.words import words
from evals.playing.embedding import SAVED_EVERY, KeptQueries
from evals.playing.played import Played
from evals.playing.stage import Stage
from knowledge.search import Knowledge

Embed = Callable[[str], Sequence[float]]

ENGINES: dict[str, Callable[[Embed], Understanding]] = {
    "embedded": lambda embed: EmbeddedUnderstanding(build_rules(), load_classifiers, embed),
    "rules": lambda _: build_rules(),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what is asked.

    Raises:
        SystemExit: a run misses a threshold, or a file cannot be read.
    """
    chosen = _parser().parse_args(arguments)
    match chosen.what:
        case "run":
            _run(chosen)
        case "compare":
            before, after = _load(chosen.before), _load(chosen.after)
            lines = of_comparison(before, after, tuple(differences(before, after)), flips(before, after))
            print("\n".join(lines))
        case _:
            checks = tuple(check(figures(_load(chosen.name).played), load_thresholds()))
            print("\n".join(of_checks(checks)))
            if not checks or not all(one.met for one in checks):
                raise SystemExit(1)


def select(cases: Sequence[Case], limit: int | None) -> Sequence[Case]:
    """The cases, or always the same `limit` of them drawn at random."""
    if limit is None or limit >= len(cases):
        return cases
    return Random(SEED).sample(list(cases), limit)  # noqa: S311 - to choose examples


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m evals.consistency", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    run = commands.add_parser("run", help="speel de gevallen en toon de cijfers")
    run.add_argument("--axis", choices=AXES, action="append", help="alleen deze as (mag vaker)")
    run.add_argument("--limit", type=int, metavar="N", help="niet meer dan N gevallen")
    run.add_argument("--engine", choices=ENGINES, default="embedded", help="wat de tekst leest")
    run.add_argument("--split", choices=get_args(Split), default="dev", help="welke helft (standaard dev)")
    run.add_argument("--name", help="hoe de ronde heet (standaard ENGINE-SPLIT)")
    compare = commands.add_parser("compare", help="zet twee rondes naast elkaar")
    compare.add_argument("before", help="naam of bestand van de eerste ronde")
    compare.add_argument("after", help="naam of bestand van de tweede ronde")
    gate = commands.add_parser("gate", help="haalt een ronde de eisen?")
    gate.add_argument("name", help="naam of bestand van de ronde")
    return parser


def _run(chosen: Namespace) -> None:
    split, engine = chosen.split, chosen.engine
    cases = select([one for one in load_cases() if one.split == split], chosen.limit)
    planned = tuple(plan(cases, chosen.axis or tuple(AXES)))
    assistant = digest(engine)
    embeddings = KeptQueries(embedded(), FOLDER / "queries.npz")
    knowledge = Knowledge.open(FOLDER / "knowledge", engine=embeddings)
    cache = Cache(FOLDER, assistant)
    try:
        stage = Stage(ENGINES[engine](embeddings.embed_query), knowledge)

        def play(variant: Variant) -> Played:
            embeddings.save(least=SAVED_EVERY)
            return stage.play(variant)

        playing = play_all(planned, play, cache)
        console = Console(stderr=True)
        played = tuple(track(playing, words().progress, total=len(planned), console=console))
        version = knowledge.version
    finally:
        embeddings.save()
        knowledge.close()
    run = Run(
        engine=engine,
        split=split,
        assistant=assistant,
        table=load_table().table.version,
        knowledge=version,
        played=played,
    )
    save(run, path_of(chosen.name or f"{engine}-{split}"))
    print("\n".join(of_figures(run, tuple(figures(played)))))


def _load(name: str) -> Run:
    path = path_of(name)
    try:
        return load(path)
    except (OSError, ValidationError) as error:
        sys.exit(words().no_run.format(path=Path(path).name, why=error.__class__.__name__))


if __name__ == "__main__":
    main()
