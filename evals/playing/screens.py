"""What somebody reads off a screen with words on it: what is asked, how it is labelled, and the advice."""

import re

from bot.content import Content
from bot.domain import UNKNOWN, Outcome
from bot.domain.slots import Context, Slot

_DRAWN = re.compile(r"[│╭╮╰╯─]")


class Reader:
    """Reads screens as a person does: by the words alone."""

    def __init__(self, content: Content) -> None:
        self._content = content
        say, slots = content.texts.say, content.questions.slots
        self._asks = {slot.value: _plain(slots[slot].ask) for slot in (*Slot, *Context)}
        self._asks["article"] = _plain(say("which_article"))
        self._advices = {
            _plain(say(key, outcome=say(f"outcome_{outcome.value}").upper())): (outcome.value, provisional)
            for outcome in Outcome
            for key, provisional in (("advice_provisional", True), ("advice_title", False))
        }

    def asked(self, screen: str) -> str | None:
        """What the last question on `screen` is about; None when it asks nothing."""
        words = _plain(screen)
        places = {name: words.rfind(ask) for name, ask in self._asks.items()}
        last = max(places, key=lambda name: places[name])
        return last if places[last] >= 0 else None

    def guessed(self, screen: str, asked: str) -> str | None:
        """The value that the assistant asks to confirm with a yes; None when it guesses nothing."""
        words, say = _plain(screen), self._content.texts.say
        if _plain(say("guess_unknown")) in words:
            return UNKNOWN
        return next(
            (value for value, means in self._meanings(asked) if _plain(say("guess", guess=means)) in words),
            None,
        )

    def labels(self, asked: str, option: str) -> tuple[str, ...]:
        """How the button for `option` of a question can be labelled: plainly, or as the proposal."""
        say = self._content.texts.say
        if asked == "article":
            return (say("unknown_label"),)
        label = self._content.questions.slots[_topic(asked)].options[option].label
        return label, say("proposal_mark", label=label)

    def advice(self, screen: str) -> tuple[str, bool] | None:
        """The outcome that `screen` advises, and whether that is provisional."""
        words = _plain(screen)
        return next((read for heading, read in self._advices.items() if heading in words), None)

    def _meanings(self, asked: str) -> list[tuple[str, str]]:
        if asked == "article":
            return []
        options = self._content.questions.slots[_topic(asked)].options
        return [(value, option.means) for value, option in options.items()]


def _topic(name: str) -> Slot | Context:
    return Slot(name) if name in list(Slot) else Context(name)


def _plain(text: str) -> str:
    """The words, without the lines drawn around them and whatever line they are on."""
    return " ".join(_DRAWN.sub(" ", text).split())
