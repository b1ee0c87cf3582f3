"""An anonymous export of a workshop for who evaluates the advice: JSON lines, one a decided registration."""

from collections.abc import Mapping
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

from bot.domain import Advice, Outcome
from bot.workshop.room import FEWEST
from bot.workshop.tally import results
from bot.workshop.workshop import Ballot, Item, Question, Role, Round, Score, State, Workshop


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VoterScores(_Value):
    """What one voter answered; None was left open, or was answered by too few in that role to be shown."""

    doel: Score | None
    harmonisatie: Score | None
    ruimte: Score | None


class VoteLine(_Value):
    """One decided registration, as `evals.human` reads it.

    `digest` is the SHA-256 of the description, which is there itself only when it may be public. `votes` are
    those of the last round that was revealed, by role in ascending order, so that nobody has a place.
    `verdict` is what a room decided, `recorded` what somebody took down without one. `table` and `knowledge`
    are the versions behind the advice.
    """

    digest: str
    description: str | None
    advice: Outcome
    provisional: bool
    votes: Mapping[Role, tuple[VoterScores, ...]]
    verdict: Outcome | None = None
    recorded: Outcome | None = None
    table: str
    knowledge: str


def vote_lines(workshop: Workshop, *, public: bool) -> str:
    """JSON lines without anything about who voted; nothing of a rehearsal, whose votes are made up."""
    if workshop.rehearsal:
        return ""
    lines = (vote_line(item, public=public) for item in workshop.real_items())
    return "".join(f"{line.model_dump_json()}\n" for line in lines if line)


def recorded_line(description: str, advice: Advice, recorded: Outcome) -> VoteLine:
    """The line of a decision that was taken down after a conversation, without a room; never its text."""
    return VoteLine(
        digest=sha256(description.encode()).hexdigest(),
        description=None,
        advice=advice.recommendation,
        provisional=advice.provisional,
        votes={},
        recorded=recorded,
        table=advice.versions.table,
        knowledge=advice.versions.knowledge,
    )


def vote_line(item: Item, *, public: bool) -> VoteLine | None:
    """The line of one registration; None when it is not decided, has no advice, or fewer than three voted.

    An answer is in it only when the report shows the answers of that role to that question by themselves.
    What the report puts together (see `bot.workshop.tally`) is left out: else it could be subtracted.
    """
    votes, shown = item.last_revealed, results(item)
    if item.state is not State.DECIDED or not item.verdict or not item.advice or not votes:
        return None
    if shown[-1].voted < FEWEST:
        return None
    advice = item.advice.advice
    alone = {
        (share.roles[0], result.question)
        for result in shown[-1].questions
        for share in result.by_role
        if len(share.roles) == 1
    }
    by_role = {role: {question for one, question in alone if one is role} for role in Role}
    return VoteLine(
        digest=sha256(item.text.encode()).hexdigest(),
        description=item.text if public else None,
        advice=advice.recommendation,
        provisional=advice.provisional,
        votes={role: _scores(votes, role, questions) for role, questions in by_role.items() if questions},
        verdict=item.verdict.outcome,
        table=advice.versions.table,
        knowledge=advice.versions.knowledge,
    )


def _scores(votes: Round, role: Role, questions: set[Question]) -> tuple[VoterScores, ...]:
    given = (
        _scored(ballot, questions)
        for who, ballot in votes.ballots.items()
        if votes.roles[who] is role and questions & ballot.scores.keys()
    )
    return tuple(sorted(given, key=_ascending))


def _scored(ballot: Ballot, questions: set[Question]) -> VoterScores:
    shown = {question: score for question, score in ballot.scores.items() if question in questions}
    return VoterScores(
        doel=shown.get(Question.DOEL),
        harmonisatie=shown.get(Question.HARMONISATIE),
        ruimte=shown.get(Question.RUIMTE),
    )


def _ascending(scores: VoterScores) -> tuple[int, int, int]:
    return scores.doel or 0, scores.harmonisatie or 0, scores.ruimte or 0
