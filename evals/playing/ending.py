"""How a conversation ended, whatever it went through, and what of that is kept."""

from typing import NamedTuple

from bot.dialogue import AdviceGiven
from bot.domain import Advice, FactSheet
from evals.axes.variant import Variant
from evals.playing.citing import Citation
from evals.playing.costs import meant_costs, named_costs
from evals.playing.person import Person
from evals.playing.played import Played, Turn


class Ending(NamedTuple):
    """`outcome` and `provisional` are the advice as the user saw it, `given` is the advice itself."""

    outcome: str
    provisional: bool
    given: AdviceGiven
    sheet: FactSheet
    person: Person
    turns: tuple[Turn, ...]
    seconds: float


def kept(
    variant: Variant, ending: Ending, citations: tuple[Citation, ...], tokens: int, euros: float
) -> Played:
    """What is kept of the conversation of `variant`."""
    given, advice = ending.given, ending.given.advice
    shown = {one.id for one in given.shown}
    claims = _claims(advice)
    return Played(
        case=variant.case,
        axis=variant.axis,
        variant=variant.name,
        manner=variant.manner,
        expected=variant.expected,
        meant={slot.value: value for slot, value in variant.facts.items()},
        outcome=ending.outcome,
        rule=advice.rule,
        provisional=ending.provisional,
        facts={name: str(fact.value) for name, fact in ending.sheet.facts.items()},
        repeated=ending.person.repeated,
        by_button=ending.person.by_button,
        cited=advice.sources,
        shown=tuple(one.id for one in given.shown),
        claims=len(claims),
        grounded=sum(bool(shown & set(sources)) for sources in claims),
        turns=ending.turns,
        seconds=ending.seconds,
        citations=len(citations),
        unsupported=tuple(f"{one.claim} {one.passage}" for one in citations if not one.supported),
        costs=named_costs(advice.burden),
        meant_costs=meant_costs(variant, ending.turns),
        tokens=tokens,
        euros=euros,
    )


def _claims(advice: Advice) -> list[tuple[str, ...]]:
    """The sources of everything the advice claims."""
    return [advice.rule_sources, *(claim.sources for claim in (*advice.conditions, *advice.alternatives))]
