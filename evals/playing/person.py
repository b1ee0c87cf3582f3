"""Somebody who knows the facts of a case and answers what is asked.

The person never corrects what the assistant understood: a wrong reading stays, so that the figures show it.
What was not understood at all is said in other words, and then answered by button, as people do.
"""

from bot.domain import UNKNOWN, Slot
from bot.session import Incoming
from evals.axes.variant import Variant

YES = "ja"


class Person:
    """Answers as `variant` says; remembers what was said before."""

    def __init__(self, variant: Variant) -> None:
        self._article = variant.article
        self._known = {slot.value: value for slot, value in variant.facts.items()}
        self._words = {slot.value: texts for slot, texts in variant.words.items()}
        self._tried: dict[str, int] = {}
        self._by_button: list[str] = []
        self.holds_back: set[str] = {slot.value for slot in variant.postponed}
        """Slots that are not answered for now."""

    def answer(self, asked: str, guessed: str | None) -> Incoming:
        """The answer to the question about `asked`, where `guessed` is what the assistant took it to be."""
        if asked == "article" and self._article:
            return Incoming(text=self._article)
        if asked not in list(Slot) or asked not in self._known or asked in self.holds_back:
            return Incoming(option=UNKNOWN)
        known, words, tried = self._known[asked], self._words.get(asked, ()), self._tried.get(asked, 0)
        if guessed == known:
            return Incoming(text=YES)
        if tried < len(words):
            self._tried[asked] = tried + 1
            return Incoming(text=words[tried])
        if words:
            self._by_button.append(asked)
        return Incoming(option=known)

    @property
    def repeated(self) -> tuple[str, ...]:
        """Slots whose answer was not understood the first time."""
        return tuple(slot for slot, tried in self._tried.items() if tried > 1)

    @property
    def by_button(self) -> tuple[str, ...]:
        """Slots for which no words helped."""
        return tuple(self._by_button)
