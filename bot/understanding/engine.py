"""The embedded engine: rules first, then classifiers for what people put in words of their own.

What the rules read word for word (a number, a yes, a figure with its unit) needs no second opinion. For
the rest the classifier of what was asked weighs the message with the rules' reading as one of the signs;
when it is not sure it gives its best guess, which is asked and never used.
"""

import re
from collections.abc import Callable, Sequence

from bot.domain.reading import ReadFact, Reading, Topic, Understanding
from bot.domain.slots import UNKNOWN, Measure, Slot
from bot.understanding.classifier import OTHER, Classifiers, Likely
from bot.understanding.features import Vector
from bot.understanding.folding import fold
from bot.understanding.rules import PLAIN
from bot.understanding.screening import disputes, speaks_to_the_machine

Embed = Callable[[str], Sequence[float]]

DESCRIBED = (Slot.STATUS, Slot.DATA_KIND)
"""What a first description says without being asked."""

IN_SO_MANY_WORDS = {(Slot.STATUS, "existing")}
"""What a description says only if the rules read it and the classifier does too.

A plan is told as if it were there already ("zij vullen elke week iets in"), and the question whether it is
new costs less than advice on something else.
"""

MORE_LIKELY_THAN_NOT = 0.5
"""Below this an answer that seems to say nothing may still say something: the best guess is asked."""

MOST_SENTENCES = 8
"""Up to so many sentences are also read one by one."""

A_FEW_WORDS = 4
"""An answer of so many words at most that is a phrase of the rules and nothing else is what it says.

On the development half all 228 such answers are right; to the classifier one word ("gevoelig") says little.
"""

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
_WORD = re.compile(r"\w+")


class EmbeddedUnderstanding:
    """Reads facts from Dutch text; see `Understanding`. Needs nothing but this machine."""

    def __init__(self, rules: Understanding, classifiers: Callable[[], Classifiers], embed: Embed) -> None:
        """`classifiers` and `embed` are called when a message first needs them: they take time to load."""
        self._rules = rules
        self._classifiers = classifiers
        self._embed = embed

    def read(self, text: str, topic: Topic | None) -> Reading:
        """What `text` says, in answer to the question about `topic` or unprompted. Never raises."""
        reading = self._rules.read(text, topic)
        described = topic is None and reading.intent == "question"  # a description may end in a question
        asks = reading.intent is not None and not described
        if reading.refused or reading.foreign or asks or not any(map(str.isalpha, text)):
            return reading
        if topic is not None and _is_plain(reading, topic, text):
            return reading
        told = [one for one in _sentences(text) if not speaks_to_the_machine(one)]
        if not told:
            return reading
        if topic is None:
            return self._described(told, reading)
        return reading if disputes(fold(text).text) else self._answered(told, topic, reading)

    def _described(self, told: list[str], reading: Reading) -> Reading:
        classifiers, scores = self._classifiers(), self._scores(told)
        facts = dict(reading.facts)
        for slot in DESCRIBED:
            hint = hint_of(reading, slot)
            likely = classifiers.likely(slot, scores, hint)
            if _says_something(likely, slot) and hint != likely.label:
                quote = self._quote(told, slot, likely.label)
                facts[slot.value] = ReadFact(value=likely.label, quote=quote, confidence=likely.probability)
            elif (slot, hint) in IN_SO_MANY_WORDS and hint != likely.label:
                del facts[slot.value]
        if 1 < len(told) <= MOST_SENTENCES:
            open_ = [slot for slot in DESCRIBED if slot.value not in reading.facts.keys() | facts.keys()]
            facts |= self._said_in_passing(told, open_)
        return reading.model_copy(update={"facts": facts})

    def _said_in_passing(self, told: list[str], slots: list[Slot]) -> dict[str, ReadFact]:
        """What one sentence says and no other contradicts, whatever else stands around it."""
        scores = [self._scores([one]) for one in told] if slots else []
        found: dict[str, ReadFact] = {}
        for slot in slots:
            likely = [self._classifiers().likely(slot, one, None) for one in scores]
            if len({one.label for one in likely if _says_something(one, slot)}) == 1:
                sure, quote = max(
                    (one, sentence)
                    for one, sentence in zip(likely, told, strict=True)
                    if _says_something(one, slot)
                )
                found[slot.value] = ReadFact(value=sure.label, quote=quote, confidence=sure.probability)
        return found

    def _answered(self, told: list[str], topic: Topic, reading: Reading) -> Reading:
        hint, scores = hint_of(reading, topic), self._scores(told)
        likely = self._classifiers().likely(topic, scores, hint)
        others = {name: fact for name, fact in reading.facts.items() if name != topic.value}
        elsewhere = others and hint is None  # it seems to be about something else: only to be asked
        may_answer = hint is not None or (likely.probability < MORE_LIKELY_THAN_NOT and not elsewhere)
        if likely.label == OTHER and not likely.sure and may_answer:
            likely = self._classifiers().best_answer(topic, scores, hint)
        if likely.label == OTHER:
            return reading.model_copy(update={"facts": others, "unknown": ()})
        if elsewhere:
            likely = likely._replace(sure=False)
        if likely.label == UNKNOWN and likely.sure:
            return reading.model_copy(update={"facts": others, "unknown": (topic,)})
        ruled = reading.facts.get(topic.value)
        said = ruled.quote if ruled is not None and str(ruled.value) == likely.label else ""
        quote = self._quote(told, topic, likely.label, said)
        fact = ReadFact(value=likely.label, quote=quote, confidence=likely.probability)
        if not likely.sure:
            return reading.model_copy(update={"facts": others, "unknown": (), "guess": fact})
        return reading.model_copy(update={"facts": {**others, topic.value: fact}, "unknown": ()})

    def _scores(self, told: list[str]) -> Vector:
        text = " ".join(told)
        return self._classifiers().scores(self._embed(text), fold(text).text)

    def _quote(self, told: list[str], topic: Topic, label: str, said: str = "") -> str:
        """The sentence that says it, word for word: of the first few, for each of them takes time to read.

        If the rules read the same, it is the one with the words where they did (`said`).
        """
        if len(told) == 1:
            return told[0]
        if said and (with_it := next((one for one in told if said in one), None)):
            return with_it
        first = told[:MOST_SENTENCES]
        return max(first, key=lambda one: self._classifiers().speaks_for(topic, label, self._scores([one])))


def _sentences(text: str) -> list[str]:
    return [one for match in _SENTENCE.finditer(text) if (one := match.group().strip())]


def _says_something(likely: Likely, slot: Slot) -> bool:
    """Whether a description says something about `slot` that the rules did not read."""
    said = likely.sure and likely.label not in (OTHER, UNKNOWN)
    return said and (slot, likely.label) not in IN_SO_MANY_WORDS


def hint_of(reading: Reading, topic: Topic) -> str | None:
    """What the rules read for `topic`: a value, "unknown", or nothing."""
    if topic in reading.unknown:
        return UNKNOWN
    fact = reading.facts.get(topic.value)
    return None if fact is None else str(fact.value)


def _is_plain(reading: Reading, topic: Topic, text: str) -> bool:
    """Whether the rules need no second opinion."""
    if topic is Slot.BURDEN and Measure.MINUTES.value in reading.facts:
        return True
    if reading.agreed is not None:
        return True
    fact = reading.facts.get(topic.value)
    return fact is not None and (fact.confidence >= PLAIN or _is_all(fact.quote, text))


def _is_all(quote: str, text: str) -> bool:
    """Whether a short message is the quote and no more."""
    words = _WORD.findall(text)
    return len(words) <= A_FEW_WORDS and words == _WORD.findall(quote)
