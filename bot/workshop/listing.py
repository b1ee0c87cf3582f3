"""The list of registrations: what is on it, in which order, and what is put away."""

from bot.workshop import events as on
from bot.workshop.effects import LookUp
from bot.workshop.steps import RefusedError, Step, find_item
from bot.workshop.undoing import undoable
from bot.workshop.workshop import Item, State, Workshop

MOST_ITEMS = 200
"""More is no workshop; it keeps the state of one small enough to be read at every vote."""

_UNTOUCHED = (State.WAITING, State.SKIPPED, State.PARKED)


def proposed(workshop: Workshop, event: on.Proposed) -> Step:
    """At the end of the list, unless it is there already."""
    if any(_names(item, event.text) for item in workshop.items):
        raise RefusedError("already_listed")
    if len(workshop.items) >= MOST_ITEMS:
        raise RefusedError("list_full")
    number = workshop.numbered + 1
    item = Item(id=f"r{number}", text=event.text, goal=event.goal, practice=event.practice)
    changed = {"items": (*workshop.items, item), "numbered": number}
    return Step(workshop.model_copy(update=changed), (LookUp(item.id),))


def merged(workshop: Workshop, event: on.Merged) -> Step:
    """One registration out of two that nobody voted on.

    It waits when one of them did, and is real when one of them was: nothing disappears by merging.
    """
    keep, drop = find_item(workshop, event.keep), find_item(workshop, event.drop)
    if keep.id == drop.id:
        return Step(workshop)
    if not (_untouched(keep) and _untouched(drop)):
        raise RefusedError("too_late_to_change")
    update = {
        "also": (*keep.also, drop.text, *drop.also),
        "goal": keep.goal or drop.goal,
        "practice": keep.practice and drop.practice,
        "state": keep.state if keep.state is drop.state else State.WAITING,
    }
    changed = workshop.with_item(keep.model_copy(update=update))
    rest = tuple(item for item in changed.items if item.id != drop.id)
    return undoable(workshop, changed.model_copy(update={"items": rest}), "merged")


def reworded(workshop: Workshop, event: on.Reworded) -> Step:
    """Another text or goal; both are looked up."""
    item = find_item(workshop, event.item)
    if not _untouched(item):
        raise RefusedError("too_late_to_change")
    if any(_names(other, event.text) for other in workshop.items if other.id != item.id):
        raise RefusedError("already_listed")
    if (item.text, item.goal) == (event.text, event.goal):
        return Step(workshop)
    update = {"text": event.text, "goal": event.goal, "request": None}
    after, effects = undoable(workshop, workshop.with_item(item.model_copy(update=update)), "reworded")
    return Step(after, (*effects, LookUp(item.id)))


def moved(workshop: Workshop, event: on.Moved) -> Step:
    """To another place; one beyond the end is the end."""
    item = find_item(workshop, event.item)
    others = [one for one in workshop.items if one.id != item.id]
    others.insert(max(0, event.place), item)
    return undoable(workshop, workshop.model_copy(update={"items": tuple(others)}), "moved")


def skipped(workshop: Workshop, event: on.Skipped) -> Step:
    """Not discussed."""
    return _to(State.SKIPPED, workshop, event.item, "skipped")


def parked(workshop: Workshop, event: on.Parked) -> Step:
    """For later."""
    return _to(State.PARKED, workshop, event.item, "parked")


def reopened(workshop: Workshop, event: on.Reopened) -> Step:
    """Back on the list; what is on the table stays there."""
    if find_item(workshop, event.item).on_table:
        return Step(workshop)
    return _to(State.WAITING, workshop, event.item, "reopened")


def _to(state: State, workshop: Workshop, identifier: str, what: str) -> Step:
    """Off the table or out of the decided ones: a verdict no longer holds."""
    item = find_item(workshop, identifier)
    if item.state is state:
        return Step(workshop)
    away = item.model_copy(update={"state": state, "talk_until": None, "verdict": None, "dissenters": {}})
    return undoable(workshop, workshop.with_item(away), what)


def _untouched(item: Item) -> bool:
    return not item.rounds and item.state in _UNTOUCHED


def _names(item: Item, text: str) -> bool:
    return any(_plain(text) == _plain(one) for one in (item.text, *item.also))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
