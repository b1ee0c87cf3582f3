"""What administrators do in their own chat: invite, give and take roles, and see how the bot is doing.

Each of it may be done again when its update comes again, so it is done first and noted as handled afterwards.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram import Bot, BotCommand, BotCommandScopeChat, Message
from telegram.error import TelegramError

from bot.channels.telegram.addressing import chat_of, person_in
from bot.channels.telegram.gate import Gate
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.roles import access_in_words, role_name, role_named
from bot.channels.telegram.saying import send_text
from bot.channels.telegram.status import Status
from bot.content import Content
from bot.dialogue.dates import dutch_date
from bot.store import Role, Store

MOST_USES = 500
MOST_DAYS = 90
DAYS = 7
"""How long an invitation works, when nobody says otherwise."""

Act = Callable[[Bot, int, list[str]], Awaitable[str]]


class Office:
    """The commands of administrators; one instance for everybody."""

    def __init__(self, gate: Gate, store: Store, content: Content, outbox: Outbox, status: Status) -> None:
        self._gate = gate
        self._store = store
        self._content = content
        self._texts = content.texts
        self._outbox = outbox
        self._status = status
        self._menus = set[int]()
        self._acts: dict[str, Act] = {
            "uitnodigen": self._invite,
            "gebruikers": self._users,
            "status": self._tell_status,
        }

    async def take(self, bot: Bot, owner: str, update_id: int, message: Message) -> bool:
        """Whether a message in a private chat is a command of an administrator; its answer is on its way.

        Raises:
            StoreError: the database cannot be used.
        """
        chat_id = message.chat_id
        if chat_id in self._gate.rules.admins:
            self.show_menu(bot, chat_id, Role.ADMINISTRATOR)
        first, *words = (message.text or "").split() or [""]
        act = self._acts.get(first.partition("@")[0].removeprefix("/").casefold())
        if not first.startswith("/") or act is None:
            return False
        if await self._gate.role(chat_id) is not Role.ADMINISTRATOR:
            return False
        answer = await act(bot, chat_id, words)
        async with self._store.turn(owner, update_id) as turn:
            if not turn.replayed:
                self._outbox.put(chat_id, partial(send_text, bot, chat_id, answer))
        return True

    def welcome(self, role: Role) -> str:
        """What is said to who was invited."""
        return self._texts.say("invitation_welcome", role=role_name(role, self._texts))

    async def show_menus(self, bot: Bot) -> None:
        """Shows every administrator the commands that only they have.

        Raises:
            StoreError: the database cannot be read.
        """
        for person in await self._store.people.listing():
            if person.role is Role.ADMINISTRATOR:
                self.show_menu(bot, chat_of(person.id), person.role)
        for number in self._gate.rules.admins:
            self.show_menu(bot, number, Role.ADMINISTRATOR)

    def show_menu(self, bot: Bot, chat_id: int, role: Role | None) -> None:
        """Shows somebody the commands of a role; those of an administrator once."""
        if role is not Role.ADMINISTRATOR:
            self._menus.discard(chat_id)
        elif chat_id in self._menus:
            return
        else:
            self._menus.add(chat_id)
        self._outbox.put(chat_id, partial(self._set_menu, bot, chat_id, role))

    async def _set_menu(self, bot: Bot, chat_id: int, role: Role | None) -> None:
        texts = self._texts
        own = [
            BotCommand("uitnodigen", texts.say("command_invite")),
            BotCommand("gebruikers", texts.say("command_users")),
            BotCommand("status", texts.say("command_status")),
        ]
        common = [BotCommand(name, about) for name, about in self._content.commands.items()]
        commands = [*common, *own] if role is Role.ADMINISTRATOR else common
        scope = BotCommandScopeChat(chat_id)
        try:
            await patiently(lambda: bot.set_my_commands(commands, scope=scope))
        except TelegramError:  # who never wrote to the bot sees it after writing
            self._menus.discard(chat_id)

    async def _invite(self, bot: Bot, chat_id: int, words: list[str]) -> str:
        """A link with a role, for so many people and so many days."""
        texts = self._texts
        named, uses, days = (*words, *(texts.say("role_user"), "1", str(DAYS))[len(words) :])[:3]
        role = role_named(named, texts)
        if role is None or len(words) > 3 or not (_within(uses, MOST_USES) and _within(days, MOST_DAYS)):
            return texts.say("invitation_how", uses=MOST_USES, days=MOST_DAYS)
        expires = datetime.now(UTC) + timedelta(days=int(days))
        code = await self._store.people.invite(role, int(uses), expires, person_in(chat_id))
        return texts.say(
            "invitation_made",
            role=role_name(role, texts),
            uses=uses,
            until=dutch_date(expires.astimezone().date(), texts),
            link=f"https://t.me/{bot.username}?start=i_{code}",
        )

    async def _users(self, bot: Bot, chat_id: int, words: list[str]) -> str:
        texts, rules = self._texts, self._gate.rules
        match words:
            case []:
                return await self._listing()
            case ["rol", number, word] if (role := role_named(word, texts)) is not None and _is_number(
                number
            ):
                who = int(number)
                if who in rules.admins:
                    return texts.say("users_set", number=who)
                if who < 0 and role is not Role.USER:
                    return texts.say("users_group")
                await self._store.people.grant(person_in(who), role, person_in(chat_id))
                self.show_menu(bot, who, role)
                return texts.say("users_changed", number=who, role=role_name(role, texts))
            case ["weg", number] if _is_number(number):
                who = int(number)
                if who in rules.admins:
                    return texts.say("users_set", number=who)
                if not await self._store.people.revoke(person_in(who)):
                    return texts.say("users_unknown", number=who)
                self.show_menu(bot, who, None)
                return texts.say("users_removed", number=who, access=access_in_words(rules.access, texts))
        return texts.say("users_how")

    async def _listing(self) -> str:
        texts, rules = self._texts, self._gate.rules
        people = await self._store.people.listing()
        lines = [
            texts.say("users_line_set", number=number, role=role_name(Role.ADMINISTRATOR, texts))
            for number in sorted(rules.admins)
        ]
        lines += [
            texts.say(
                "users_line",
                number=chat_of(one.id),
                role=role_name(one.role, texts),
                since=dutch_date(one.since.astimezone().date(), texts),
            )
            for one in people
            if chat_of(one.id) not in rules.admins
        ]
        return "\n".join([access_in_words(rules.access, texts), "", *lines, "", texts.say("users_how")])

    async def _tell_status(self, bot: Bot, _chat_id: int, _words: list[str]) -> str:
        return "\n".join(await self._status.lines(bot, access_in_words(self._gate.rules.access, self._texts)))


def _is_number(word: str) -> bool:
    digits = word.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= 18 and int(digits) > 0


def _within(word: str, most: int) -> bool:
    return _is_number(word) and 1 <= int(word) <= most
