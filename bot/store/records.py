"""The values that go in and out of the store."""

from dataclasses import dataclass
from datetime import datetime


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
