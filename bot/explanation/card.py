"""The advice card: sections of short lines, drawn by each channel in its own way."""

from typing import NamedTuple

from bot.content import Content
from bot.dialogue.replies import AdviceGiven
from bot.domain import Advice, Burden, Change, Claim, Fact, Measure, Outcome, Slot, fact_name
from bot.explanation.numbers import dutch

LONGEST_QUOTE = 60


class Section(NamedTuple):
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


class Card(NamedTuple):
    """The advice in words; `summary` are the sentences right under the heading."""

    heading: str
    outcome: Outcome
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def explain(given: AdviceGiven, content: Content) -> Card:
    """The card for an advice. Every claim ends with the number of its source in the last section."""
    return _Writer(given, content).card()


class _Writer:
    def __init__(self, given: AdviceGiven, content: Content) -> None:
        self._advice: Advice = given.advice
        self._questions = content.questions
        self._texts = content.texts
        self._shown = {passage.id: passage for passage in given.shown}
        known = [source for source in self._advice.sources if source in self._shown]
        self._number = {source: number for number, source in enumerate(known, start=1)}

    def card(self) -> Card:
        advice, say = self._advice, self._texts.say
        heading = "advice_provisional" if advice.provisional else "advice_title"
        sections = (
            Section(say("section_why"), (self._cite(advice.motivation, advice.rule_sources), *self._legal())),
            Section(say("section_conditions"), self._claims(advice.conditions)),
            Section(say("section_alternatives"), self._claims(advice.alternatives)),
            Section(say("section_next"), (advice.next_step,)),
            Section(say("section_burden"), self._burden(advice.burden)),
            Section(say("section_change"), self._changes()),
            Section(say("section_facts"), self._facts()),
            Section(say("section_sources"), self._sources()),
        )
        return Card(
            heading=say(heading, outcome=self._outcome(advice.recommendation).upper()),
            outcome=advice.recommendation,
            summary=(*self._provisional(), say("people_decide")),
            sections=tuple(section for section in sections if section.lines),
        )

    def _cite(self, text: str, sources: tuple[str, ...]) -> str:
        marks = "".join(f"[{self._number[source]}]" for source in sources if source in self._number)
        return f"{text} {marks}".rstrip()

    def _claims(self, claims: tuple[Claim, ...]) -> tuple[str, ...]:
        return tuple(self._cite(claim.text, claim.sources) for claim in claims)

    def _provisional(self) -> tuple[str, ...]:
        if not self._advice.provisional:
            return ()
        names = ", ".join(self._name(slot.value) for slot in self._advice.unknown)
        return (
            self._texts.say("provisional_because", names=names),
            self._texts.say("provisional_counts"),
        )

    def _legal(self) -> tuple[str, ...]:
        if Slot.LEGAL_BASIS in self._advice.unconfirmed:
            return (self._texts.say("legal_unconfirmed"),)
        return ()

    def _burden(self, burden: Burden) -> tuple[str, ...]:
        say = self._texts.say
        if burden.minutes is None or burden.per_year is None or burden.minutes_each_year is None:
            return (say("burden_unknown"),)
        each = say(
            "burden_each",
            minutes=dutch(burden.minutes),
            times=dutch(burden.per_year),
            each=dutch(burden.minutes_each_year),
            unit=say(f"unit_{burden.unit or 'unknown'}"),
        )
        if burden.total is None or burden.count is None:
            return (each,)
        total = burden.total
        units = self._questions.units[burden.unit] if burden.unit else say("unit_unknown")
        return (
            each,
            say(
                "burden_hours",
                count=dutch(burden.count),
                units=units,
                hours=dutch(total.hours),
                fte=dutch(total.fte, 2),
            ),
            say("burden_cost", cost=dutch(total.cost, 0), rate=dutch(burden.hourly_rate, 2)),
            say("burden_everywhere", municipalities=burden.municipalities, hours=dutch(total.everywhere, 0)),
        )

    def _changes(self) -> tuple[str, ...]:
        """What would turn the advice; open answers when there are any, else other answers."""
        changes = [change for change in self._advice.would_change if change.open]
        return tuple(self._change(change) for change in changes or self._advice.would_change)

    def _change(self, change: Change) -> str:
        say = self._texts.say
        facts = say("change_and").join(
            say("change_to", name=self._name(slot.value), value=self._option(slot, value))
            for slot, value in change.facts.items()
        )
        return say("change_line", facts=facts, outcome=self._outcome(change.recommendation))

    def _facts(self) -> tuple[str, ...]:
        return tuple(
            self._fact(name, fact)
            for name, fact in self._advice.facts.items()
            if not isinstance(fact_name(name), Measure) and (fact.confirmed or fact.passage)
        )

    def _fact(self, name: str, fact: Fact) -> str:
        kind = fact_name(name)
        value = (
            str(fact.value)
            if isinstance(kind, Measure)
            else self._questions.slots[kind].options[str(fact.value)].means
        )
        source = (fact.passage,) if fact.passage else ()
        if not fact.confirmed:
            text = "fact_proposed" if fact.passage else "fact_assumed"
            return self._cite(self._texts.say(text, name=self._name(name), value=value), source)
        if fact.quote:
            quote = fact.quote if len(fact.quote) <= LONGEST_QUOTE else f"{fact.quote[:LONGEST_QUOTE]}…"
            return self._texts.say("fact_quote", name=self._name(name), value=value, quote=quote)
        return self._cite(self._texts.say("fact_line", name=self._name(name), value=value), source)

    def _sources(self) -> tuple[str, ...]:
        return tuple(
            self._texts.say(
                "source_line",
                number=number,
                title=self._shown[source].title,
                source=self._shown[source].source,
            )
            for source, number in self._number.items()
        )

    def _name(self, name: str) -> str:
        kind = fact_name(name)
        return name if isinstance(kind, Measure) else self._questions.slots[kind].name

    def _option(self, slot: Slot, value: str) -> str:
        return self._questions.slots[slot].options[value].means

    def _outcome(self, outcome: Outcome) -> str:
        return self._texts.say(f"outcome_{outcome.value}")
