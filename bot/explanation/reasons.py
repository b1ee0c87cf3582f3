"""Why, for each of the three questions: a paragraph from the facts that mattered."""

from collections.abc import Collection, Iterable

from bot.content import Content
from bot.domain import QUESTION_OF, QUESTIONS, Advice, Decision, Slot
from bot.domain.slots import ASSUMED, PROPOSED
from bot.explanation.citing import Citations
from bot.explanation.decisive import decisive, named_by_rule
from bot.explanation.lines import name_of
from bot.explanation.wording import Reasons


class Why:
    """The reasons behind one advice: which facts were decisive, and why those count."""

    def __init__(self, advice: Advice, decision: Decision, reasons: Reasons) -> None:
        self._advice = advice
        self._reasons = reasons.root
        self._decisive = decisive(advice, decision)
        self._named = named_by_rule(advice, decision) & self._decisive

    def sources(self) -> tuple[str, ...]:
        """Ids of the passages that the paragraphs cite, besides those of the facts."""
        return tuple(
            source
            for number in QUESTIONS
            for slot in self._explained(number)
            for source in self._reasons[slot].weighs.cited(self._advice.law)
        )

    def paragraph(self, number: int, content: Content, citations: Citations) -> str:
        """What decided at question `number`, where it comes from, and why it counts."""
        say = content.texts.say
        mattered = [slot for slot in QUESTIONS[number] if slot in self._decisive]
        said, found, assumed = ([slot for slot in mattered if self._kind(slot) == kind] for kind in range(3))
        sentences: list[str] = []
        if not mattered:
            sentences.append(say("reason_none"))
        if said:
            sentences += [say("reason_said"), *(self._says(slot, citations) for slot in said)]
        if found:
            sentences += [say("reason_found"), *(self._says(slot, citations) for slot in found)]
        sentences += self._assumed(assumed, content)
        for slot in self._explained(number):
            weighs = self._reasons[slot].weighs
            sentences.append(citations.cite(weighs.text, weighs.cited(self._advice.law)))
        rest = [
            name_of(slot.value, content)
            for slot in QUESTIONS[number]
            if slot not in self._decisive and self._advice.facts[slot].confirmed
        ]
        if rest:
            sentences.append(say("reason_rest", names=", ".join(rest)))
        return " ".join(sentences)

    def _explained(self, number: int) -> tuple[Slot, ...]:
        """The slots whose weight is explained: those the rule names, or else the weightiest that mattered."""
        mattered = tuple(
            slot for slot in self._reasons if slot in self._decisive and QUESTION_OF[slot] == number
        )
        return tuple(slot for slot in mattered if slot in self._named) or mattered[:1]

    def _kind(self, slot: Slot) -> int:
        fact = self._advice.facts[slot]
        return 0 if fact.confirmed else 1 if fact.passage else 2

    def _says(self, slot: Slot, citations: Citations) -> str:
        fact = self._advice.facts[slot]
        return citations.cite(
            self._reasons[slot].says[str(fact.value)], (fact.passage,) if fact.passage else ()
        )

    def _assumed(self, slots: Iterable[Slot], content: Content) -> Iterable[str]:
        say = content.texts.say

        def names(of: Collection[Slot]) -> str:
            return ", ".join(name_of(slot.value, content) for slot in of)

        nothing = [slot for slot in slots if slot in PROPOSED]
        taken = [slot for slot in slots if slot in ASSUMED]
        against = [slot for slot in slots if slot not in PROPOSED and slot not in ASSUMED]
        if nothing:
            searched = self._advice.versions.knowledge
            yield say("reason_nothing_found" if searched else "reason_not_looked_up", names=names(nothing))
        for slot in taken:
            yield say("reason_taken", says=self._reasons[slot].says[str(self._advice.facts[slot].value)])
        if against:
            yield say("reason_unknown", names=names(against))
