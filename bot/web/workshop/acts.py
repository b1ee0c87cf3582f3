"""From a form on the facilitator's page to what happens in the workshop."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.dialogue.dates import means_never, read_date
from bot.domain import Measure, Outcome, check_value, fact_name
from bot.domain.facts import FactValue
from bot.facilitation.steering import YEAR
from bot.workshop import Event, Item, Verdict, Workshop
from bot.workshop import events as on
from bot.workshop.practice import practice
from bot.workshop.workshop import LONGEST_TEXT

LONGEST_TALK = 60
"""Minutes."""

FACT = "fact_"
"""What the name of a field with a fact begins with."""

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,6})?")


class Form(NamedTuple):
    """A form that was sent: what to do, with which registration, and what was filled in."""

    act: str
    item: str
    fields: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """What was filled in, on one line each; None when nothing was."""
        return self.fields.get(name, "").strip() or None


class FormError(Exception):
    """A field does not fit; `fault` is a name in the words."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(field, fault)
        self.field = field
        self.fault = fault


def events_of(form: Form, workshop: Workshop, now: datetime) -> tuple[Event, ...]:
    """What the form asks for; nothing when it changes nothing.

    Raises:
        FormError: a field is empty or wrong, or there is no such act.
    """
    act = ACTS.get(form.act)
    if act is None:
        raise FormError("", "stale")
    return act(form, workshop, now)


_Act = Callable[[Form, Workshop, datetime], tuple[Event, ...]]


def _add(form: Form, _: Workshop, __: datetime) -> tuple[Event, ...]:
    return (on.Proposed(text=_required(form, "text"), goal=_line(form, "goal")),)


def _practice(_: Form, workshop: Workshop, __: datetime) -> tuple[Event, ...]:
    listed = {item.text for item in workshop.items}
    return tuple(one for one in practice() if one.text not in listed)[:1]


def _reword(form: Form, _: Workshop, __: datetime) -> tuple[Event, ...]:
    return (on.Reworded(item=form.item, text=_required(form, "text"), goal=_line(form, "goal")),)


def _merge(form: Form, workshop: Workshop, _: datetime) -> tuple[Event, ...]:
    drop = form.text("drop")
    if drop is None or workshop.item(drop) is None:
        raise FormError("drop", "choose")
    return (on.Merged(keep=form.item, drop=drop),)


def _moved(steps: int) -> _Act:
    def move(form: Form, workshop: Workshop, _: datetime) -> tuple[Event, ...]:
        place = next((place for place, item in enumerate(workshop.items) if item.id == form.item), 0)
        return (on.Moved(item=form.item, place=max(0, place + steps)),)

    return move


def _reveal(form: Form, _: Workshop, __: datetime) -> tuple[Event, ...]:
    number = form.text("round") or ""
    if not number.isdecimal():
        raise FormError("", "stale")
    return (on.Revealed(item=form.item, round=int(number)),)


def _talk(form: Form, _: Workshop, now: datetime) -> tuple[Event, ...]:
    minutes = form.text("minutes") or ""
    if not minutes.isdecimal() or not 0 < int(minutes) <= LONGEST_TALK:
        raise FormError("minutes", "no_number")
    return (on.TalkStarted(item=form.item, until=now + timedelta(minutes=int(minutes))),)


def _settle(form: Form, workshop: Workshop, _: datetime) -> tuple[Event, ...]:
    item = _item(form, workshop)
    said = {name.removeprefix(FACT): form.text(name) for name in form.fields if name.startswith(FACT)}
    values = {name: _value(name, text) for name, text in said.items()}
    return tuple(
        on.Settled(item=item.id, fact=name, value=value)
        for name, value in values.items()
        if value != item.settled.get(name)
    )


def _decide(form: Form, _: Workshop, now: datetime) -> tuple[Event, ...]:
    outcome = form.text("outcome")
    if outcome not in [one.value for one in Outcome]:
        raise FormError("outcome", "choose")
    verdict = Verdict(
        outcome=Outcome(outcome),
        action=_line(form, "action"),
        owner=_line(form, "owner"),
        until=_until(form, Outcome(outcome), now.date()),
        dissent=_line(form, "dissent"),
    )
    return (on.Decided(item=form.item, verdict=verdict),)


ACTS: Mapping[str, _Act] = {
    "add": _add,
    "practice": _practice,
    "reword": _reword,
    "merge": _merge,
    "up": _moved(-1),
    "down": _moved(+1),
    "open": lambda form, _, __: (on.Opened(item=form.item),),
    "vote": lambda form, _, __: (on.VotingOpened(item=form.item),),
    "reveal": _reveal,
    "talk": _talk,
    "quiet": lambda form, _, __: (on.TalkStarted(item=form.item, until=None),),
    "settle": _settle,
    "decide": _decide,
    "skip": lambda form, _, __: (on.Skipped(item=form.item),),
    "park": lambda form, _, __: (on.Parked(item=form.item),),
    "reopen": lambda form, _, __: (on.Reopened(item=form.item),),
    "undo": lambda _, __, ___: (on.Undone(),),
    "close": lambda _, __, ___: (on.Closed(),),
    "resume": lambda _, __, ___: (on.Resumed(),),
}
"""What each button does, by the name that it sends."""


def _until(form: Form, outcome: Outcome, today: date) -> date | None:
    """The end that was filled in; without one a year from now, as in the chat. What goes needs no end."""
    written = form.text("until")
    if written is None:
        return None if outcome is Outcome.SCHRAPPEN else today + YEAR
    if means_never(written):
        return None
    until = read_date(written, today)
    if until is None:
        raise FormError("until", "no_date")
    if until <= today:
        raise FormError("until", "past_date")
    return until


def _item(form: Form, workshop: Workshop) -> Item:
    item = workshop.item(form.item)
    if item is None:
        raise FormError("", "stale")
    return item


def _required(form: Form, name: str) -> str:
    line = _line(form, name)
    if line is None:
        raise FormError(name, "empty")
    return line


def _line(form: Form, name: str) -> str | None:
    text = form.text(name)
    if text is not None and len(text) > LONGEST_TEXT:
        raise FormError(name, "too_long")
    return text


def _value(name: str, text: str | None) -> FactValue | None:
    """The value of a fact as it was filled in, a number with a comma or a point."""
    try:
        fact = fact_name(name)
    except ValueError:
        raise FormError("", "stale") from None
    if text is None:
        return None
    value: FactValue = text
    if isinstance(fact, Measure) and fact is not Measure.UNIT:
        value = _number(FACT + name, text)
    try:
        return check_value(fact, value)
    except ValueError:
        fault = "out_of_range" if isinstance(value, float) else "choose"
        raise FormError(FACT + name, fault) from None


def _number(field: str, text: str) -> float:
    """A number as it is written in Dutch ("1.200", "7,5"), or with a point for the fraction ("7.5")."""
    plain = text.replace(" ", "")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    if not _DECIMAL.fullmatch(plain):
        raise FormError(field, "no_number")
    return float(plain.replace(",", "."))
