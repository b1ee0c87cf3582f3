"""Where updates arrive, fetched or brought: for whom they are, whether they may, and whether they are stored.

An update whose turn could not be stored is not done: Telegram brings it again, until the database is back or
it took too long. Whatever it changed is undone by then, so nothing is lost and nothing is done twice.
"""

import logging
import re
import time
from collections.abc import Callable
from functools import partial

from telegram import Bot, Message, Update
from telegram.constants import ChatType

from bot.channels.telegram.addressing import is_for_bot, owner_of
from bot.channels.telegram.administering import Office
from bot.channels.telegram.application import App
from bot.channels.telegram.gate import Gate
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import Outbox, log_fault
from bot.channels.telegram.pressing import acknowledge
from bot.channels.telegram.quota import Quota
from bot.channels.telegram.saying import send_answer, send_text
from bot.content import Texts
from bot.session.rooms import WORKSHOP
from bot.store import Role, StoreError

log = logging.getLogger(__name__)

PATIENCE = 300.0
"""Seconds that an update may come again. What cannot be stored by then would hold up all that follows."""

MINUTE = 60.0

_INVITED = re.compile(r"/start(?:@\w+)?\s+([iw])_([\w-]{1,60})")


class Arrivals:
    """Takes every update; one instance for everybody."""

    def __init__(
        self,
        gate: Gate,
        office: Office,
        handler: Handler,
        texts: Texts,
        outbox: Outbox,
        turns_per_minute: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without `turns_per_minute` everybody may send as much as they like."""
        self._gate = gate
        self._office = office
        self._handler = handler
        self._texts = texts
        self._outbox = outbox
        self._turns = Quota(turns_per_minute, MINUTE) if turns_per_minute else None
        self._slowed = set[int]()  # who was told since their last turn that fitted
        self._busy = Quota(1, PATIENCE)
        self._clock = clock
        self._since: dict[int, float] = {}  # of each update that must come again, when it first failed

    async def take(self, app: App, update: Update) -> bool:
        """Whether the update is done with, after the earlier ones of its chat; else it must come again."""
        bot = app.bot
        try:
            await app.update_processor.process_update(update, self._arrived(bot, update))
        except StoreError as error:
            log.error("%s", error)
            if self._comes_again(update.update_id):
                self._say_busy(bot, update)
                return False
            self._tell(bot, update, self._texts.say("busy"))
        except Exception as error:  # whoever waits must hear of it
            log_fault(error)
            self._tell(bot, update, self._texts.say("went_wrong"))
        self._since.pop(update.update_id, None)
        return True

    async def _arrived(self, bot: Bot, update: Update) -> None:
        if update.my_chat_member is not None:
            await self._gate.membership(bot, update.my_chat_member)
            return
        chat, user, message = update.effective_chat, update.effective_user, update.message
        owner = owner_of(chat, user) if chat is not None and user is not None else None
        if chat is None or user is None or owner is None:
            return
        is_private = chat.type == ChatType.PRIVATE
        is_asked = update.callback_query is not None or (
            message is not None and is_for_bot(message, bot.bot, self._handler.commands)
        )
        if not (is_private or is_asked):
            return
        link = _link_in(message) if is_private and message is not None else None
        code = link[1] if link is not None and link[0] == "i" else None
        invited = code is not None and self._gate.rules.takes_code_from(chat.id)
        if link is not None and link[0] == WORKSHOP:
            await self._gate.welcome(chat.id, link[1])
        if not invited and not await self._gate.lets_in(chat.id):
            self._gate.turn_away(bot, update)
        elif update.update_id not in self._since and self._is_too_fast(bot, update, chat.id, user.id):
            return
        elif invited and code is not None:
            await self._join(bot, owner, update, chat.id, code)
        elif not (
            is_private
            and message is not None
            and await self._office.take(bot, owner, update.update_id, message)
        ):
            await self._handler.handle(owner, update, bot)

    async def _join(self, bot: Bot, owner: str, update: Update, chat_id: int, code: str) -> None:
        role = await self._gate.join(bot, chat_id, code)
        if role is None:
            return
        if role is Role.ADMINISTRATOR:
            self._office.show_menu(bot, chat_id, role)
        await self._handler.handle(owner, update, bot, self._office.welcome(role))

    def _is_too_fast(self, bot: Bot, update: Update, chat_id: int, user_id: int) -> bool:
        """Whether it is more than somebody may send; who does hears from which message on it is not read."""
        if self._turns is None or not self._turns.take(user_id):
            self._slowed.discard(user_id)
            return False
        seconds = self._turns.left(user_id)
        if update.callback_query is not None:
            text = self._texts.say("too_fast_button", seconds=seconds)
            self._outbox.put(chat_id, partial(acknowledge, update.callback_query, text, alert=True))
        elif update.message is not None and user_id not in self._slowed:
            self._slowed.add(user_id)
            text = self._texts.say("too_fast", seconds=seconds)
            self._outbox.put(chat_id, partial(send_answer, bot, update.message, text))
        return True

    def _comes_again(self, update_id: int) -> bool:
        now = self._clock()
        self._since = {one: at for one, at in self._since.items() if now - at < 2 * PATIENCE}
        return now - self._since.setdefault(update_id, now) < PATIENCE

    def _say_busy(self, bot: Bot, update: Update) -> None:
        chat = update.effective_chat
        if chat is not None and not self._busy.take(chat.id):
            self._tell(bot, update, self._texts.say("busy_for_now"))

    def _tell(self, bot: Bot, update: Update, text: str) -> None:
        """A sentence instead of a card: over the pressed button, or below what was typed."""
        chat, query = update.effective_chat, update.callback_query
        if query is not None and chat is not None:
            self._outbox.put(chat.id, partial(acknowledge, query, text, alert=True))
        elif chat is not None:
            self._outbox.put(chat.id, partial(send_text, bot, chat.id, text))


def _link_in(message: Message) -> tuple[str, str] | None:
    """The kind and the code of an invitation, to the bot or to a workshop, that somebody follows."""
    followed = _INVITED.fullmatch((message.text or "").strip())
    return (followed[1], followed[2]) if followed else None
