"""What an event does to a workshop: (workshop, event) -> (workshop, effects). Pure and total."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch

from bot.workshop import events as on
from bot.workshop.effects import Effect, LookUp, Redraw, Weigh
from bot.workshop.workshop import Ballot, Before, Item, Participant, Round, State, Workshop

MOST_ITEMS, MOST_PARTICIPANTS = 200, 500
"""More is no workshop; it keeps the state of one small enough to be read at every vote."""

UNTOUCHED = (State.WAITING, State.SKIPPED, State.PARKED)
EVERYBODY = Redraw(None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The workshop after an event and what is to be done; or the same one, with why it was `refused`."""

    workshop: Workshop
    effects: tuple[Effect, ...] = ()
    refused: on.RefusalName | None = None


class _RefusedError(Exception):
    def __init__(self, name: on.RefusalName) -> None:
        self.name = name


def apply(workshop: Workshop, event: on.Event) -> Outcome:
    """The workshop after `event`. An event that does not fit changes nothing and says why.

    The same event twice is the same as once, but for `Proposed` with another text and `Undone`.
    """
    try:
        if workshop.phase == "closed" and not isinstance(event, AFTER_CLOSING):
            raise _RefusedError("closed")
        after, effects = _apply(event, workshop)
    except _RefusedError as error:
        return Outcome(workshop, refused=error.name)
    if after == workshop:
        return Outcome(workshop)
    if EVERYBODY in effects:
        after = after.model_copy(update={"scene": workshop.scene + 1})
    return Outcome(after, effects)


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

_Result = tuple[Workshop, tuple[Effect, ...]]


@singledispatch
def _apply(event: on.Event, _: Workshop) -> _Result:
    raise TypeError(type(event))


@_apply.register
def _(event: on.Joined, workshop: Workshop) -> _Result:
    known = workshop.participant(event.participant.id)
    if known is not None:  # comes back, with the role of before unless another is said
        role = event.participant.role or known.role
        return _with_participant(workshop, known.model_copy(update={"away": False, "role": role}))
    if len(workshop.participants) >= MOST_PARTICIPANTS:
        raise _RefusedError("room_full")
    grown = workshop.model_copy(update={"participants": (*workshop.participants, event.participant)})
    return grown, (Redraw((event.participant.id,)),)


@_apply.register
def _(event: on.Left, workshop: Workshop) -> _Result:
    return _with_participant(workshop, _participant(workshop, event).model_copy(update={"away": True}))


@_apply.register
def _(event: on.RoleChosen, workshop: Workshop) -> _Result:
    changed = _participant(workshop, event).model_copy(update={"role": event.role, "away": False})
    return _with_participant(workshop, changed)


@_apply.register
def _(event: on.Named, workshop: Workshop) -> _Result:
    return _with_participant(workshop, _participant(workshop, event).model_copy(update={"name": event.name}))


@_apply.register
def _(event: on.Voted, workshop: Workshop) -> _Result:
    return _with_ballot(
        workshop,
        event,
        lambda ballot: ballot.model_copy(update={"scores": {**ballot.scores, event.question: event.score}}),
    )


@_apply.register
def _(event: on.Reasoned, workshop: Workshop) -> _Result:
    return _with_ballot(workshop, event, lambda ballot: ballot.model_copy(update={"reason": event.reason}))


@_apply.register
def _(event: on.Dissented, workshop: Workshop) -> _Result:
    who, item = _participant(workshop, event), _item(workshop, event.item)
    if item.verdict is None:
        raise _RefusedError("not_on_table")
    if who.role is None:
        raise _RefusedError("no_role")
    others = {key: why for key, why in item.dissenters.items() if key != who.id}
    dissenters = {**others, who.id: event.reason} if event.dissents else others
    changed = workshop.with_item(item.model_copy(update={"dissenters": dissenters}))
    return changed, (Redraw((who.id,)),)


@_apply.register
def _(event: on.Proposed, workshop: Workshop) -> _Result:
    if any(_same(event.text, text) for item in workshop.items for text in (item.text, *item.also)):
        raise _RefusedError("already_listed")
    if len(workshop.items) >= MOST_ITEMS:
        raise _RefusedError("list_full")
    number = workshop.numbered + 1
    item = Item(id=f"r{number}", text=event.text, goal=event.goal, practice=event.practice)
    changed = {"items": (*workshop.items, item), "numbered": number}
    return workshop.model_copy(update=changed), (LookUp(item.id),)


