"""What the commands do: play a run, put two side by side, and hold one to the thresholds."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from rich.console import Console
from rich.progress import track

from bot.commands.usage import UsageError
from bot.content import load_table
from evals.axes.generating import AXES
from evals.axes.variant import Manner
from evals.cases import Split, load_cases
from evals.consistency.cache import Cache
from evals.consistency.comparing import differences, flips
from evals.consistency.digest import digest
from evals.consistency.engines import EMBEDDED, OWN
from evals.consistency.figures import figures
from evals.consistency.gating import check, load_thresholds
from evals.consistency.players import players
from evals.consistency.run import FOLDER, Run, load, path_of, save
from evals.consistency.running import plan, play_all, select
from evals.consistency.table import of_checks, of_comparison, of_figures
from evals.consistency.words import words
from prompts import prompts_version

MANNERS: tuple[Manner, ...] = ("buttons", "text")


class Wanted(NamedTuple):
    """Which conversations a run plays, and with what; no axes or ways means all."""

    engine: str = EMBEDDED
    split: Split = "dev"
    axes: Collection[str] = ()
    ways: Collection[Manner] = ()
    limit: int | None = None

    @property
    def name(self) -> str:
        """What the run is called when nobody gave it a name: another part of the cases is another run."""
        parts = [self.engine, self.split, *sorted(self.ways), *sorted(self.axes)]
        parts += [str(self.limit)] if self.limit else []
        return "-".join(parts).replace("/", "-").replace(":", "-")


def play(wanted: Wanted, name: str | None = None, folder: Path = FOLDER) -> Run:
    """Play a run and keep it in `folder`; what the same assistant played before is not played again.

    Raises:
        LanguageModelUnavailable: the engine is a language model that cannot be used.
        NoModelError: the baseline is asked for and no language model is set.
        OSError: the folder cannot be written.
        UsageError: there is no such axis.
    """
    if unknown := set(wanted.axes) - AXES.keys():
        raise UsageError(words().no_axis.format(axis=sorted(unknown)[0], axes=", ".join(AXES)))
    cases = select([one for one in load_cases() if one.split == wanted.split], wanted.limit)
    planned = tuple(plan(cases, wanted.axes or tuple(AXES), wanted.ways or MANNERS))
    with players(wanted.engine, folder) as company:
        assistant = digest(company.name, parts=company.parts)
        cache = Cache(folder, assistant)
        playing = play_all(planned, company.play, cache)
        console = Console(stderr=True)
        played = tuple(track(playing, words().progress, total=len(planned), console=console))
    run = Run(
        engine=company.name,
        split=wanted.split,
        assistant=assistant,
        table=load_table().table.version,
        knowledge=company.knowledge,
        prompts=None if wanted.engine in OWN else prompts_version(),
        day=datetime.now(UTC).date(),
        played=played,
    )
    save(run, path_of(name or wanted.name, folder))
    return run


def show(run: Run) -> str:
    """The figures of a run as a table."""
    return "\n".join(of_figures(run, tuple(figures(run.played))))


def compare(before: Run, after: Run) -> str:
    """Two runs on the conversations both have: what differs, and which of them flipped."""
    return "\n".join(of_comparison(before, after, tuple(differences(before, after)), flips(before, after)))


class Verdict(NamedTuple):
    """Whether a run meets every threshold, and the checks in lines."""

    passed: bool
    text: str


def gate(run: Run) -> Verdict:
    """A run held to the thresholds; one for which there are none does not pass."""
    checks = tuple(check(figures(run.played), load_thresholds()))
    return Verdict(bool(checks) and all(one.met for one in checks), "\n".join(of_checks(checks)))


def kept(name: str) -> Run:
    """The run with this name, or in this file.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    path = path_of(name)
    try:
        return load(path)
    except (OSError, ValidationError) as error:
        raise UsageError(words().no_run.format(path=path.name, why=error.__class__.__name__)) from None
