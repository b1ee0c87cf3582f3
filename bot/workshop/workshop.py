"""The state of one workshop; everything needed to go on after a restart."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bot.dialogue import AdviceGiven, Conversation
from bot.domain import Outcome
from bot.domain.facts import FactValue

LONGEST_TEXT = 1000
"""Characters of a registration, a goal, a reason; a beamer and a report have no room for more."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
Score = Annotated[int, Field(ge=1, le=4)]
"""A place on the scale of a question; the higher, the more it pleads for the registration."""


class Role(StrEnum):
    """In which role somebody is at the table; none outweighs another."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    PROFESSIONAL = "professional"
    INWONER = "inwoner"
    RAAD = "raad"


class Question(StrEnum):
    """The three questions."""

    DOEL = "doel"
    HARMONISATIE = "harmonisatie"
    RUIMTE = "ruimte"


class State(StrEnum):
    """How far one registration is. `waiting` is on the list; the three after it are on the table."""

    WAITING = "waiting"
    EVIDENCE = "evidence"
    VOTING = "voting"
    REVEALED = "revealed"
    DECIDED = "decided"
    SKIPPED = "skipped"
    PARKED = "parked"


ON_TABLE = (State.EVIDENCE, State.VOTING, State.REVEALED)

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Participant(BaseModel):
    """Somebody at the table, by an id that says nothing about who it is.

    Without a role somebody cannot vote yet. `name` is there only when somebody chose to be named.
    """

    model_config = _FROZEN

    id: str
    role: Role | None = None
    name: str | None = None
    away: bool = False
    simulated: bool = False


class Ballot(BaseModel):
    """What one participant answers in one round; a question left open has no score."""

    model_config = _FROZEN

    scores: Mapping[Question, Score] = {}
    reason: Line | None = None

    @property
    def complete(self) -> bool:
        """Whether all three questions are answered."""
        return len(self.scores) == len(Question)


class Round(BaseModel):
    """One time that everybody votes; `roles` is in which role each ballot was cast.

    Nothing of it may be seen before it is `revealed`, and nothing of it changes afterwards.
    """

    model_config = _FROZEN

    ballots: Mapping[str, Ballot] = {}
    roles: Mapping[str, Role] = {}
    revealed: bool = False

    @property
    def has_votes(self) -> bool:
        """Whether anybody answered a question."""
        return any(ballot.scores for ballot in self.ballots.values())


class Verdict(BaseModel):
    """What the room decides, who does what, and until when it holds."""

    model_config = _FROZEN

    outcome: Outcome
    action: Line | None = None
    owner: Line | None = None
    until: date | None = None
    dissent: Line | None = None


class Item(BaseModel):
    """One registration on the list.

    `also` are registrations that turned out to be the same. `request` is what the assistant knows of it and
    `advice` its advice on the room's facts, once there are some. `settled` are facts that the room agreed on
    beside the votes, by name. `verdict` holds until newer votes are seen or it is put away, and is not shown
    while it is on the table again; `dissenters` see it differently, each with a reason if they gave one.
    """

    model_config = _FROZEN

    id: str
    text: Line
    goal: Line | None = None
    also: tuple[Line, ...] = ()
    practice: bool = False
    state: State = State.WAITING
    request: Conversation | None = None
    rounds: tuple[Round, ...] = ()
    talk_until: AwareDatetime | None = None
    settled: Mapping[str, FactValue] = {}
    advice: AdviceGiven | None = None
    verdict: Verdict | None = None
    dissenters: Mapping[str, Line | None] = {}

    @property
    def on_table(self) -> bool:
        """Whether it is the one that the room is busy with."""
        return self.state in ON_TABLE

    @property
    def last_revealed(self) -> Round | None:
        """The votes that count: those of the last round that everybody saw."""
        return next((one for one in reversed(self.rounds) if one.revealed), None)


class Before(BaseModel):
    """How the list was before the last thing that can be undone, which `what` names.

    `order` has the ids of all registrations; `changed` those that were different or have gone.
    """

    model_config = _FROZEN

    what: str
    order: tuple[str, ...]
    changed: tuple[Item, ...]


class Workshop(BaseModel):
    """One workshop. Frozen: an event gives a new one.

    `scene` goes up with everything that all participants must see: who was shown an earlier one is behind.
    `latest` is the registration that was decided last, until the next is on the table. A rehearsal has
    simulated participants and says so everywhere.
    """

    model_config = _FROZEN

    id: str
    title: Line
    municipality: str | None = None
    phase: Literal["open", "closed"] = "open"
    rehearsal: bool = False
    participants: tuple[Participant, ...] = ()
    items: tuple[Item, ...] = ()
    latest: str | None = None
    before: Before | None = None
    scene: int = 1
    numbered: int = 0

    @property
    def current(self) -> Item | None:
        """The registration on the table: at most one."""
        return next((item for item in self.items if item.on_table), None)

    @property
    def voters(self) -> tuple[Participant, ...]:
        """Who is here and has a role."""
        return tuple(one for one in self.participants if one.role is not None and not one.away)

    def participant(self, identifier: str) -> Participant | None:
        """The participant with this id."""
        return next((one for one in self.participants if one.id == identifier), None)

    def item(self, identifier: str) -> Item | None:
        """The registration with this id."""
        return next((one for one in self.items if one.id == identifier), None)

    def real_items(self) -> Iterator[Item]:
        """The registrations without those to practise with."""
        return (item for item in self.items if not item.practice)

    def with_item(self, item: Item) -> Self:
        """This workshop with a newer version of one registration."""
        return self.model_copy(
            update={"items": tuple(item if old.id == item.id else old for old in self.items)}
        )
