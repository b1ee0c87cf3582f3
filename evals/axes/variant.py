"""One way to have the conversation of a case: what is changed, and what that may do to the advice."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain import Measure, Slot

Manner = Literal["buttons", "text"]
"""How the user answers: by pressing, or in words of his own."""

Retrieval = Literal["as_is", "shuffled", "crowded"]
"""What searching gives: what it finds, the same in another order, or with neighbours' documents added."""

Channel = Literal["direct", "jsonl", "terminal"]
"""What the words go through: nothing, or a channel as its users have it."""

UNDISTURBED = "undisturbed"
"""The name of the conversation that the others of its case are compared with."""


class Variant(BaseModel):
    """What a user of `case` knows and does; everything needed to play it again.

    `facts` is what the user holds true, by slot. `words` are the texts tried for a slot, in order; for a slot
    without any (or when all were tried in vain) the button is pressed. `article` is typed when asked for.
    `postponed` slots are first answered with "weet ik niet" and set right after the advice, in this order.
    `interruptions` are typed between the answers and after the advice. `expected` is the outcome it should
    have. `seed` is for what retrieval does. `numbers` is the burden when the words tell it in numbers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    axis: str
    name: str
    manner: Manner
    description: str = Field(min_length=1)
    municipality: str | None
    facts: Mapping[Slot, str]
    expected: str
    words: Mapping[Slot, tuple[str, ...]] = {}
    article: str | None = None
    postponed: tuple[Slot, ...] = ()
    interruptions: tuple[str, ...] = ()
    retrieval: Retrieval = "as_is"
    seed: int = 0
    numbers: Mapping[Measure, float | str] = {}
    channel: Channel = "direct"
