"""What the assistant says: values that each channel draws in its own way."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.dialogue.conversation import Conversation, Shown
from bot.domain import Advice, Outcome
from bot.domain.recorded import Recorded


class Option(BaseModel):
    """A button: `id` comes back when it is chosen."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True)


class Message(_Reply):
    """A plain sentence or a few."""

    type: Literal["message"] = "message"
    text: str
    passages: tuple[Shown, ...] = ()


class Item(BaseModel):
    """One fact as it was understood, in words; `option` changes it."""

    model_config = ConfigDict(frozen=True)

    name: str
    label: str
    value: str | int | float
    text: str
    quote: str | None = None
    option: str | None = None


class Understood(_Reply):
    """What was read from the first message and what exists already, with buttons to correct."""

    type: Literal["understood"] = "understood"
    text: str
    description: str
    items: tuple[Item, ...]
    passages: tuple[Shown, ...]
    options: tuple[Option, ...]


class Question(_Reply):
    """One question. `question` is 1, 2 or 3 (None outside the three), `proposal` the offered answer."""

    type: Literal["question"] = "question"
    slot: str
    question: int | None
    title: str
    text: str
    options: tuple[Option, ...]
    possible: tuple[Outcome, ...]
    turn: int
    passages: tuple[Shown, ...] = ()
    proposal: str | None = None


class AdviceGiven(_Reply):
    """The advice at the end, with the passages it may cite and what can be done next."""

    type: Literal["advice"] = "advice"
    advice: Advice
    shown: tuple[Shown, ...]
    description: str
    options: tuple[Option, ...]


class Choice(_Reply):
    """A sentence about a request as a whole, or about all of them, with what can be done next."""

    type: Literal["choice"] = "choice"
    text: str
    options: tuple[Option, ...]


class Part(BaseModel):
    """A heading with its lines."""

    model_config = ConfigDict(frozen=True)

    title: str
    lines: tuple[str, ...]


class Explanation(_Reply):
    """The advice in its long form, and `ready`: text to copy. Every claim ends with numbers of sources."""

    type: Literal["explanation"] = "explanation"
    title: str
    summary: tuple[str, ...]
    parts: tuple[Part, ...]
    ready: Part
    ready_sources: tuple[str, ...]
    options: tuple[Option, ...]


class File(_Reply):
    """A file that can be made from what is stored: a note about a conversation, or all that is held.

    `conversation` is the id of what it is about, of a workshop its code. `id` is its own, so that a channel
    that had to begin again knows which it gave already.
    """

    type: Literal["document"] = "document"
    id: str
    name: str
    media_type: str
    make: Literal[
        "word", "pdf", "picture", "excel", "export", "workshop_docx", "workshop_pdf", "workshop_xlsx"
    ]
    conversation: str | None = None


class Forgotten(_Reply):
    """Everything of the user was removed; also this is not kept."""

    type: Literal["forgotten"] = "forgotten"
    text: str


class Refused(_Reply):
    """Something that could not be accepted, and what to do instead."""

    type: Literal["error"] = "error"
    text: str


Reply = Message | Understood | Question | AdviceGiven | Choice | Explanation | File | Forgotten | Refused


class Search(BaseModel):
    """A wish of the dialogue.

    What exists already (`evidence`), the `answer` to a question, or who asks this too (`others`).
    """

    model_config = ConfigDict(frozen=True)

    purpose: Literal["evidence", "answer", "others"]
    text: str
    municipality: str | None
    law: str | None = None


class Step(BaseModel):
    """The outcome of one event: the new state, what to say, and possibly something to look up.

    `recorded` is a decision that was just taken down.
    """

    model_config = ConfigDict(frozen=True)

    conversation: Conversation
    replies: tuple[Reply, ...]
    search: Search | None = None
    recorded: Recorded | None = None
