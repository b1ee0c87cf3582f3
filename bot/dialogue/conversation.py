"""The state of one conversation about one proposed registration; everything needed to resume it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.domain import Context, Fact, FactSheet, Slot

Phase = Literal["intake", "searching", "asking", "advice"]
Asked = Slot | Context | Literal["article", "change"]
"""What was just asked: a slot, context, which article a legal claim rests on, or what to change."""


class Shown(BaseModel):
    """A passage as it was shown: enough to cite it later, whatever happens to the index."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    text: str
    kind: str
    source: str
    certainty: str
    url: str | None = None


class Evidence(BaseModel):
    """What retrieval found for the description.

    `proposals` are values for slots, each with the passage it rests on (None: nothing found).
    `articles` are statutory duties that may carry a legal claim. `nearby` are names of neighbouring
    municipalities whose requirements were looked at; empty when the municipality is not known.
    `version` is the version of the knowledge that found it; empty when nothing could be looked up.
    """

    model_config = ConfigDict(frozen=True)

    passages: tuple[Shown, ...] = ()
    proposals: dict[Slot, Fact] = {}
    articles: tuple[Shown, ...] = ()
    nearby: tuple[str, ...] = ()
    version: str = ""

    def shown(self, passage: str | None) -> Shown | None:
        """The shown passage with this id, or None."""
        return next((p for p in (*self.passages, *self.articles) if p.id == passage), None)


class Note(BaseModel):
    """Something the user typed that no answer could be read from; kept for the file."""

    model_config = ConfigDict(frozen=True)

    asked: Asked | None
    text: str


class Conversation(BaseModel):
    """One request, from the first sentence to the advice. Frozen: a step gives a new one."""

    model_config = ConfigDict(frozen=True)

    id: str
    description: str | None = None
    municipality: str | None = None
    sheet: FactSheet = FactSheet()
    evidence: Evidence = Evidence()
    phase: Phase = "intake"
    paused: bool = False
    full: bool = False
    asked: Asked | None = None
    asked_turn: int = 0
    article_asked: bool = False
    visited: tuple[int, ...] = ()
    trail: tuple[Slot, ...] = ()
    notes: tuple[Note, ...] = ()
    turn: int = 0