@_apply.register
def _(event: on.Merged, workshop: Workshop) -> _Result:
    keep, drop = _item(workshop, event.keep), _item(workshop, event.drop)
    if keep.id == drop.id:
        return workshop, ()
    if drop.rounds or keep.rounds or not {keep.state, drop.state} <= {*UNTOUCHED}:
        raise _RefusedError("too_late_to_change")
    also = (*keep.also, drop.text, *drop.also)
    merged = workshop.with_item(keep.model_copy(update={"also": also, "goal": keep.goal or drop.goal}))
    rest = tuple(item for item in merged.items if item.id != drop.id)
    return _undoable(workshop, merged.model_copy(update={"items": rest}), "merged")


@_apply.register
def _(event: on.Reworded, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if item.rounds or item.state not in UNTOUCHED:
        raise _RefusedError("too_late_to_change")
    if item.text == event.text and item.goal == event.goal:
        return workshop, ()
    changed = {"text": event.text, "goal": event.goal, "request": None}
    after, effects = _undoable(workshop, workshop.with_item(item.model_copy(update=changed)), "reworded")
    return after, (*effects, LookUp(item.id))


@_apply.register
def _(event: on.Moved, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    others = [one for one in workshop.items if one.id != item.id]
    others.insert(max(0, event.place), item)
    return _undoable(workshop, workshop.model_copy(update={"items": tuple(others)}), "moved")


@_apply.register
def _(event: on.Opened, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if item.on_table:
        return workshop, ()
    cleared = _table_cleared(workshop)
    opened = item.model_copy(update={"state": State.EVIDENCE, "talk_until": None})
    after = cleared.with_item(opened).model_copy(update={"before": None})
    wanted: tuple[Effect, ...] = () if item.request else (LookUp(item.id),)
    return after, (EVERYBODY, *wanted)


@_apply.register
def _(event: on.VotingOpened, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if item.state is State.VOTING:
        return workshop, ()
    if not item.on_table:
        raise _RefusedError("not_on_table")
    # A round that was broken off goes on: nobody has to vote again.
    goes_on = item.rounds and not item.rounds[-1].revealed
    rounds = item.rounds if goes_on else (*item.rounds, Round())
    update = {"state": State.VOTING, "rounds": rounds, "talk_until": None}
    after = workshop.with_item(item.model_copy(update=update))
    return after.model_copy(update={"before": None}), (EVERYBODY,)


@_apply.register
def _(event: on.Revealed, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if item.state is State.REVEALED and event.round == len(item.rounds):
        return workshop, ()
    if item.state is not State.VOTING:
        raise _RefusedError("not_voting")
    if event.round != len(item.rounds):
        raise _RefusedError("old_round")
    if not any(ballot.scores for ballot in item.rounds[-1].ballots.values()):
        raise _RefusedError("nobody_voted")
    rounds = (*item.rounds[:-1], item.rounds[-1].model_copy(update={"revealed": True}))
    after = workshop.with_item(item.model_copy(update={"state": State.REVEALED, "rounds": rounds}))
    return after.model_copy(update={"before": None}), (EVERYBODY, Weigh(item.id))


@_apply.register
def _(event: on.TalkStarted, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if not item.on_table:
        raise _RefusedError("not_on_table")
    # Only the page shows a clock: sixty phones would not keep up with it.
    return workshop.with_item(item.model_copy(update={"talk_until": event.until})), ()


@_apply.register
def _(event: on.Settled, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    settled = {name: value for name, value in item.settled.items() if name != event.fact}
    if event.value is not None:
        settled[event.fact] = event.value
    effects: tuple[Effect, ...] = (EVERYBODY,) if item.on_table else ()
    weigh = (Weigh(item.id),) if item.last_revealed else ()
    return workshop.with_item(item.model_copy(update={"settled": settled})), (*effects, *weigh)


@_apply.register
def _(event: on.Decided, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if item.last_revealed is None or not (item.on_table or item.state is State.DECIDED):
        raise _RefusedError("not_on_table")
    same = item.verdict is not None and item.verdict.outcome is event.verdict.outcome
    update = {"state": State.DECIDED, "verdict": event.verdict, "talk_until": None}
    if not same:  # who disagreed, disagreed with something else
        update["dissenters"] = {}
    return _undoable(workshop, workshop.with_item(item.model_copy(update=update)), "decided")


@_apply.register
def _(event: on.Skipped, workshop: Workshop) -> _Result:
    return _put_away(workshop, event.item, State.SKIPPED, "skipped")


@_apply.register
def _(event: on.Parked, workshop: Workshop) -> _Result:
    return _put_away(workshop, event.item, State.PARKED, "parked")


@_apply.register
def _(event: on.Reopened, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    if item.state is State.WAITING or item.on_table:
        return workshop, ()
    reopened = item.model_copy(update={"state": State.WAITING})
    return _undoable(workshop, workshop.with_item(reopened), "reopened")


@_apply.register
def _(_: on.Undone, workshop: Workshop) -> _Result:
    if workshop.before is None:
        raise _RefusedError("nothing_to_undo")
    now = {item.id: item for item in workshop.items}
    items = [_with_news(old, now.get(old.id)) for old in workshop.before.items]
    known = {item.id for item in items}
    items += [item for item in workshop.items if item.id not in known]  # proposed since
    return workshop.model_copy(update={"items": tuple(items), "before": None}), (EVERYBODY,)


@_apply.register
def _(_: on.Closed, workshop: Workshop) -> _Result:
    if workshop.phase == "closed":
        return workshop, ()
    closed = _table_cleared(workshop).model_copy(update={"phase": "closed", "before": None})
    return closed, (EVERYBODY,)


@_apply.register
def _(_: on.Resumed, workshop: Workshop) -> _Result:
    return workshop.model_copy(update={"phase": "open"}), (EVERYBODY,)


@_apply.register
def _(event: on.Prepared, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    after = workshop.with_item(item.model_copy(update={"request": event.request}))
    if item.state in (State.REVEALED, State.DECIDED):
        return after, (Weigh(item.id),)
    return after, (EVERYBODY,) if item.on_table else ()


@_apply.register
def _(event: on.Advised, workshop: Workshop) -> _Result:
    item = _item(workshop, event.item)
    after = workshop.with_item(item.model_copy(update={"advice": event.advice}))
    return after, (EVERYBODY,) if item.on_table else ()


@_apply.register
def _(event: on.Forgotten, workshop: Workshop) -> _Result:
    gone = _participant(workshop, event).model_copy(update={"name": None, "away": True})
    items = tuple(_without_words_of(item, gone.id) for item in workshop.items)
    after, effects = _with_participant(workshop, gone)
    return after.model_copy(update={"items": items, "before": None}), effects


def _participant(
    workshop: Workshop,
    event: on.Left | on.RoleChosen | on.Named | on.Voted | on.Reasoned | on.Dissented | on.Forgotten,
) -> Participant:
    found = workshop.participant(event.participant)
    if found is None:
        raise _RefusedError("unknown_participant")
    return found


def _item(workshop: Workshop, identifier: str) -> Item:
    found = workshop.item(identifier)
    if found is None:
        raise _RefusedError("unknown_item")
    return found


def _with_participant(workshop: Workshop, changed: Participant) -> _Result:
    participants = tuple(changed if one.id == changed.id else one for one in workshop.participants)
    return workshop.model_copy(update={"participants": participants}), (Redraw((changed.id,)),)


def _with_ballot(
    workshop: Workshop, event: on.Voted | on.Reasoned, change: Callable[[Ballot], Ballot]
) -> _Result:
    who, item = _participant(workshop, event), _item(workshop, event.item)
    if who.role is None:
        raise _RefusedError("no_role")
    if item.state is not State.VOTING:
        raise _RefusedError("not_voting")
    if event.round != len(item.rounds):
        raise _RefusedError("old_round")
    now = item.rounds[-1]
    ballot = change(now.ballots.get(who.id, Ballot()))
    voted = Round(ballots={**now.ballots, who.id: ballot}, roles={**now.roles, who.id: who.role})
    after = workshop.with_item(item.model_copy(update={"rounds": (*item.rounds[:-1], voted)}))
    return after, (Redraw((who.id,)),)


def _table_cleared(workshop: Workshop) -> Workshop:
    """Without a registration on the table: one nobody decided on waits again, with its votes."""
    current = workshop.current
    if current is None:
        return workshop
    return workshop.with_item(current.model_copy(update={"state": State.WAITING, "talk_until": None}))


def _put_away(workshop: Workshop, identifier: str, state: State, what: str) -> _Result:
    item = _item(workshop, identifier)
    if item.state is state:
        return workshop, ()
    away = item.model_copy(update={"state": state, "talk_until": None})
    return _undoable(workshop, workshop.with_item(away), what)


def _undoable(before: Workshop, after: Workshop, what: str) -> _Result:
    if after == before:
        return before, ()
    return after.model_copy(update={"before": Before(what=what, items=before.items)}), (EVERYBODY,)


def _with_news(old: Item, now: Item | None) -> Item:
    """A registration as it was, with what came in since: votes, reasons and findings are never undone."""
    if now is None:
        return old
    news = {
        "rounds": now.rounds,
        "advice": now.advice,
        "request": now.request if now.text == old.text else None,
    }
    return old.model_copy(update=news)


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


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
