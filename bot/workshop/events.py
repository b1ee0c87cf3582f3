"""What can happen in a workshop. Who may do it is for the edge to check: participants or the facilitator."""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator

from bot.dialogue import AdviceGiven, Conversation
from bot.domain import check_value, fact_name
from bot.domain.facts import FactValue
from bot.workshop.workshop import Line, Participant, Question, Role, Score, Verdict


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# --- by a participant, about itself ---


class Joined(_Event):
    """Somebody comes in, or comes back."""

    participant: Participant


class Left(_Event):
    """Somebody goes; what was voted stays counted."""

    participant: str


class RoleChosen(_Event):
    """Somebody says in which role. A ballot has the role of its last answer; earlier ones keep theirs."""

    participant: str
    role: Role


class Named(_Event):
    """Somebody chooses to be named in the report, or not any more (None)."""

    participant: str
    name: Line | None


class Voted(_Event):
    """Somebody answers one question about the registration on the table, or changes the answer.

    `round` is the number of the round (from 1) that was on the screen: an older one does not count.
    """

    participant: str
    item: str
    round: int
    question: Question
    score: Score


class Reasoned(_Event):
    """Somebody says why; a second time replaces the first, None takes it back."""

    participant: str
    item: str
    round: int
    reason: Line | None


class Dissented(_Event):
    """Somebody sees the verdict differently, or not any more."""

    participant: str
    item: str
    dissents: bool
    reason: Line | None = None


# --- by anyone ---


class Proposed(_Event):
    """A registration for the list, with what it is to achieve if that is known."""

    text: Line
    goal: Line | None = None
    practice: bool = False


# --- by the facilitator ---


class Merged(_Event):
    """`drop` is the same as `keep`, whose goal goes before; neither was voted on yet."""

    keep: str
    drop: str


class Reworded(_Event):
    """Another text or goal, before it is on the table."""

    item: str
    text: Line
    goal: Line | None = None


class Moved(_Event):
    """To this place on the list (from 0)."""

    item: str
    place: int


class Opened(_Event):
    """On the table, with its evidence; what was on the table goes back to how it was.

    One that is decided can be looked back at so: it stays decided until there are newer votes.
    """

    item: str


class VotingOpened(_Event):
    """Everybody answers alone: the first round, or the next one after talking."""

    item: str


class Revealed(_Event):
    """The votes of this round become visible; cannot be undone."""

    item: str
    round: int


class TalkStarted(_Event):
    """Time to talk, until a moment; None stops the clock."""

    item: str
    until: AwareDatetime | None


class Settled(_Event):
    """The room agrees on a fact beside the votes, a slot or a number; None leaves it open again."""

    item: str
    fact: str
    value: FactValue | None

    @model_validator(mode="after")
    def _in_the_vocabulary(self) -> Self:
        name = fact_name(self.fact)
        if self.value is not None:
            check_value(name, self.value)
        return self


class Decided(_Event):
    """The room's verdict; again changes it."""

    item: str
    verdict: Verdict


class Skipped(_Event):
    """Not discussed; votes so far are kept."""

    item: str


class Parked(_Event):
    """For later; votes so far are kept."""

    item: str


class Reopened(_Event):
    """Skipped, parked or decided after all not: back on the list, with its votes but without its verdict."""

    item: str


class Undone(_Event):
    """The last change of the list or verdict was a mistake. Votes are never undone."""


class Closed(_Event):
    """The workshop is over."""


class Resumed(_Event):
    """The workshop goes on after all."""


# --- by the edge ---


class Prepared(_Event):
    """What the assistant knows of a registration."""

    item: str
    request: Conversation


class Advised(_Event):
    """The assistant's advice on the room's facts."""

    item: str
    advice: AdviceGiven


class Forgotten(_Event):
    """A participant is erased: what could lead to the person goes, the votes stay counted."""

    participant: str


Event = (
    Joined
    | Left
    | RoleChosen
    | Named
    | Voted
    | Reasoned
    | Dissented
    | Proposed
    | Merged
    | Reworded
    | Moved
    | Opened
    | VotingOpened
    | Revealed
    | TalkStarted
    | Settled
    | Decided
    | Skipped
    | Parked
    | Reopened
    | Undone
    | Closed
    | Resumed
    | Prepared
    | Advised
    | Forgotten
)

RefusalName = Literal[
    "closed",
    "unknown_item",
    "unknown_participant",
    "no_role",
    "not_voting",
    "old_round",
    "still_voting",
    "not_on_table",
    "not_decided",
    "too_late_to_change",
    "nobody_voted",
    "nothing_to_undo",
    "list_full",
    "room_full",
    "already_listed",
]
"""Why an event changes nothing; each has a sentence in the texts."""
