"""The registration on the table: its evidence, answering alone, the reveal, and time to talk."""

from collections.abc import Callable

from bot.workshop import events as on
from bot.workshop.effects import Effect, LookUp, Redraw, Weigh
from bot.workshop.people import with_participant
from bot.workshop.steps import EVERYBODY, RefusedError, Step, find_item, find_participant
from bot.workshop.workshop import Ballot, Round, State, Workshop


def opened(workshop: Workshop, event: on.Opened) -> Step:
    """On the table instead of what was there."""
    item = find_item(workshop, event.item)
    if item.on_table:
        return Step(workshop)
    update = {"state": State.EVIDENCE, "talk_until": None}
    after = table_cleared(workshop).with_item(item.model_copy(update=update))
    wanted: tuple[Effect, ...] = () if item.request else (LookUp(item.id),)
    return Step(after.model_copy(update={"before": None, "latest": None}), (EVERYBODY, *wanted))


def voting_opened(workshop: Workshop, event: on.VotingOpened) -> Step:
    """Everybody may answer: in a new round, or in one that was broken off, so that nobody votes again."""
    item = find_item(workshop, event.item)
    if item.state is State.VOTING:
        return Step(workshop)
    if not item.on_table:
        raise RefusedError("not_on_table")
    goes_on = item.rounds and not item.rounds[-1].revealed
    rounds = item.rounds if goes_on else (*item.rounds, Round())
    update = {"state": State.VOTING, "rounds": rounds, "talk_until": None}
    after = workshop.with_item(item.model_copy(update=update))
    return Step(after.model_copy(update={"before": None}), (EVERYBODY,))


def voted(workshop: Workshop, event: on.Voted) -> Step:
    """One answer on somebody's ballot."""

    def answered(ballot: Ballot) -> Ballot:
        return ballot.model_copy(update={"scores": {**ballot.scores, event.question: event.score}})

    return _with_ballot(workshop, event, answered)


def reasoned(workshop: Workshop, event: on.Reasoned) -> Step:
    """The reason on somebody's ballot."""
    return _with_ballot(workshop, event, lambda ballot: ballot.model_copy(update={"reason": event.reason}))


def revealed(workshop: Workshop, event: on.Revealed) -> Step:
    """The votes become visible. Advice and verdict rested on earlier ones, so they no longer hold."""
    item = find_item(workshop, event.item)
    if item.state is State.REVEALED and event.round == len(item.rounds):
        return Step(workshop)
    if item.state is not State.VOTING:
        raise RefusedError("not_voting")
    if event.round != len(item.rounds):
        raise RefusedError("old_round")
    if not item.rounds[-1].has_votes:
        raise RefusedError("nobody_voted")
    shown = item.model_copy(
        update={
            "state": State.REVEALED,
            "rounds": (*item.rounds[:-1], item.rounds[-1].model_copy(update={"revealed": True})),
            "talk_until": None,
            "advice": None,
            "verdict": None,
            "dissenters": {},
        }
    )
    after = workshop.with_item(shown)
    return Step(after.model_copy(update={"before": None}), (EVERYBODY, Weigh(item.id)))


def talk_started(workshop: Workshop, event: on.TalkStarted) -> Step:
    """A clock on the page alone: sixty phones would not keep up with it."""
    item = find_item(workshop, event.item)
    if not item.on_table:
        raise RefusedError("not_on_table")
    return Step(workshop.with_item(item.model_copy(update={"talk_until": event.until})))


def closed(workshop: Workshop) -> Step:
    """Over; nothing is on the table any more and nothing can be undone."""
    if workshop.phase == "closed":
        return Step(workshop)
    update = {"phase": "closed", "before": None}
    return Step(table_cleared(workshop).model_copy(update=update), (EVERYBODY,))


def resumed(workshop: Workshop) -> Step:
    """Open again, as it was closed."""
    return Step(workshop.model_copy(update={"phase": "open"}), (EVERYBODY,))


def table_cleared(workshop: Workshop) -> Workshop:
    """Without a registration on the table.

    It waits again, with its votes; one that was only looked back at is still decided.
    """
    current = workshop.current
    if current is None:
        return workshop
    state = State.DECIDED if current.verdict else State.WAITING
    return workshop.with_item(current.model_copy(update={"state": state, "talk_until": None}))


def _with_ballot(
    workshop: Workshop, event: on.Voted | on.Reasoned, change: Callable[[Ballot], Ballot]
) -> Step:
    who, item = find_participant(workshop, event.participant), find_item(workshop, event.item)
    if who.role is None:
        raise RefusedError("no_role")
    if item.state is not State.VOTING:
        raise RefusedError("not_voting")
    if event.round != len(item.rounds):
        raise RefusedError("old_round")
    now = item.rounds[-1]
    ballot = change(now.ballots.get(who.id, Ballot()))
    cast = Round(ballots={**now.ballots, who.id: ballot}, roles={**now.roles, who.id: who.role})
    after = workshop.with_item(item.model_copy(update={"rounds": (*item.rounds[:-1], cast)}))
    if who.away:  # who votes is here
        after = with_participant(after, who.model_copy(update={"away": False})).workshop
    return Step(after, (Redraw((who.id,)),))
