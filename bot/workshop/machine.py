"""What an event does to a workshop: (workshop, event) -> (workshop, effects). Pure and total."""

from dataclasses import dataclass
from typing import assert_never

from bot.workshop import deciding, listing, people, undoing, voting
from bot.workshop import events as on
from bot.workshop.effects import Effect
from bot.workshop.steps import EVERYBODY, RefusedError, Step
from bot.workshop.workshop import Workshop

AFTER_CLOSING = (
    on.Resumed,
    on.Closed,
    on.Left,
    on.Named,
    on.Forgotten,
    on.Dissented,
    on.Prepared,
    on.Advised,
)
"""What can still happen to a workshop that is over."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The workshop after an event and what is to be done; or the same one, with why it was `refused`."""

    workshop: Workshop
    effects: tuple[Effect, ...] = ()
    refused: on.RefusalName | None = None


def apply(workshop: Workshop, event: on.Event) -> Outcome:
    """The workshop after `event`. An event that does not fit changes nothing and says why.

    The same event twice is the same as once, but for `Undone`; the second may be refused.
    """
    if workshop.phase == "closed" and not isinstance(event, AFTER_CLOSING):
        return Outcome(workshop, refused="closed")
    try:
        after, effects = _step(workshop, event)
    except RefusedError as error:
        return Outcome(workshop, refused=error.name)
    if after == workshop:
        return Outcome(workshop)
    if EVERYBODY in effects:
        after = after.model_copy(update={"scene": workshop.scene + 1})
    return Outcome(after, effects)


def _step(workshop: Workshop, event: on.Event) -> Step:  # one branch for each event
    match event:
        case on.Joined():
            return people.joined(workshop, event)
        case on.Left():
            return people.left(workshop, event)
        case on.RoleChosen():
            return people.role_chosen(workshop, event)
        case on.Named():
            return people.named(workshop, event)
        case on.Forgotten():
            return people.forgotten(workshop, event)
        case on.Proposed():
            return listing.proposed(workshop, event)
        case on.Merged():
            return listing.merged(workshop, event)
        case on.Reworded():
            return listing.reworded(workshop, event)
        case on.Moved():
            return listing.moved(workshop, event)
        case on.Skipped():
            return listing.skipped(workshop, event)
        case on.Parked():
            return listing.parked(workshop, event)
        case on.Reopened():
            return listing.reopened(workshop, event)
        case on.Undone():
            return undoing.undone(workshop)
        case on.Opened():
            return voting.opened(workshop, event)
        case on.VotingOpened():
            return voting.voting_opened(workshop, event)
        case on.Voted():
            return voting.voted(workshop, event)
        case on.Reasoned():
            return voting.reasoned(workshop, event)
        case on.Revealed():
            return voting.revealed(workshop, event)
        case on.TalkStarted():
            return voting.talk_started(workshop, event)
        case on.Closed():
            return voting.closed(workshop)
        case on.Resumed():
            return voting.resumed(workshop)
        case on.Settled():
            return deciding.settled(workshop, event)
        case on.Prepared():
            return deciding.prepared(workshop, event)
        case on.Advised():
            return deciding.advised(workshop, event)
        case on.Decided():
            return deciding.decided(workshop, event)
        case on.Dissented():
            return deciding.dissented(workshop, event)
        case _:
            assert_never(event)
