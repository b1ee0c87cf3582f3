"""From votes to a verdict: facts the room agrees on, the assistant's part, and who sees it differently."""

from bot.workshop import events as on
from bot.workshop.effects import Effect, Redraw, Weigh
from bot.workshop.steps import EVERYBODY, RefusedError, Step, find_item, find_participant
from bot.workshop.undoing import undoable
from bot.workshop.workshop import Item, State, Workshop


def settled(workshop: Workshop, event: on.Settled) -> Step:
    """A fact beside the votes; advice on the facts of before no longer holds."""
    item = find_item(workshop, event.item)
    facts = {name: value for name, value in item.settled.items() if name != event.fact}
    if event.value is not None:
        facts[event.fact] = event.value
    if facts == item.settled:
        return Step(workshop)
    changed = workshop.with_item(item.model_copy(update={"settled": facts, "advice": None}))
    return Step(changed, (*_shown_to_everybody(item), *_weighed(item)))


def prepared(workshop: Workshop, event: on.Prepared) -> Step:
    """What the assistant knows of it; votes that everybody saw can be weighed with it."""
    item = find_item(workshop, event.item)
    after = workshop.with_item(item.model_copy(update={"request": event.request}))
    return Step(after, (*_shown_to_everybody(item), *_weighed(item)))


def advised(workshop: Workshop, event: on.Advised) -> Step:
    """The assistant's advice on what the room said."""
    item = find_item(workshop, event.item)
    after = workshop.with_item(item.model_copy(update={"advice": event.advice}))
    return Step(after, _shown_to_everybody(item))


def decided(workshop: Workshop, event: on.Decided) -> Step:
    """The verdict on votes that everybody saw. Votes that are still coming in are revealed first."""
    item = find_item(workshop, event.item)
    if item.last_revealed is None or not (item.on_table or item.state is State.DECIDED):
        raise RefusedError("not_on_table")
    if item.state is State.VOTING and item.rounds[-1].has_votes:
        raise RefusedError("still_voting")
    same = item.verdict is not None and item.verdict.outcome is event.verdict.outcome
    update = {
        "state": State.DECIDED,
        "verdict": event.verdict,
        "talk_until": None,
        # Who disagreed, disagreed with that outcome.
        "dissenters": item.dissenters if same else {},
    }
    after = workshop.with_item(item.model_copy(update=update)).model_copy(update={"latest": item.id})
    return undoable(workshop, after, "decided")


def dissented(workshop: Workshop, event: on.Dissented) -> Step:
    """Somebody sees a verdict that holds differently, or not any more."""
    who, item = find_participant(workshop, event.participant), find_item(workshop, event.item)
    if item.state is not State.DECIDED:
        raise RefusedError("not_decided")
    if who.role is None:
        raise RefusedError("no_role")
    others = {key: why for key, why in item.dissenters.items() if key != who.id}
    dissenters = {**others, who.id: event.reason} if event.dissents else others
    return Step(workshop.with_item(item.model_copy(update={"dissenters": dissenters})), (Redraw((who.id,)),))


def _shown_to_everybody(item: Item) -> tuple[Effect, ...]:
    return (EVERYBODY,) if item.on_table else ()


def _weighed(item: Item) -> tuple[Effect, ...]:
    return (Weigh(item.id),) if item.last_revealed else ()
