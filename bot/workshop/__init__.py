"""The workshop: a room votes on registrations one by one. Pure; knows no channel, page or store."""

from bot.workshop.effects import Effect, LookUp, Redraw, Weigh
from bot.workshop.events import Event
from bot.workshop.machine import Outcome, apply
from bot.workshop.workshop import Ballot, Item, Participant, Question, Role, Round, State, Verdict, Workshop

__all__ = [
    "Ballot",
    "Effect",
    "Event",
    "Item",
    "LookUp",
    "Outcome",
    "Participant",
    "Question",
    "Redraw",
    "Role",
    "Round",
    "State",
    "Verdict",
    "Weigh",
    "Workshop",
    "apply",
]
