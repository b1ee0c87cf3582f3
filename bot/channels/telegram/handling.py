"""What happens with an update: stored first, shown afterwards."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.channels.telegram.addressing import chat_of
from bot.channels.telegram.cards import retire, show, show_text
from bot.channels.telegram.delivering import Delivery
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.pressing import acknowledge, choice_of, is_of_another, replaced, stands_on
from bot.channels.telegram.screen import Replaced, Screen, draw
from bot.channels.telegram.typing_sign import typing_sign
from bot.channels.telegram.unreadable import kind_of
from bot.content import Content
from bot.dialogue import Forgotten, Refused, Reply
from bot.dialogue import Message as Said
from bot.session import Incoming, Session
from bot.session.keeping import Replies
from bot.session.rooms import WORKSHOP
from bot.store import Card, Reminder, Store, Turn

log = logging.getLogger(__name__)


class _Outcome(NamedTuple):
    """What came of a press: a card or a last word to show, or a notice; and the card as it was."""

    before: Card | None = None
    card: Card | None = None
    last_word: str | None = None
    notice: str | None = None


class Handler:
    """Handles the updates of private chats and groups. One instance serves everybody."""

    def __init__(
        self, session: Session, store: Store, content: Content, outbox: Outbox, documents: Documents
    ) -> None:
        self._session = session
        self._store = store
        self._texts = content.texts
        self._content = content
        self._outbox = outbox
        self._documents = documents
        self._delivery = Delivery(session, store, content.texts)

    @property
    def commands(self) -> frozenset[str]:
        """Every command that it knows."""
        return self._session.commands

    async def handle(self, owner: str, update: Update, bot: Bot, welcome: str | None = None) -> None:
        """Stores what one update does; what the user sees of it is sent in the background.

        A replayed update changes nothing and shows nothing: its card is shown already, or is on its way.
        Whoever gets a `welcome` begins.

        Raises:
            StoreError: nothing is stored, so the update must come again.
        """
        chat, number = update.effective_chat, update.update_id
        if chat is None:
            return
        if update.callback_query is not None:
            await self._pressed(owner, chat.id, number, update.callback_query, bot)
        elif welcome is not None:
            await self._typed(owner, chat.id, number, "/start", bot, welcome)
        elif update.message is not None:
            await self._received(owner, update.message, number, bot)
        elif update.edited_message is not None and chat.type == ChatType.PRIVATE:
            await self._edited(owner, chat.id, number, bot)

    def show_later(self, bot: Bot, card: Card) -> None:
        """Shows a card after what is on its way to its chat."""
        self._outbox.put(card.chat_id, partial(self._show, bot, card, asyncio.get_running_loop().time()))

    async def remind(self, bot: Bot, reminder: Reminder) -> None:
        """Asks whether the figures of a decision that ends were used, unless that was done already.

        Raises:
            StoreError: that could not be stored; nobody was asked.
        """
        async with self._store.turn(reminder.owner) as turn:
            if not await turn.reminded(reminder):
                return
            replies = await self._session.remind(turn, reminder)
            if not replies:
                return
            chat_id, before = chat_of(reminder.owner), await turn.card()
            card = await self._want(turn, chat_id, replies, replaced(before), fresh=True)
        self.show_later(bot, card)

    async def present(self, bot: Bot, owner: str, now: Callable[[Turn], Awaitable[Replies | None]]) -> None:
        """Shows what `now` gives on the card of a workshop that is there, or on a fresh one.

        Raises:
            StoreError: that could not be stored; nothing was shown.
        """
        async with self._store.turn(owner) as turn:
            replies = await now(turn)
            if replies is None:
                return
            chat_id, before = chat_of(owner), await turn.card()
            fresh = not stands_on(before, WORKSHOP)
            kept = before.message_id if before else None
            card = await self._want(turn, chat_id, replies, replaced(before, kept, fresh), fresh=fresh)
        self.show_later(bot, card)

    async def _received(self, owner: str, message: Message, update_id: int, bot: Bot) -> None:
        if message.document is not None and message.chat.type == ChatType.PRIVATE:
            await self._documents.take(owner, update_id, message, message.document, bot)
        elif message.text is not None:
            await self._typed(owner, message.chat_id, update_id, message.text, bot)
        elif (kind := kind_of(message)) is not None:
            refused = Refused(text=self._texts.say(f"only_text_{kind}"))
            await self._answered(owner, message.chat_id, update_id, refused, bot)

    async def _typed(
        self, owner: str, chat_id: int, update_id: int, text: str, bot: Bot, welcome: str | None = None
    ) -> None:
        """The answer to something typed goes below it; the card it replaces is taken away."""

        async def take(turn: Turn) -> Card | None:
            if turn.replayed:
                return None
            before = await turn.card()
            async with typing_sign(bot, chat_id):
                replies = await self._session.take(turn, Incoming(text=text))
            if welcome is not None:
                replies = (Said(text=welcome), *replies)
            return await self._want(turn, chat_id, replies, replaced(before), fresh=True)

        card = await self._store.settle(owner, update_id, take)
        if card is not None:
            self.show_later(bot, card)

    async def _answered(self, owner: str, chat_id: int, update_id: int, reply: Reply, bot: Bot) -> None:
        """A reply that changes nothing, above what is open."""
        async with self._store.turn(owner, update_id) as turn:
            if turn.replayed:
                return
            before = await turn.card()
            card = await self._want(turn, chat_id, (reply,), replaced(before), fresh=True)
        self.show_later(bot, card)

    async def _pressed(
        self, owner: str, chat_id: int, update_id: int, query: CallbackQuery, bot: Bot
    ) -> None:
        """The answer to a button is an edit of its message; an older button only gets a notice."""
        if is_of_another(query):
            self._outbox.put(chat_id, partial(acknowledge, query, self._texts.say("not_yours")))
            return
        pressed = query.message.message_id if query.message else None

        async def take(turn: Turn) -> _Outcome:
            if turn.replayed:
                return _Outcome()
            before = await turn.card()
            choice = choice_of(before, query.data or "")
            if choice is None:
                return _Outcome(before, notice=self._texts.say("old_button"))
            async with typing_sign(bot, chat_id):
                replies = await self._session.take(turn, choice.incoming)
            last = next((reply.text for reply in replies if isinstance(reply, Forgotten)), None)
            if last is not None:  # a card would be something that is kept of this user
                return _Outcome(before, last_word=last)
            fresh = choice.fresh
            card = await self._want(turn, chat_id, replies, replaced(before, pressed, fresh), fresh=fresh)
            onto = card if fresh or pressed is None else replace(card, message_id=pressed)
            return _Outcome(before, onto)

        outcome = await self._store.settle(owner, update_id, take)
        self._outbox.put(chat_id, partial(acknowledge, query, outcome.notice))
        self._after_press(outcome, pressed, chat_id, bot)

    def _after_press(self, outcome: _Outcome, pressed: int | None, chat_id: int, bot: Bot) -> None:
        before = outcome.before
        if outcome.last_word is not None:
            self._outbox.put(chat_id, partial(show_text, bot, chat_id, pressed, outcome.last_word))
        elif outcome.card is not None:
            self.show_later(bot, outcome.card)
        elif before is not None and pressed is not None and before.message_id not in (None, pressed):
            left_over = Replaced(message_id=pressed, keep=True)
            self._outbox.put(chat_id, partial(retire, bot, chat_id, left_over))

    async def _edited(self, owner: str, chat_id: int, update_id: int, bot: Bot) -> None:
        async with self._store.turn(owner, update_id) as turn:
            if turn.replayed:
                return
        self._outbox.put(chat_id, partial(self._say, bot, chat_id, "edited"))

    async def _want(
        self,
        turn: Turn,
        chat_id: int,
        replies: tuple[Reply, ...],
        replaces: tuple[Replaced, ...],
        *,
        fresh: bool,
    ) -> Card:
        """Stores what the card must show, with files that an earlier one promised and did not send yet."""
        before, active = await turn.card(), await turn.active()
        earlier = Screen.model_validate_json(before.wanted) if before else None
        screen = draw(replies, self._content, active.id if active else None, earlier)
        waiting = before is not None and before.shown_revision < before.wanted_revision
        promised = self._delivery.unsent(earlier.files) if earlier is not None and waiting else ()
        screen = screen.model_copy(update={"replaces": replaces, "files": (*promised, *screen.files)})
        return await turn.want_card(chat_id, screen.model_dump_json(), fresh=fresh)

    async def _show(self, bot: Bot, card: Card, wanted_at: float) -> None:
        files = Screen.model_validate_json(card.wanted).files
        await self._delivery.send(bot, card.owner, card.chat_id, files)
        try:
            await show(bot, self._store, card, wanted_at)
        except BadRequest as error:
            log.error("card refused: %s", error.message)
            await self._say(bot, card.chat_id, "went_wrong")

    async def _say(self, bot: Bot, chat_id: int, name: str) -> None:
        await bot.send_message(chat_id, self._texts.say(name))
