"""A person who goes through a whole conversation, whatever goes wrong on the way.

Knows of the bot only what everybody sees: a card with buttons, which is another one when it was answered.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.auxil.telegram.keyboards import Rows
from tests.auxil.telegram.messages import Message
from tests.auxil.telegram.users import User

MOST_STEPS = 40


@dataclass(frozen=True)
class Manner:
    """How somebody talks: the first words, which answer is taken, and which answers are typed.

    `end` is a button that only the last card has, `beside` how a button begins that answers nothing. With
    `turns` it is over after so many.
    """

    first: str
    end: str
    beside: str
    seed: int = 0
    typed_every: int = 0
    turns: int | None = None

    def answer(self, card: Message, step: int) -> tuple[str, bool]:
        """The label to choose, and whether it is typed instead of pressed."""
        labels = [label for label in card.labels if not label.startswith(self.beside)]
        typed = self.typed_every > 0 and step % self.typed_every == self.typed_every - 1
        return labels[(self.seed + 3 * step) % len(labels)], typed


@dataclass
class Talk:
    """What a conversation came to.

    Every card in order; the seconds of every turn and when it was answered; how often something was said
    again, because the bot asked for that.
    """

    cards: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    again: int = 0


class Talker:
    """One user; `pace` is waited for before every turn, `patience` in seconds is for one turn.

    `said` is told the id of every update that is made.
    """

    def __init__(
        self,
        user: User,
        manner: Manner,
        patience: float,
        pace: Callable[[], Awaitable[None]] | None = None,
        said: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._user = user
        self._manner = manner
        self._patience = patience
        self._pace = pace
        self._said = said
        self._seen: set[Rows] = set()
        self.talk = Talk()

    async def whole(self) -> Talk:
        """The conversation from its first words to its last card.

        Raises:
            AssertionError: a turn was not answered in time, or there is no end to the questions.
        """
        card = await self._turn(None, self._manner.first, typed=True)
        for step in range(MOST_STEPS):
            if self._manner.end in card.labels or step + 1 == self._manner.turns:
                return self.talk
            label, typed = self._manner.answer(card, step)
            card = await self._turn(card, label, typed=typed)
        raise AssertionError(f"no end:\n{self._user.screen()}")

    async def _turn(self, before: Message | None, words: str, *, typed: bool) -> Message:
        """Say it, and again when the bot could not take it; the card with the answer."""
        if self._pace is not None:
            await self._pace()
        start = time.perf_counter()
        while True:
            heard = self._refusals(typed=typed)
            if typed or before is None:
                self._said(await self._user.sends(words))
            else:
                self._said(await self._user.presses(words, self._copy_of(before)))
            answer = await self._answered(heard, typed=typed)
            if answer is not None:
                break
            self.talk.again += 1
        self._seen.add(answer.buttons)
        self.talk.at.append(time.perf_counter())
        self.talk.seconds.append(self.talk.at[-1] - start)
        self.talk.cards.append(answer.text)
        return answer

    async def _answered(self, heard: int, *, typed: bool) -> Message | None:
        """The next card; None when the bot said instead that it must be done again."""

        def answered(chat: list[Message]) -> bool:
            return self._new(chat) is not None or self._refusals(typed=typed) > heard

        return self._new(await self._user.waits(answered, self._patience))

    def _new(self, chat: list[Message]) -> Message | None:
        """The card with buttons that were not seen before; a copy of an older one may be below it."""
        return next((one for one in reversed(chat) if one.buttons and one.buttons not in self._seen), None)

    def _copy_of(self, card: Message) -> Message:
        """The newest message that shows this card: it comes twice when Telegram lost an answer."""
        return next((one for one in reversed(self._user.chat) if one.buttons == card.buttons), card)

    def _refusals(self, *, typed: bool) -> int:
        """How often the bot asked to do it again: below what was typed, or over the pressed button."""
        if typed:
            return sum(one.from_bot and not one.buttons for one in self._user.chat)
        return sum(one.alert for one in self._user.notices)
