"""The embedded engine: rules first, then classifiers for what people put in words of their own.

What the rules read word for word (a number, a yes, a figure with its unit) needs no second opinion. For
the rest the classifier of what was asked weighs the message with the rules' reading as one of the signs;
when it is not sure it gives its best guess, which is asked and never used.
"""

import re
from collections.abc import Callable, Sequence

from bot.domain.reading import ReadFact, Reading, Topic, Understanding
from bot.domain.slots import UNKNOWN, Measure, Slot
from bot.understanding.classifier import OTHER, Classifiers
from bot.understanding.features import Vector
from bot.understanding.folding import fold
from bot.understanding.screening import speaks_to_the_machine

Embed = Callable[[str], Sequence[float]]

PLAIN = 0.9
"""From this confidence the rules have read a plain choice: an option's number, yes or no, a figure."""

DESCRIBED = (Slot.STATUS, Slot.DATA_KIND)
"""What a first description says without being asked."""

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")


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
        if topic is not None and _is_plain(reading, topic):
            return reading
        told = [one for one in _sentences(text) if not speaks_to_the_machine(one)]
        if not told:
            return reading
        return self._described(told, reading) if topic is None else self._answered(told, topic, reading)

    def _described(self, told: list[str], reading: Reading) -> Reading:
        classifiers, features = self._classifiers(), self._features(told)
        facts = dict(reading.facts)
        for slot in DESCRIBED:
            hint = facts.get(slot.value)
            likely = classifiers.likely(slot, features, str(hint.value) if hint else None)
            if (
                likely.sure
                and likely.label not in (OTHER, UNKNOWN)
                and (hint is None or hint.value != likely.label)
            ):
                quote = self._quote(told, slot, likely.label)
                facts[slot.value] = ReadFact(value=likely.label, quote=quote, confidence=likely.probability)
        return reading.model_copy(update={"facts": facts})

    def _answered(self, told: list[str], topic: Topic, reading: Reading) -> Reading:
        hint = hint_of(reading, topic)
        likely = self._classifiers().likely(topic, self._features(told), hint)
        others = {name: fact for name, fact in reading.facts.items() if name != topic.value}
        if others and hint is None:  # it seems to be about something else: only to be asked
            likely = likely._replace(sure=False)
        if likely.label == OTHER:
            return reading.model_copy(update={"facts": others, "unknown": ()})
        if likely.label == UNKNOWN and likely.sure:
            return reading.model_copy(update={"facts": others, "unknown": (topic,)})
        quote = self._quote(told, topic, likely.label)
        fact = ReadFact(value=likely.label, quote=quote, confidence=likely.probability)
        if not likely.sure:
            return reading.model_copy(update={"facts": others, "unknown": (), "guess": fact})
        return reading.model_copy(update={"facts": {**others, topic.value: fact}, "unknown": ()})

    def _features(self, told: list[str]) -> Vector:
        text = " ".join(told)
        return self._classifiers().features(self._embed(text), fold(text).text)

    def _quote(self, told: list[str], topic: Topic, label: str) -> str:
        """The sentence that says it, word for word."""
        if len(told) == 1:
            return told[0]
        return told[self._classifiers().says_most(topic, label, [fold(one).text for one in told])]


def _sentences(text: str) -> list[str]:
    return [one for match in _SENTENCE.finditer(text) if (one := match.group().strip())]


def hint_of(reading: Reading, topic: Topic) -> str | None:
    """What the rules read for `topic`: a value, "unknown", or nothing."""
    if topic in reading.unknown:
        return UNKNOWN
    fact = reading.facts.get(topic.value)
    return None if fact is None else str(fact.value)


def _is_plain(reading: Reading, topic: Topic) -> bool:
    """Whether the rules need no second opinion."""
    if topic is Slot.BURDEN and Measure.MINUTES.value in reading.facts:
        return True
    fact = reading.facts.get(topic.value)
    return reading.agreed is not None or (fact is not None and fact.confidence >= PLAIN)
