"""What happens with an update: stored first, shown afterwards."""

import logging
from dataclasses import replace
from functools import partial

from telegram import Bot, CallbackQuery, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.channels.telegram.cards import retire, show
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.outbox import Outbox, log_fault
from bot.channels.telegram.screen import Replaced, Screen, draw
from bot.content import Content
from bot.dialogue import Refused, Reply
from bot.session import Incoming, Session
from bot.store import Card, Store, StoreError, Turn

log = logging.getLogger(__name__)


class Handler:
    """Handles the updates of private chats. One instance serves everybody."""

    def __init__(
        self, session: Session, store: Store, content: Content, outbox: Outbox, documents: Documents
    ) -> None:
        self._session = session
        self._store = store
        self._texts = content.texts
        self._content = content
        self._outbox = outbox
        self._documents = documents

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stores what one update does; what the user sees of it is sent in the background.

        A replayed update changes nothing and shows nothing: its card is shown already, or is on its way.
        """
        chat = update.effective_chat
        if chat is None or chat.type != ChatType.PRIVATE:
            return
        owner = f"telegram:{chat.id}"
        try:
            if update.callback_query is not None:
                await self._pressed(owner, chat.id, update.update_id, update.callback_query, context.bot)
            elif update.message is not None and update.message.document is not None:
                document = update.message.document
                await self._documents.take(owner, update.update_id, update.message, document, context.bot)
            elif update.message is not None:
                await self._typed(owner, chat.id, update.update_id, update.message.text, context.bot)
            elif update.edited_message is not None:
                await self._edited(owner, chat.id, update.update_id, context.bot)
        except StoreError as error:
            log.error("%s", error)
            self._tell(context.bot, update, "busy")

    async def trouble(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A fault nobody foresaw: logged without the words of the user, and said in a sentence."""
        if context.error is not None:
            log_fault(context.error)
        if isinstance(update, Update):
            self._tell(context.bot, update, "went_wrong")

    def show_later(self, bot: Bot, card: Card) -> None:
        """Shows a card after what is on its way to its chat."""
        self._outbox.put(card.chat_id, partial(self._show, bot, card))

    async def _typed(self, owner: str, chat_id: int, update_id: int, text: str | None, bot: Bot) -> None:
        """The answer to something typed goes below it; the card it replaces is taken away."""
        async with self._store.turn(owner, update_id) as turn:
            if turn.replayed:
                return
            before = await turn.card()
            replies: tuple[Reply, ...] = (
                await self._session.take(turn, Incoming(text=text))
                if text is not None
                else (Refused(text=self._texts.say("only_text")),)
            )
            card = await self._want(turn, chat_id, replies, _replaced(before), fresh=True)
        self.show_later(bot, card)

    async def _pressed(
        self, owner: str, chat_id: int, update_id: int, query: CallbackQuery, bot: Bot
    ) -> None:
        """The answer to a button is an edit of its message; an older button only gets a notice."""
        pressed = query.message.message_id if query.message else None
        card: Card | None = None
        notice: str | None = None
        async with self._store.turn(owner, update_id) as turn:
            before = None if turn.replayed else await turn.card()
            incoming = _choice(before, query.data or "")
            if before is not None and incoming is not None:
                screen = Screen.model_validate_json(before.wanted)
                leaves_advice = incoming.option == "new" and screen.turn is None
                fresh = leaves_advice or len(screen.parts) > 1
                replies = await self._session.take(turn, incoming)
                card = await self._want(
                    turn, chat_id, replies, _replaced(before, pressed, fresh), fresh=fresh
                )
                if pressed is not None and not fresh:
                    card = replace(card, message_id=pressed)
            elif not turn.replayed:
                notice = self._texts.say("old_button")
        self._outbox.put(chat_id, partial(_acknowledge, query, notice))
        if card is not None:
            self.show_later(bot, card)
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
        before, active = await turn.card(), await turn.active()
        screen = draw(
            replies,
            self._content,
            active.id if active else None,
            Screen.model_validate_json(before.wanted) if before else None,
        ).model_copy(update={"replaces": replaces})
        return await turn.want_card(chat_id, screen.model_dump_json(), fresh=fresh)

    async def _show(self, bot: Bot, card: Card) -> None:
        try:
            await show(bot, self._store, card)
        except BadRequest as error:
            log.error("card refused: %s", error.message)
            await self._say(bot, card.chat_id, "went_wrong")

    def _tell(self, bot: Bot, update: Update, name: str) -> None:
        """A sentence instead of a card: over the pressed button, or below what was typed."""
        chat, query = update.effective_chat, update.callback_query
        if chat is None:
            return
        if query is not None:
            say = partial(_acknowledge, query, self._texts.say(name), alert=True)
            self._outbox.put(chat.id, say)
        else:
            self._outbox.put(chat.id, partial(self._say, bot, chat.id, name))

    async def _say(self, bot: Bot, chat_id: int, name: str) -> None:
        await bot.send_message(chat_id, self._texts.say(name))


def _replaced(card: Card | None, pressed: int | None = None, fresh: bool = True) -> tuple[Replaced, ...]:
    """What a newer card takes the place of.

    A card that is still on its way takes care of itself, but what it was to replace is passed on: it may
    never be shown. The same card can stand on a second message, when Telegram's answer to the first got
    lost; the one that was `pressed` counts.
    """
    if card is None:
        return ()
    screen = Screen.model_validate_json(card.wanted)
    shown = {card.message_id, pressed} - {None}
    gone = shown if fresh else shown - {pressed}
    inherited = screen.replaces if card.message_id is None else ()
    own = tuple(screen.as_replaced(one) for one in gone if one is not None) if screen.buttons else ()
    return (*inherited, *own)


def _choice(card: Card | None, data: str) -> Incoming | None:
    """What a button stands for, or None when it is not on the card as it is now."""
    revision, _, place = data.partition(":")
    if card is None or revision != str(card.wanted_revision) or not place.isdecimal():
        return None
    screen = Screen.model_validate_json(card.wanted)
    if int(place) >= len(screen.buttons):
        return None
    option = screen.buttons[int(place)].id
    return Incoming(option=option, conversation=screen.conversation, turn=screen.turn)


async def _acknowledge(query: CallbackQuery, notice: str | None, *, alert: bool = False) -> None:
    try:
        await query.answer(notice, show_alert=alert)
    except TelegramError as error:  # too late for it, after a restart
        log.info("press not acknowledged: %s", error.message)
