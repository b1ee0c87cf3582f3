"""An embedded engine that knows a few phrases, so that a test says itself what it is sure of."""

from typing import NamedTuple

from bot.domain.reading import ReadFact, Reading, Topic

PERSONAL = "123456782"


class Phrase(NamedTuple):
    """What a phrase says; read without being asked only when `always`, a guess below 0.8."""

    topic: Topic
    value: str
    always: bool = False
    confidence: float = 0.9


class Words:
    """See `Understanding`. Refuses the number `PERSONAL` and takes "HULP" for a wish."""

    def __init__(self, phrases: dict[str, Phrase]) -> None:
        self._phrases = phrases

    def read(self, text: str, topic: Topic | None) -> Reading:
        if PERSONAL in text:
            return Reading(refused="bsn")
        if text == "HULP":
            return Reading(intent="help")
        if text in ("ja", "nee"):
            return Reading(agreed=text == "ja")
        facts: dict[str, ReadFact] = {}
        guess: ReadFact | None = None
        unknown: tuple[Topic, ...] = ()
        for words, phrase in self._phrases.items():
            if words not in text or (phrase.topic is not topic and not phrase.always):
                continue
            fact = ReadFact(value=phrase.value, quote=words, confidence=phrase.confidence)
            if phrase.value == "unknown":
                unknown = (phrase.topic,)
            elif phrase.confidence >= 0.8:
                facts[phrase.topic.value] = fact
            else:
                guess = fact
        return Reading(facts=facts, guess=guess, unknown=unknown)
