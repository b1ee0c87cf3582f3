"""The advice card: sections of short lines, drawn by each channel in its own way."""

from typing import NamedTuple

from bot.content import Content
from bot.dialogue import AdviceGiven
from bot.domain import Outcome
from bot.explanation.citing import Citations, cited_first
from bot.explanation.lines import (
    assumed_lines,
    burden_lines,
    change_lines,
    legal_lines,
    outcome_of,
    provisional_lines,
)

MOST_CHANGES = 3
"""How many ways to another advice fit on the card; the long form has all of them."""


class Section(NamedTuple):
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


class Card(NamedTuple):
    """An advice in words; `summary` are the sentences right under the heading."""

    heading: str
    outcome: Outcome
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def explain(given: AdviceGiven, content: Content) -> Card:
    """The short form, for one message. Every claim ends with the number of its source in the last section."""
    advice, say = given.advice, content.texts.say
    cited = cited_first(advice)
    citations = Citations(cited, {passage.id: passage for passage in given.shown})
    return card(
        given,
        content,
        why(given, content, citations),
        *claims(given, content, citations),
        Section(say("section_next"), (advice.next_step,)),
        Section(say("section_burden"), burden_lines(advice.burden, content)),
        Section(say("section_change"), change_lines(advice, content)[:MOST_CHANGES]),
        Section(say("section_sources"), citations.listed(content.texts)),
    )


def card(given: AdviceGiven, content: Content, *sections: Section) -> Card:
    """A card with those of `sections` that have something to say."""
    advice = given.advice
    outcome = outcome_of(advice.recommendation, content).upper()
    heading = "advice_provisional" if advice.provisional else "advice_title"
    return Card(
        heading=content.texts.say(heading, outcome=outcome),
        outcome=advice.recommendation,
        summary=(*provisional_lines(advice, content), content.texts.say("people_decide")),
        sections=tuple(section for section in sections if section.lines),
    )


def why(given: AdviceGiven, content: Content, citations: Citations) -> Section:
    """The reason with its sources, and what about it is not certain."""
    advice = given.advice
    reason = citations.cite(advice.motivation, advice.rule_sources)
    lines = (reason, *assumed_lines(advice, content), *legal_lines(advice, content))
    return Section(content.texts.say("section_why"), lines)


def claims(given: AdviceGiven, content: Content, citations: Citations) -> tuple[Section, Section]:
    """The conditions and the alternatives, each line with its sources."""
    conditions, alternatives = (
        tuple(citations.cite(claim.text, claim.sources) for claim in part)
        for part in (given.advice.conditions, given.advice.alternatives)
    )
    return (
        Section(content.texts.say("section_conditions"), conditions),
        Section(content.texts.say("section_alternatives"), alternatives),
    )
