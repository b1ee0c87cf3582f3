"""A small run with everything a report shows: a case that goes well, and one that flips when it is typed."""

from datetime import date

from bot.domain import Outcome
from evals.axes.generating import AXES
from evals.axes.variant import UNDISTURBED, Manner
from evals.consistency.run import Run
from evals.playing.played import Played, Turn

DESCRIPTION = "Wij vragen <b>uren</b> & minuten van begeleiders"
FLIPS = "die-omslaat"

START = Turn(asked=None, typed=DESCRIPTION)
PRESSED = Turn(asked="purpose", pressed="quality")
TYPED = Turn(asked="purpose", typed="Dat weten we eigenlijk niet")
AGREED = Turn(asked="decision", typed="ja")
CHANGED = Turn(asked="decision", pressed="change:purpose")
ARTICLE = Turn(asked="article", pressed="unknown")
PUSHED = Turn(asked=None, typed="Toe nou")


def conversation(case: str, axis: str, manner: Manner, *, flips: bool = False, name: str = "een-1") -> Played:
    """One that ends in behouden as it should, or flips to schrappen because an answer was misread."""
    outcome = Outcome.SCHRAPPEN if flips else Outcome.BEHOUDEN
    return Played(
        case=case,
        axis=axis,
        variant=UNDISTURBED if axis == UNDISTURBED else name,
        manner=manner,
        expected=Outcome.BEHOUDEN.value,
        meant={"purpose": "quality", "decision": "named"},
        outcome=outcome.value,
        rule="R03" if flips else "R16",
        provisional=False,
        facts={"purpose": "none" if flips else "quality", "decision": "named"},
        repeated=(),
        by_button=(),
        cited=("gids",),
        shown=("gids",),
        claims=2,
        grounded=2,
        turns=(START, TYPED if flips else PRESSED, AGREED, CHANGED, ARTICLE, PUSHED),
        seconds=0.1,
    )


def _played() -> tuple[Played, ...]:
    found = []
    for case in ("die-blijft", FLIPS):
        for manner in ("buttons", "text"):
            found.append(conversation(case, UNDISTURBED, manner))
            for axis in AXES:
                wrong = case == FLIPS and manner == "text" and axis == "rewording"
                found.append(conversation(case, axis, manner, flips=wrong))
    return tuple(one for one in found if (one.axis, one.manner) != ("manner", "buttons"))


RUN = Run(
    engine="embedded",
    split="dev",
    assistant="0123456789abcdef",
    table="7",
    knowledge="kennis-9",
    day=date(2026, 11, 22),
    played=_played(),
)
