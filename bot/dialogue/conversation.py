"""The state of one conversation about one proposed registration; everything needed to resume it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.domain import Context, Fact, FactSheet, Outcome, Slot
from bot.domain.recorded import Recorded

Phase = Literal["intake", "searching", "asking", "advice", "recording"]
Status = Phase | Literal["decided"]
Deciding = Literal["decided_outcome", "decided_by", "decided_reason", "decided_until"]
Asked = Slot | Context | Literal["article", "change"] | Deciding
"""What was just asked: a slot, context, which article a legal claim rests on, what to change, or a part of
the decision that people took."""


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

    @property
    def looked_up(self) -> bool:
        """Whether the sources could be searched; if not, having found nothing means nothing."""
        return bool(self.version)

    def shown(self, passage: str | None) -> Shown | None:
        """The shown passage with this id, or None."""
        return next((p for p in (*self.passages, *self.articles) if p.id == passage), None)


class Note(BaseModel):
    """Something the user typed that no answer could be read from; kept for the file."""

    model_config = ConfigDict(frozen=True)

    asked: Asked | None
    text: str


class Draft(BaseModel):
    """What is known so far of a decision that is being recorded, on the day `on`, after what was `advised`.

    `only_until`: the decision stays, it only gets a new end.
    """

    model_config = ConfigDict(frozen=True)

    advised: Outcome
    on: date
    outcome: Outcome | None = None
    by: str | None = None
    reason: str | None = None
    only_until: bool = False


class Conversation(BaseModel):
    """One request, from the first sentence to the decision. Frozen: a step gives a new one.

    `guess` is what the last message seemed to answer, offered with the question and never used unasked.
    `missed` counts the answers to the current question that could not be read.
    `recorded` is the decision as it holds now; the store keeps the earlier ones.
    """

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
    guess: Fact | None = None
    missed: int = 0
    article_asked: bool = False
    visited: tuple[int, ...] = ()
    trail: tuple[Slot, ...] = ()
    notes: tuple[Note, ...] = ()
    draft: Draft | None = None
    recorded: Recorded | None = None
    turn: int = 0

    @property
    def status(self) -> Status:
        """How far the request is."""
        return "decided" if self.phase == "advice" and self.recorded else self.phase
