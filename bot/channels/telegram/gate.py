"""The gate before everything else: who may not gets one sentence, and nothing of them is stored."""

from datetime import UTC, datetime
from functools import partial

from telegram import Bot, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus

from bot.channels.telegram.access import Access, Rules
from bot.channels.telegram.addressing import GROUPS, person_in
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.pressing import acknowledge
from bot.channels.telegram.quota import Quota
from bot.channels.telegram.saying import send_text
from bot.content import Texts
from bot.store import Role, Store

HOUR = 3600.0
CODES = 5
"""Codes that somebody may try in an hour; trying them all out would take longer than there is time."""

OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class Gate:
    """Knows who may; one instance for everybody."""

    def __init__(self, rules: Rules, store: Store, texts: Texts, outbox: Outbox) -> None:
        self.rules = rules
        self._people = store.people
        self._workshops = store.workshops
        self._texts = texts
        self._outbox = outbox
        self._told = Quota(1, HOUR)
        self._codes = Quota(CODES, HOUR)

    async def role(self, chat_id: int) -> Role | None:
        """What one may do in a chat.

        Raises:
            StoreError: the database cannot be read.
        """
        return self.rules.role_in(chat_id, await self._people.role(person_in(chat_id)))

    async def lets_in(self, chat_id: int) -> bool:
        """Whether one may do anything in a chat; the database is asked only when it decides.

        Raises:
            StoreError: the database cannot be read.
        """
        if self.rules.access is Access.INVITATION:
            return await self.role(chat_id) is not None
        return self.rules.role_in(chat_id, None) is not None

    def turn_away(self, bot: Bot, update: Update) -> None:
        """Says that they may not: once in a while, but every button is answered; a group is left."""
        chat, query = update.effective_chat, update.callback_query
        if chat is None:
            return
        if chat.type in GROUPS:
            self._leave(bot, chat.id)
            return
        text = self._texts.say("no_access", id=chat.id)
        if query is not None:
            self._outbox.put(chat.id, partial(acknowledge, query, text, alert=True))
        elif not self._told.take(chat.id):
            self._outbox.put(chat.id, partial(send_text, bot, chat.id, text))

    async def join(self, bot: Bot, chat_id: int, code: str) -> Role | None:
        """The role that an invitation gives; None when it gives none, which is said.

        Of a code that does not work nobody hears why: unknown, used up and over are all the same.

        Raises:
            StoreError: the database cannot be used; no use of the code is counted.
        """
        if not self._codes.is_used_up(chat_id):
            role = await self._people.join(person_in(chat_id), code, datetime.now(UTC))
            if role is not None:
                return role
        too_many = self._codes.take(chat_id)
        if too_many > 1:
            return None
        text = self._texts.say("invitation_too_many" if too_many else "invitation_wrong")
        self._outbox.put(chat_id, partial(send_text, bot, chat_id, text))
        return None

    async def welcome(self, chat_id: int, code: str) -> None:
        """Lets in who follows the link to a workshop that goes on: its facilitator invited them.

        Raises:
            StoreError: the database cannot be used.
        """
        if self.rules.access is not Access.INVITATION or self._codes.is_used_up(chat_id):
            return
        if await self.role(chat_id) is not None:
            return
        workshop = await self._workshops.find(code.upper())
        if workshop is None:
            self._codes.take(chat_id)
            return
        await self._people.grant(person_in(chat_id), Role.USER, workshop.owner)

    async def membership(self, bot: Bot, change: ChatMemberUpdated) -> None:
        """The bot came into a group: it says who it is, or that it may not be there, and goes.

        Raises:
            StoreError: the database cannot be used.
        """
        chat, by = change.chat, change.from_user
        before, now = change.old_chat_member.status, change.new_chat_member.status
        if chat.type not in GROUPS or before not in OUT or now in OUT:
            return
        if self.rules.access is Access.INVITATION and await self.role(by.id) is Role.ADMINISTRATOR:
            await self._people.grant(person_in(chat.id), Role.USER, person_in(by.id))
        if not await self.lets_in(chat.id):
            self._leave(bot, chat.id)
        elif not self._told.take(chat.id):
            self._outbox.put(chat.id, partial(send_text, bot, chat.id, self._texts.say("group_greeting")))

    def _leave(self, bot: Bot, chat_id: int) -> None:
        text = self._texts.say("no_access_group", id=chat_id)

        async def go() -> None:
            try:
                if not self._told.take(chat_id):
                    await send_text(bot, chat_id, text)
            finally:  # also where it may not write
                await patiently(lambda: bot.leave_chat(chat_id))

        self._outbox.put(chat_id, go)
