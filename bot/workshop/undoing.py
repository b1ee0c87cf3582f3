"""Undoing the last change of the list or a verdict, one level. Votes are never undone."""

from bot.workshop.steps import EVERYBODY, RefusedError, Step
from bot.workshop.workshop import Before, Item, Workshop


def undoable(before: Workshop, after: Workshop, what: str) -> Step:
    """The step from `before` to `after`, remembered as `what`; nothing when they are the same."""
    if after == before:
        return Step(before)
    now = {item.id: item for item in after.items}
    earlier = Before(
        what=what,
        order=tuple(item.id for item in before.items),
        changed=tuple(item for item in before.items if now.get(item.id) != item),
    )
    return Step(after.model_copy(update={"before": earlier}), (EVERYBODY,))


def undone(workshop: Workshop) -> Step:
    """The list as it was; what was proposed since comes after it."""
    before = workshop.before
    if before is None:
        raise RefusedError("nothing_to_undo")
    now = {item.id: item for item in workshop.items}
    items = dict(now)
    for old in before.changed:
        items[old.id] = _as_before(old, now[old.id]) if old.id in now else old
    order = dict.fromkeys((*before.order, *now))
    restored = {"items": tuple(items[identifier] for identifier in order), "before": None}
    return Step(workshop.model_copy(update=restored), (EVERYBODY,))


def _as_before(old: Item, now: Item) -> Item:
    """A registration as it was, with what came in since: votes, facts, findings and dissent."""
    same_verdict = (
        old.verdict is not None and now.verdict is not None and old.verdict.outcome is now.verdict.outcome
    )
    news = {
        "rounds": now.rounds,
        "settled": now.settled,
        "advice": now.advice,
        "request": now.request if (now.text, now.goal) == (old.text, old.goal) else old.request,
        "dissenters": now.dissenters if same_verdict else old.dissenters,
    }
    return old.model_copy(update=news)
