"""How far people agree with the advice: Cohen's kappa and the confusion, for the room and for each role."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.domain import Outcome
from evals.human.line import Line, Role
from evals.human.verdicts import verdict_of
from evals.metrics.kappa import kappa
from evals.metrics.prevalence import prevalence
from evals.retrieval.metrics.bootstrap import Interval

ROOM, RECORDED = "room", "recorded"


class Agreement(NamedTuple):
    """Of `who`: the room, the recorded decisions, or a role.

    `registrations` are those with a verdict, `undecided` those the role voted on without one. `kappa` is with
    the advice, None without registrations; its interval draws registrations, which is too narrow when few
    workshops gave many. `confusion` counts (advice, verdict). `prevalence` is of the verdicts: kappa falls
    when nearly all are the same.
    """

    who: str
    registrations: int
    undecided: int
    kappa: Interval | None
    agreed: float | None
    confusion: Mapping[tuple[Outcome, Outcome], int]
    prevalence: Mapping[str, float]


def agreements(lines: Sequence[Line]) -> Iterator[Agreement]:
    """The agreement of the room, of the recorded decisions and of each role that voted."""
    yield _agreement(ROOM, lines, lambda line: line.verdict)
    yield _agreement(RECORDED, lines, lambda line: line.recorded)
    for role in Role:
        voted = [line for line in lines if role in line.votes]
        if voted:
            yield _agreement(role.value, voted, _of(role))


def _of(role: Role) -> Callable[[Line], Outcome | None]:
    return lambda line: verdict_of(line.votes[role])


def _agreement(who: str, lines: Sequence[Line], verdict: Callable[[Line], Outcome | None]) -> Agreement:
    pairs = [(line.advice, decided) for line in lines if (decided := verdict(line)) is not None]
    advised = [[advice.value] for advice, _ in pairs]
    said = [decided.value for _, decided in pairs]
    return Agreement(
        who=who,
        registrations=len(pairs),
        undecided=len(lines) - len(pairs),
        kappa=kappa(advised, said).interval() if pairs else None,
        agreed=sum(one == other for one, other in pairs) / len(pairs) if pairs else None,
        confusion=Counter(pairs),
        prevalence=prevalence([[one] for one in said]),
    )
