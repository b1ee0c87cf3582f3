"""What a model gets to write an explanation from: our own words, none of a user or a document."""

from typing import NamedTuple

from bot.content import Content
from bot.dialogue.replies import AdviceGiven
from bot.domain import UNKNOWN, Advice, Fact, Measure, Outcome, fact_name
from bot.explanation import explain


class Material(NamedTuple):
    """An advice in lines; those of `reason` end with the numbers of their sources as on the card."""

    outcome: Outcome
    reason: tuple[str, ...]
    facts: tuple[str, ...]
    burden: tuple[str, ...]


def material_of(given: AdviceGiven, content: Content) -> Material:
    """The reason, the settled facts and the burden of an advice. Quotes and passages stay out of it."""
    lines = {section.title: section.lines for section in explain(given, content).sections}
    say = content.texts.say
    return Material(
        outcome=given.advice.recommendation,
        reason=lines[say("section_why")][:1],  # a warning behind it stays as it is
        facts=_facts(given.advice, content),
        burden=lines.get(say("section_burden"), ()),
    )


def _facts(advice: Advice, content: Content) -> tuple[str, ...]:
    slots = content.questions.slots
    return tuple(
        f"{slots[kind].name}: {slots[kind].options[str(fact.value)].means}"
        for name, fact in advice.facts.items()
        if not isinstance(kind := fact_name(name), Measure) and _is_settled(fact)
    )


def _is_settled(fact: Fact) -> bool:
    return fact.confirmed and fact.value != UNKNOWN
