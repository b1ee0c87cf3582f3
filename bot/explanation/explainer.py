"""The long form: why per question, all facts and sources, and text to copy."""

from collections.abc import Callable
from typing import NamedTuple

from bot.content import Content
from bot.dialogue import AdviceGiven, Shown
from bot.domain import QUESTIONS, Decision
from bot.explanation.card import Card, Section, card, claims, why
from bot.explanation.citing import Citations, cited_first
from bot.explanation.facts import FactLine, fact_lines
from bot.explanation.lines import burden_lines, change_lines
from bot.explanation.ready_text import Filled, Occasion, ReadyText
from bot.explanation.reasons import Why
from bot.explanation.wording import Wording

BURDEN_METHOD = "methode-pxq"
"""The passage that says how the burden is computed."""


class Explained(NamedTuple):
    """Everything that can be said of an advice; a claim ends with the numbers of its sources.

    `questions` has a paragraph for each of the three; `listed` are the sources as lines, `sources` the
    passages themselves.
    """

    why: Section
    questions: tuple[Section, ...]
    conditions: Section
    alternatives: Section
    next_step: Section
    burden: Section
    changes: Section
    facts: tuple[FactLine, ...]
    text: ReadyText
    listed: Section
    sources: tuple[tuple[int, Shown], ...]


class Explainer:
    """Explains advices in full. `passage` looks up what is cited but was not shown; it may find nothing."""

    def __init__(
        self, content: Content, decision: Decision, wording: Wording, passage: Callable[[str], Shown | None]
    ) -> None:
        self._content = content
        self._decision = decision
        self._wording = wording
        self._passage = passage

    def explain(self, given: AdviceGiven, occasion: Occasion) -> Explained:
        """All of it. The same advice on the same occasion gives the same words."""
        advice, content, say = given.advice, self._content, self._content.texts.say
        reasons = Why(advice, self._decision, self._wording.reasons)
        at_hand = {shown.id: shown for shown in given.shown}
        filled = Filled(given, occasion, self._wording.templates, at_hand, content)
        method = () if advice.burden.minutes_each_year is None else (BURDEN_METHOD,)
        wanted = (*cited_first(advice), *advice.sources, *reasons.sources(), *method, *filled.sources())
        for source in wanted:
            if source not in at_hand and (found := self._passage(source)):
                at_hand[source] = found
        citations = Citations(wanted, at_hand)
        conditions, alternatives = claims(given, content, citations)
        computed = tuple(citations.cite(say("burden_method"), method) for _ in method)
        return Explained(
            why=why(given, content, citations),
            questions=tuple(
                Section(content.questions.titles[number], (reasons.paragraph(number, content, citations),))
                for number in QUESTIONS
            ),
            conditions=conditions,
            alternatives=alternatives,
            next_step=Section(say("section_next"), (advice.next_step,)),
            burden=Section(say("section_burden"), (*burden_lines(advice.burden, content), *computed)),
            changes=Section(say("section_change"), change_lines(advice, content)),
            facts=fact_lines(advice, content, citations),
            text=filled.text(citations),
            listed=Section(say("section_sources"), citations.listed(content.texts)),
            sources=citations.numbered,
        )

    def long_card(self, given: AdviceGiven, occasion: Occasion) -> Card:
        """The long form as a card, which may need more than one message."""
        return self.card_of(given, self.explain(given, occasion))

    def card_of(self, given: AdviceGiven, full: Explained) -> Card:
        """The long form as a card, of an explanation that is there already."""
        say = self._content.texts.say
        facts = tuple(
            say("fact_line", name=fact.name, value=fact.value, origin=fact.origin) for fact in full.facts
        )
        return card(
            given,
            self._content,
            full.why,
            *full.questions,
            full.conditions,
            full.alternatives,
            full.next_step,
            full.burden,
            full.changes,
            Section(say("section_facts"), facts),
            full.listed,
        )
