"""What happens with an update: stored first, shown afterwards."""

import logging

from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.channels.telegram.cards import remove, show
from bot.channels.telegram.screen import Screen, draw
from bot.content import Content
from bot.dialogue import Refused, Reply
from bot.session import Incoming, Session
from bot.store import Card, Store, StoreError, Turn

log = logging.getLogger(__name__)

START = "/start"


class Handler:
    """Handles the updates of private chats."""

    def __init__(self, session: Session, store: Store, content: Content) -> None:
        self._session = session
        self._store = store
        self._content = content

    async def handle(self, update: Update, context: CallbackContext) -> None:  # type: ignore[type-arg]
        """One update. A replayed one changes nothing; its card is shown again if it never was."""
        chat = update.effective_chat
        if chat is None or chat.type != "private":
            return
        owner = f"telegram:{chat.id}"
        try:
            if update.callback_query is not None:
                await self._pressed(owner, chat.id, update.update_id, update.callback_query, context.bot)
            elif update.message is not None:
                await self._typed(owner, chat.id, update.update_id, update.message.text, context.bot)
            elif update.edited_message is not None:
                await context.bot.send_message(chat.id, self._content.texts.say("edited"))
        except StoreError as error:
            log.error("%s", error)
            await context.bot.send_message(chat.id, self._content.texts.say("busy"))

    async def trouble(self, update: object, context: CallbackContext) -> None:  # type: ignore[type-arg]
        """A fault nobody foresaw: logged without the text of the message, and said in a sentence."""
        error = context.error
        log.error(
            "unexpected fault: %s", error.__class__.__name__, exc_info=None if _is_network(error) else error
        )
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None or _is_network(error):
            return
        try:
            await context.bot.send_message(chat.id, self._content.texts.say("went_wrong"))
        except TelegramError as second:
            log.warning("could not say so: %s", second.__class__.__name__)

    async def _typed(self, owner: str, chat_id: int, update_id: int, text: str | None, bot: Bot) -> None:
        """The answer to something typed goes below it; the card it replaces is taken away."""
        async with self._store.turn(owner, update_id) as turn:
            before = await turn.card()
            if turn.replayed:
                card, old = before, None
            else:
                replies: tuple[Reply, ...] = (
                    await self._session.take(turn, Incoming(text=text))
                    if text is not None
                    else (Refused(text=self._content.texts.say("only_text")),)
                )
                old = await self._replaced(turn, before)
                card = await self._want(turn, chat_id, replies, fresh=True)
        if card is not None and card.wanted_revision > card.shown_revision:
            await show(bot, self._store, card)
        if old is not None:
            await remove(bot, chat_id, old)

    async def _pressed(
        self, owner: str, chat_id: int, update_id: int, query: CallbackQuery, bot: Bot
    ) -> None:
        """The answer to a button is an edit of the card; a button of an older card only gets a notice."""
        notice: str | None = None
        async with self._store.turn(owner, update_id) as turn:
            card = await turn.card()
            if not turn.replayed:
                incoming = _pressed_on(card, query.data or "")
                if incoming is None:
                    notice = self._content.texts.say("old_button")
                else:
                    fresh = incoming.option == "new"
                    replies = await self._session.take(turn, incoming)
                    card = await self._want(turn, chat_id, replies, fresh=fresh)
        await self._acknowledge(query, notice)
        if card is not None and card.wanted_revision > card.shown_revision:
            await show(bot, self._store, card)

    async def _want(self, turn: Turn, chat_id: int, replies: tuple[Reply, ...], *, fresh: bool) -> Card:
        active = await turn.active()
        screen = draw(replies, self._content, active.id if active else None)
        return await turn.want_card(chat_id, screen.model_dump_json(), fresh=fresh)

    @staticmethod
    async def _replaced(turn: Turn, card: Card | None) -> int | None:
        """The message to take away: the card of the same conversation, but never an advice."""
        active = await turn.active()
        if card is None or card.message_id is None or active is None:
            return None
        screen = Screen.model_validate_json(card.wanted)
        return card.message_id if screen.conversation == active.id and screen.turn is not None else None

    @staticmethod
    async def _acknowledge(query: CallbackQuery, notice: str | None) -> None:
        try:
            await query.answer(notice[:200] if notice else None, show_alert=notice is not None)
        except TelegramError as error:
            log.info("press not acknowledged: %s", error.__class__.__name__)


def _pressed_on(card: Card | None, data: str) -> Incoming | None:
    """What a button stands for, or None when it is not on the card as it is now."""
    revision, _, place = data.partition(":")
    if card is None or revision != str(card.wanted_revision) or not place.isdecimal():
        return None
    screen = Screen.model_validate_json(card.wanted)
    if int(place) >= len(screen.buttons):
        return None
    option = screen.buttons[int(place)].id
    return Incoming(option=option, conversation=screen.conversation, turn=screen.turn)


def _is_network(error: Exception | None) -> bool:
    return isinstance(error, TelegramError)
