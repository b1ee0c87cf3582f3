"""The facts an advice rests on, each with where it comes from."""

from typing import NamedTuple

from bot.content import Content
from bot.domain import Advice, Measure, fact_name
from bot.domain.slots import PROPOSED
from bot.explanation.citing import Citations
from bot.explanation.lines import name_of, value_of

LONGEST_QUOTE = 60


class FactLine(NamedTuple):
    """One fact in words, and where it comes from."""

    name: str
    value: str
    origin: str


def fact_lines(advice: Advice, content: Content, citations: Citations) -> tuple[FactLine, ...]:
    """Every fact with its origin, in the order of the questions."""
    return tuple(
        FactLine(_capital(name_of(name, content)), value_of(name, fact.value, content), origin)
        for name, fact in advice.facts.items()
        if (origin := _origin(name, advice, content, citations))
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _origin(name: str, advice: Advice, content: Content, citations: Citations) -> str:
    say, fact = content.texts.say, advice.facts[name]
    source = (fact.passage,) if fact.passage else ()
    if not fact.confirmed:
        if fact.passage:
            return citations.cite(say("origin_proposed"), source)
        if name not in PROPOSED:
            return say("origin_assumed")
        return say("origin_nothing_found" if advice.versions.knowledge else "origin_not_looked_up")
    if fact.quote:
        quote = fact.quote if len(fact.quote) <= LONGEST_QUOTE else f"{fact.quote[:LONGEST_QUOTE]}…"
        return citations.cite(say("origin_quote", quote=quote), source)
    if fact.origin == "computed" and not isinstance(fact_name(name), Measure):
        return say("origin_numbers")
    return citations.cite(say("origin_answer"), source)
