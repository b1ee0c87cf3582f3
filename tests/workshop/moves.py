"""Any row of events: each move becomes an event that has to do with how the workshop is then."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from hypothesis import strategies as st

from bot.domain import Outcome as Advice
from bot.workshop import Event, Outcome, Participant, Question, Role, State, Verdict, Workshop, apply
from bot.workshop import events as on
from tests.workshop.room import REQUEST, advice_on, empty

PEOPLE = tuple(f"p{number}" for number in range(7))
TEXTS = ("Wachttijden", "Klachten", "Uren", "Kilometers", "wachttijden ")
NOON = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
ADVICE = advice_on(REQUEST.sheet)


class Move(NamedTuple):
    """Which event, and three numbers that say about whom, about what and how."""

    kind: int
    who: int
    what: int
    how: int


class Played(NamedTuple):
    """One event with the workshop before it and what came of it."""

    before: Workshop
    event: Event
    outcome: Outcome


def _item(workshop: Workshop, move: Move) -> str:
    """Mostly the registration on the table, else any, and sometimes one that is not there."""
    if workshop.current is not None and move.what % 3:
        return workshop.current.id
    if not workshop.items or move.what == 11:
        return "r99"
    return workshop.items[move.what % len(workshop.items)].id


def _decided(workshop: Workshop, move: Move) -> str:
    """Mostly one that is decided."""
    decided = [item.id for item in workshop.items if item.state is State.DECIDED]
    return decided[move.what % len(decided)] if decided and move.what % 4 else _item(workshop, move)


def _round(workshop: Workshop, move: Move) -> int:
    item = workshop.item(_item(workshop, move))
    return max(0, (len(item.rounds) if item else 0) - (move.how == 11))


def _person(move: Move) -> str:
    return PEOPLE[move.who % len(PEOPLE)]


def _role(move: Move) -> Role:
    return list(Role)[move.how % len(Role)]


def _verdict(move: Move) -> Verdict:
    return Verdict(outcome=list(Advice)[move.how % 3], action=("Stoppen", None)[move.how % 2])


_MAKE: tuple[Callable[[Workshop, Move], Event], ...] = (
    lambda w, m: on.Joined(participant=Participant(id=_person(m), role=(_role(m), None)[m.what == 11])),
    lambda w, m: on.Joined(participant=Participant(id=_person(m), role=_role(m))),
    lambda w, m: on.Left(participant=_person(m)),
    lambda w, m: on.RoleChosen(participant=_person(m), role=_role(m)),
    lambda w, m: on.Named(participant=_person(m), name=("An", None)[m.how % 2]),
    lambda w, m: on.Proposed(text=TEXTS[m.what % 5], goal=("Weten", None)[m.how % 2], practice=m.who == 11),
    lambda w, m: on.Proposed(text=f"Registratie {m.what}"),
    lambda w, m: on.Merged(keep=_item(w, m), drop=_item(w, m._replace(what=m.how))),
    lambda w, m: on.Reworded(item=_item(w, m), text=TEXTS[m.how % 5]),
    lambda w, m: on.Moved(item=_item(w, m), place=m.how),
    lambda w, m: on.Opened(item=_item(w, m._replace(what=m.what * 3 % 12))),
    lambda w, m: on.Skipped(item=_item(w, m)),
    lambda w, m: on.Parked(item=_item(w, m)),
    lambda w, m: on.Reopened(item=_item(w, m)),
    lambda w, m: on.TalkStarted(item=_item(w, m), until=(NOON, None)[m.how % 2]),
    lambda w, m: on.Settled(item=_item(w, m), fact="lighter", value=("yes", "no", None)[m.how % 3]),
    lambda w, m: on.Decided(item=_item(w, m), verdict=_verdict(m)),
    lambda w, m: on.Dissented(
        participant=_person(m), item=_decided(w, m), dissents=bool(m.how % 3), reason=("Nee", None)[m.how % 2]
    ),
    lambda w, m: on.Undone(),
    lambda w, m: on.Closed() if m.how > 9 else on.Resumed(),
    lambda w, m: on.Prepared(item=_item(w, m), request=REQUEST),
    lambda w, m: on.Advised(item=_item(w, m), advice=ADVICE),
    lambda w, m: on.Forgotten(participant=_person(m)) if m.how > 8 else on.Resumed(),
    lambda w, m: on.Reasoned(
        participant=_person(m), item=_item(w, m), round=_round(w, m), reason=("Omdat", None)[m.how % 2]
    ),
    *(lambda w, m: on.VotingOpened(item=_item(w, m)),) * 3,
    *(lambda w, m: on.Revealed(item=_item(w, m), round=_round(w, m)),) * 3,
    *(
        lambda w, m: on.Voted(
            participant=_person(m),
            item=_item(w, m),
            round=_round(w, m),
            question=list(Question)[m.how % 3],
            score=m.how % 4 + 1,
        ),
    )
    * 8,
)

_JOIN, _PROPOSE, _OPEN, _DECIDE = 1, 5, 10, 16
_OPEN_VOTING, _REVEAL, _VOTE, KINDS = 24, 27, 30, len(_MAKE)

_LISTED = (
    *(Move(_JOIN, who, 0, who // 3) for who in range(5)),
    *(Move(_PROPOSE, 0, text, 0) for text in range(3)),
)
_VOTING = (*_LISTED, Move(_OPEN, 0, 0, 0), Move(_OPEN_VOTING, 0, 1, 0))
_VOTED = (*_VOTING, *(Move(_VOTE, who, 1, question) for who in range(4) for question in range(3)))
_REVEALED = (*_VOTED, Move(_REVEAL, 0, 1, 0))
STARTS = ((), _LISTED, _VOTING, _VOTED, _REVEALED, (*_REVEALED, Move(_DECIDE, 0, 1, 0)))

_small = st.integers(0, 11)
_moves = st.builds(Move, kind=st.integers(0, KINDS - 1), who=_small, what=_small, how=_small)


def rows(most: int = 40) -> st.SearchStrategy[list[Move]]:
    """Rows of moves from somewhere in a workshop: random ones alone seldom get beyond the list."""
    return st.builds(
        lambda start, rest: [*start, *rest], st.sampled_from(STARTS), st.lists(_moves, max_size=most)
    )


def play(moves: Iterable[Move]) -> list[Played]:
    """What every move did."""
    workshop, played = empty(), []
    for move in moves:
        event = _MAKE[move.kind](workshop, move)
        outcome = apply(workshop, event)
        played.append(Played(workshop, event, outcome))
        workshop = outcome.workshop
    return played


reached = rows().map(lambda moves: ([one.outcome.workshop for one in play(moves)] or [empty()])[-1])
"""Any workshop that events can lead to."""
