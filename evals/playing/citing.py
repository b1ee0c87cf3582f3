"""Whether a passage that is cited bears out what it is cited for, as far as a program can check that.

A value of a slot is borne out by what the passage itself says it implies: that value; for neighbours, that
it is a requirement of one; for the law, that it is a duty. A sentence (the reason, a condition, an
alternative) is borne out when a search with its words finds the passage among the first `FOUND` of its kind.
Either way the passage has to be about the law of the request, or about every law.

Limits: to be found by the words of a sentence shows that a passage is about the same, not that it says so;
a passage in quite other words is missed, and then counts against the advice. With few passages of a kind
the first ones include some by chance: when this was written, 32 of the 49 sources that the decision table
names were found so, and 5% of the passages of the same kinds that it does not name. People have to read what
is listed as unsupported.
"""

from collections.abc import Iterator
from typing import NamedTuple

from bot.domain import UNKNOWN, Advice, Context, Fact, Slot, fact_name
from knowledge.passages import Kind, Passage
from knowledge.search import Searcher

FOUND = 5
EVERY_LAW = "alle"


class Citation(NamedTuple):
    """That `passage` is cited for `claim`: the id of a rule, condition or alternative, or a slot."""

    claim: str
    passage: str
    supported: bool


def citations(advice: Advice, searcher: Searcher) -> Iterator[Citation]:
    """Every source that the advice cites for something in particular.

    What was found and shown without being cited for anything is left out, and so is an article that the user
    typed, which is no passage.
    """
    sentences = [(advice.rule, advice.motivation, advice.rule_sources)]
    sentences += [(one.id, one.text, one.sources) for one in (*advice.conditions, *advice.alternatives)]
    law = advice.facts.get(Context.LAW)
    for claim, text, sources in sentences:
        for identifier in sources:
            passage = searcher.get(identifier)
            supported = passage is not None and _fits(passage, law) and is_found(text, passage, searcher)
            yield Citation(claim, identifier, supported)
    for name, fact in advice.facts.items():
        passage = searcher.get(fact.passage) if fact.passage else None
        slot = fact_name(name)
        if passage is not None and isinstance(slot, Slot):
            yield Citation(name, passage.id, _fits(passage, law) and _implies(passage, slot, fact))


def is_found(text: str, passage: Passage, searcher: Searcher) -> bool:
    """Whether a search with `text` finds `passage` among the first of its kind."""
    found = searcher.search(text, kinds=(passage.kind,), limit=FOUND)
    return passage.id in [hit.passage.id for hit in found.hits]


def _fits(passage: Passage, law: Fact | None) -> bool:
    if law is None or law.value in ("meerdere", UNKNOWN):
        return True
    return bool({EVERY_LAW, law.value} & set(passage.laws))


def _implies(passage: Passage, slot: Slot, fact: Fact) -> bool:
    if slot is Slot.LEGAL_BASIS:
        return passage.kind is Kind.PLICHT or slot in passage.implies
    if slot is Slot.NEIGHBOURS and passage.kind is Kind.EIS:
        return fact.value in ("same", "similar")
    return passage.implies.get(slot) == fact.value
