"""What every part of the machine uses: a step, refusing one, and finding who or what it is about."""

from typing import NamedTuple

from bot.workshop.effects import Effect, Redraw
from bot.workshop.events import RefusalName
from bot.workshop.workshop import Item, Participant, Workshop

EVERYBODY = Redraw(None)


class Step(NamedTuple):
    """The workshop after an event that fits, and what is to be done."""

    workshop: Workshop
    effects: tuple[Effect, ...] = ()


class RefusedError(Exception):
    """An event does not fit; never leaves the machine."""

    def __init__(self, name: RefusalName) -> None:
        self.name = name


def find_participant(workshop: Workshop, identifier: str) -> Participant:
    """The participant with this id. Raises `RefusedError` when there is none."""
    found = workshop.participant(identifier)
    if found is None:
        raise RefusedError("unknown_participant")
    return found


def find_item(workshop: Workshop, identifier: str) -> Item:
    """The registration with this id. Raises `RefusedError` when there is none."""
    found = workshop.item(identifier)
    if found is None:
        raise RefusedError("unknown_item")
    return found
