"""Simulated participants, so that a facilitator can rehearse alone. Pure: the same seed, the same people."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from bot.content.source import read_model
from bot.workshop.events import Event, Joined, Reasoned, Voted
from bot.workshop.room import middle
from bot.workshop.workshop import Ballot, Item, Line, Participant, Question, Role, State, Workshop

REASONS, MOVES = 0.4, 0.5
"""Which part of them gives a reason, and which part of the answers moves to the room's in a next round."""

LEANS, SPREAD = (1.5, 3.5), 0.8
"""Between which averages the answers of a role lie, and how far its people are apart."""

LOWEST, HIGHEST = 1, 4
_Reasons = Annotated[tuple[Line, ...], Field(min_length=1)]


class _Sides(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    against: _Reasons
    in_favour: _Reasons


class _All(RootModel[Mapping[Question, _Sides]]):
    """Everything `reasons.yaml` holds."""


def players(count_by_role: Mapping[Role, int], seed: int) -> tuple[Joined, ...]:
    """So many simulated participants in each role, in the order in which they come in."""
    roles = [role for role in Role for _ in range(count_by_role.get(role, 0))]
    _chance(seed).shuffle(roles)
    return tuple(
        Joined(participant=Participant(id=f"nagespeeld-{number}", role=role, simulated=True))
        for number, role in enumerate(roles, start=1)
    )


def answers(workshop: Workshop, seed: int) -> tuple[Event, ...]:
    """What the simulated participants still have to do now; nothing once they have done it.

    While a round of voting is open: answers and some reasons, person by person. Which way a role leans is
    chance, so that nobody learns a prejudice. In a next round they look at what was revealed, no more.
    """
    item = workshop.current
    if item is None or item.state is not State.VOTING:
        return ()
    who = [one for one in workshop.voters if one.simulated]
    return tuple(event for one in who for event in _left_to_do(item, one, seed))


def _left_to_do(item: Item, who: Participant, seed: int) -> Iterator[Event]:
    number = len(item.rounds)
    ballot = item.rounds[-1].ballots.get(who.id, Ballot())
    scores = {question: _score(item, who, question, seed) for question in Question}
    for question, score in scores.items():
        if question not in ballot.scores:
            yield Voted(participant=who.id, item=item.id, round=number, question=question, score=score)
    chance = _chance(seed, item.id, number, who.id, "reason")
    if chance.random() < REASONS and ballot.reason is None:
        question = chance.choice(list(Question))
        sides = _reasons()[question]
        side = sides.against if scores[question] <= (LOWEST + HIGHEST) / 2 else sides.in_favour
        yield Reasoned(participant=who.id, item=item.id, round=number, reason=chance.choice(side))


def _score(item: Item, who: Participant, question: Question, seed: int) -> int:
    """What somebody answers: by its role and itself, and in a next round somewhat nearer to the room."""
    before = item.last_revealed
    own = before.ballots.get(who.id, Ballot()).scores.get(question) if before else None
    chance = _chance(seed, item.id, len(item.rounds), who.id, question)
    if before is not None and own is not None:
        room = middle(before, question) or own
        return own + ((room > own) - (room < own)) * (chance.random() < MOVES)
    lean = _chance(seed, item.id, who.role, question).uniform(*LEANS)
    return min(HIGHEST, max(LOWEST, round(chance.gauss(lean, SPREAD))))


def _chance(*about: object) -> Random:
    """Chance that is the same for the same things, in every process."""
    return Random(" ".join(map(str, about)))  # noqa: S311 - not for secrets


@cache
def _reasons() -> Mapping[Question, _Sides]:
    return read_model(Path(__file__).with_name("reasons.yaml"), _All).root
