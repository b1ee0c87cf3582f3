"""Who is at the table."""

from bot.workshop import events as on
from bot.workshop.effects import Effect, Redraw
from bot.workshop.steps import EVERYBODY, RefusedError, Step, find_participant
from bot.workshop.workshop import Item, Participant, Workshop

MOST_PARTICIPANTS = 500
"""More is no workshop; it keeps the state of one small enough to be read at every vote."""


def joined(workshop: Workshop, event: on.Joined) -> Step:
    """Somebody new, or back with the role of before unless another is said.

    A workshop with a simulated participant is a rehearsal from then on: its votes are nobody's.
    """
    newcomer = event.participant
    known = workshop.participant(newcomer.id)
    if known is not None:
        return with_participant(
            workshop, known.model_copy(update={"away": False, "role": newcomer.role or known.role})
        )
    if len(workshop.participants) >= MOST_PARTICIPANTS:
        raise RefusedError("room_full")
    rehearsal = workshop.rehearsal or newcomer.simulated
    grown = {"participants": (*workshop.participants, newcomer), "rehearsal": rehearsal}
    redraw: Effect = Redraw((newcomer.id,)) if rehearsal == workshop.rehearsal else EVERYBODY
    return Step(workshop.model_copy(update=grown), (redraw,))


def left(workshop: Workshop, event: on.Left) -> Step:
    """Away; what was voted stays counted."""
    gone = find_participant(workshop, event.participant).model_copy(update={"away": True})
    return with_participant(workshop, gone)


def role_chosen(workshop: Workshop, event: on.RoleChosen) -> Step:
    """In this role from now on."""
    who = find_participant(workshop, event.participant)
    return with_participant(workshop, who.model_copy(update={"role": event.role, "away": False}))


def named(workshop: Workshop, event: on.Named) -> Step:
    """With or without a name in the report."""
    who = find_participant(workshop, event.participant)
    return with_participant(workshop, who.model_copy(update={"name": event.name}))


def forgotten(workshop: Workshop, event: on.Forgotten) -> Step:
    """Nameless and wordless; what could be undone holds words too, so that goes as well."""
    who = find_participant(workshop, event.participant)
    gone = who.model_copy(update={"name": None, "away": True})
    items = tuple(_without_words_of(item, gone.id) for item in workshop.items)
    after, effects = with_participant(workshop, gone)
    return Step(after.model_copy(update={"items": items, "before": None}), effects)


def with_participant(workshop: Workshop, changed: Participant) -> Step:
    """The workshop with a newer version of one participant."""
    participants = tuple(changed if one.id == changed.id else one for one in workshop.participants)
    return Step(workshop.model_copy(update={"participants": participants}), (Redraw((changed.id,)),))


def _without_words_of(item: Item, participant: str) -> Item:
    rounds = tuple(
        round_.model_copy(
            update={
                "ballots": {
                    key: ballot.model_copy(update={"reason": None}) if key == participant else ballot
                    for key, ballot in round_.ballots.items()
                }
            }
        )
        for round_ in item.rounds
    )
    dissenters = {key: None if key == participant else why for key, why in item.dissenters.items()}
    return item.model_copy(update={"rounds": rounds, "dissenters": dissenters})
