"""The values that go in and out of the store."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Stored:
    """One conversation of one owner; `state` is text that the store does not look into.

    `updated` must know its time zone and comes back as UTC.
    """

    id: str
    owner: str
    title: str
    status: str
    state: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """The one message that shows an owner's conversation: as wanted, and as last shown.

    `message_id` is the message to edit; None means that a new one must be sent. `wanted` is text that the
    store does not look into. The card is up to date when both revisions are equal.
    """

    owner: str
    chat_id: int
    message_id: int | None
    wanted: str
    wanted_revision: int
    shown_revision: int


class Noted(NamedTuple):
    """A card after somebody reported that it was shown, and the message that was known until then."""

    card: Card
    known: int | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided after an advice; `by` is a role, `at` must know its time zone.

    Without `until` no end date was agreed, so there is nothing to be reminded of.
    """

    outcome: str
    by: str
    reason: str | None
    until: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was recorded for a conversation; the last one of a conversation holds."""

    conversation: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class Reminder:
    """A conversation of an owner whose decision ends on the day `due`."""

    owner: str
    conversation: str
    due: date


@dataclass(frozen=True, slots=True)
class Publication:
    """A decision in the shared register; nothing in it says who published it.

    `description` is the text that the user confirmed for publication, `municipality` a CBS code.
    """

    municipality: str
    description: str
    outcome: str
    rule: str
    until: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """A publication under its id; `withdrawn` is when it was taken out of the register, if it was."""

    id: str
    publication: Publication
    withdrawn: datetime | None


class Role(StrEnum):
    """What somebody may do; each may also do what those before it may."""

    USER = "user"
    FACILITATOR = "facilitator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with access. `id` is the same text as the owner of that person's own chat."""

    id: str
    role: Role
    since: datetime
    invited_by: str | None


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the audit trail does not hold; `number` is that of the entry."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the audit trail: kept elsewhere, it shows later that no entry was cut off."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Erased:
    """That somebody was erased on a day; `hash` is a slow one: trying out who it was takes years."""

    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gathering:
    """One workshop, under the code that people join it with; `state` is text the store does not look into.

    `owner` is its facilitator and `secret` what opens the controls. `scene` is what every member must have
    seen; `revision` goes up with every change.
    """

    code: str
    owner: str
    secret: str
    state: str
    scene: int
    revision: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's place in a workshop; without `participant` it is a facilitator's, or a group's.

    `seen` is the scene that was last put on its screen.
    """

    code: str
    owner: str
    participant: str | None
    seen: int
