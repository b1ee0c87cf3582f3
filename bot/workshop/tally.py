"""What may be shown of the votes: counts by question and role, and nobody's own."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from bot.workshop.room import FEWEST, middle
from bot.workshop.workshop import Ballot, Item, Participant, Question, Role, Round

_FROZEN = ConfigDict(frozen=True)


class Share(BaseModel):
    """How often each answer was given (1 to 4), by these roles together; one role, or those that are small.

    `mean` is the average answer, 1.0 to 4.0.
    """

    model_config = _FROZEN

    roles: tuple[Role, ...]
    counts: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def mean(self) -> float:
        """The average answer."""
        return sum(score * count for score, count in enumerate(self.counts, start=1)) / self.total


class QuestionResult(BaseModel):
    """The answers to one question. `together` is None, and `by_role` empty, with fewer than three answers.

    `by_role` has each role that is large enough by itself and the others as one share; when even those
    together are too few, a larger role is with them, and when nothing is left to split it is empty.
    """

    model_config = _FROZEN

    question: Question
    answered: int
    together: Share | None
    by_role: tuple[Share, ...]
    middle: int | None


class RoundResult(BaseModel):
    """What may be shown of one round that is revealed.

    `apart` is the question on which roles differ most in their average, with the roles that are lowest and
    highest; None when no two can be compared or all agree. `reasons` are in alphabetical order.
    """

    model_config = _FROZEN

    number: int
    voted: int
    questions: tuple[QuestionResult, ...]
    reasons: tuple[str, ...]
    apart: tuple[Question, Share, Share] | None


def results(item: Item) -> tuple[RoundResult, ...]:
    """Every round of a registration that was revealed, the first one first."""
    return tuple(_round(number, one) for number, one in enumerate(item.rounds, start=1) if one.revealed)


def complete_ballots(item: Item, here: Iterable[Participant]) -> int:
    """How many of who is `here` answered all three questions in the round that is going on, or the last."""
    if not item.rounds:
        return 0
    ballots = item.rounds[-1].ballots
    return sum(one.id in ballots and ballots[one.id].complete for one in here)


def is_room(votes: Round | None) -> bool:
    """Whether so many took part that nobody is recognised by words without a name."""
    return votes is not None and len(_cast(votes)) >= FEWEST


def _round(number: int, votes: Round) -> RoundResult:
    cast = _cast(votes)
    questions = tuple(_question(question, votes) for question in Question)
    reasons = sorted((ballot.reason for ballot in cast if ballot.reason), key=str.casefold)
    return RoundResult(
        number=number,
        voted=sum(bool(ballot.scores) for ballot in cast),
        questions=questions,
        reasons=tuple(reasons) if is_room(votes) else (),
        apart=_apart(questions),
    )


def _cast(votes: Round) -> tuple[Ballot, ...]:
    return tuple(ballot for ballot in votes.ballots.values() if ballot.scores or ballot.reason)


def _question(question: Question, votes: Round) -> QuestionResult:
    answers: dict[Role, list[int]] = {}
    for who, ballot in votes.ballots.items():
        if question in ballot.scores:
            answers.setdefault(votes.roles[who], []).append(ballot.scores[question])
    everyone = [score for scores in answers.values() for score in scores]
    enough = len(everyone) >= FEWEST
    roles = tuple(role for role in Role if role in answers)
    return QuestionResult(
        question=question,
        answered=len(everyone),
        together=_share(roles, answers) if enough else None,
        by_role=_split(roles, answers) if enough else (),
        middle=middle(votes, question),
    )


def _split(roles: tuple[Role, ...], answers: dict[Role, list[int]]) -> tuple[Share, ...]:
    """Shares that hide small roles, also from who subtracts the others from the whole."""
    small = [role for role in roles if len(answers[role]) < FEWEST]
    large = [role for role in roles if role not in small]
    while small and sum(len(answers[role]) for role in small) < FEWEST:
        if not large:
            return ()
        small.append(large.pop(min(range(len(large)), key=lambda place: len(answers[large[place]]))))
    if not large:
        return ()  # one share of everybody splits nothing
    rest = (tuple(role for role in roles if role in small),) if small else ()
    return tuple(_share(group, answers) for group in (*((role,) for role in large), *rest))


def _share(roles: tuple[Role, ...], answers: dict[Role, list[int]]) -> Share:
    scores = [score for role in roles for score in answers[role]]
    one, two, three, four = (scores.count(score) for score in range(1, 5))
    return Share(roles=roles, counts=(one, two, three, four))


def _apart(questions: tuple[QuestionResult, ...]) -> tuple[Question, Share, Share] | None:
    widest: tuple[Question, Share, Share] | None = None
    gap = 0.0
    for result in questions:
        single = [share for share in result.by_role if len(share.roles) == 1]
        if len(single) < 2:
            continue
        low, high = min(single, key=lambda one: one.mean), max(single, key=lambda one: one.mean)
        if high.mean - low.mean > gap:
            gap, widest = high.mean - low.mean, (result.question, low, high)
    return widest
