"""What came of one conversation."""

from pydantic import BaseModel, ConfigDict

from evals.axes.variant import Manner


class Turn(BaseModel):
    """What the user did when `asked` was asked (None: nothing was): typed a text or pressed a button."""

    model_config = ConfigDict(frozen=True)

    asked: str | None
    typed: str | None = None
    pressed: str | None = None


class Costs(BaseModel):
    """Minutes a year for one client, and hours and euros a year for all of them; None when not given."""

    model_config = ConfigDict(frozen=True)

    minutes: float | None
    hours: float | None
    euros: float | None


class Played(BaseModel):
    """The advice at the end, what it rests on and what it took.

    `expected` is the outcome it should have, `meant` the facts as the user knows them. `facts` are the values
    the assistant holds, those it only assumed left out. `repeated` are the slots whose answer was not
    understood the first time, `by_button` those where no words helped. `shown` are the passages that came
    with the advice, `cited` those it names; `claims` counts its rule, conditions and alternatives, `grounded`
    those with a source that was shown. `turns` replays the conversation; `seconds` is how long the assistant
    took in all.

    `citations` counts the sources that the advice names for something in particular, `unsupported` are those
    that do not bear it out, as claim and passage: see `evals.playing.citing`. `costs` are the figures of the
    burden in the advice, `meant_costs` those that follow from the numbers the user told, if any. `tokens` and
    `euros` are what a language model used.
    """

    model_config = ConfigDict(frozen=True)

    case: str
    axis: str
    variant: str
    manner: Manner
    expected: str
    meant: dict[str, str]
    outcome: str
    rule: str
    provisional: bool
    facts: dict[str, str]
    repeated: tuple[str, ...]
    by_button: tuple[str, ...]
    cited: tuple[str, ...]
    shown: tuple[str, ...]
    claims: int
    grounded: int
    turns: tuple[Turn, ...]
    seconds: float
    citations: int = 0
    unsupported: tuple[str, ...] = ()
    costs: Costs | None = None
    meant_costs: Costs | None = None
    tokens: int = 0
    euros: float = 0.0
