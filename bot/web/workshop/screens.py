"""Which screen the beamer shows."""

from collections.abc import Mapping
from enum import StrEnum

from bot.workshop import State
from bot.workshop.scene import Scene


class Screen(StrEnum):
    """A screen; the value is the name of its template."""

    LOBBY = "lobby"
    LIST = "list"
    EVIDENCE = "evidence"
    VOTING = "voting"
    REVEALED = "revealed"
    REASONS = "reasons"
    DECIDED = "decided"
    OVERVIEW = "overview"
    CLOSED = "closed"


_CHOICES = {
    "meedoen": Screen.LOBBY,
    "lijst": Screen.LIST,
    "redenen": Screen.REASONS,
    "overzicht": Screen.OVERVIEW,
}

_OF_STATE = {State.EVIDENCE: Screen.EVIDENCE, State.VOTING: Screen.VOTING, State.REVEALED: Screen.REVEALED}


def screen_of(scene: Scene) -> Screen:
    """The screen that goes with where the room is."""
    if scene.closed:
        return Screen.CLOSED
    if scene.current is not None:
        return _OF_STATE[scene.current.state]
    if scene.latest is not None:
        return Screen.DECIDED
    states = {one.state for one in scene.registrations}
    if states <= {State.WAITING}:
        return Screen.LOBBY
    return Screen.LIST if State.WAITING in states or State.DECIDED not in states else Screen.OVERVIEW


def choices_of(scene: Scene) -> Mapping[str, Screen]:
    """Screens that somebody at the beamer can choose now, by the word in the address."""
    shown = scene.current or scene.latest
    hidden = {Screen.LOBBY, Screen.REASONS} if scene.closed else set[Screen]()
    if shown is None or not shown.results or not shown.results[-1].reasons:
        hidden.add(Screen.REASONS)
    return {word: one for word, one in _CHOICES.items() if one not in hidden}


def moment_of(scene: Scene) -> str:
    """Where the room is; a screen that was chosen gives way when this changes."""
    shown = scene.current or scene.latest
    where = f"{shown.id}.{shown.state.value}.{shown.round}" if shown else "lijst"
    return "klaar" if scene.closed else where
