"""Groups, seen by the people in them."""

import re

from tests.auxil.telegram.html import Formatted
from tests.auxil.telegram.messages import Chat, Message, Person
from tests.auxil.telegram.rooms import Standing
from tests.auxil.telegram.users import User
from tests.auxil.telegram.world import World

ANOTHER_BOT = Person(777, "Een andere bot", "andere_bot", True)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Group:
    """A supergroup with the bot in it or not; privacy mode is on as long as the bot is no administrator."""

    def __init__(self, world: World, id: int, title: str) -> None:  # noqa: A002
        assert id < 0, "the id of a group is below zero"
        self._world = world
        self.id = id
        self.title = title
        world.open_group(Chat(id, title))

    @property
    def chat(self) -> list[Message]:
        """Every message in the group now, oldest first."""
        return self._world.rooms[self.id].list()

    @property
    def has_bot(self) -> bool:
        return self._world.rooms[self.id].has_bot

    def member(self, user: User) -> User:
        """The same person, who types, presses and reads in this group."""
        return User(self._world, self._world.people[user.id], self.id)

    def adds_bot(self, by: User) -> int:
        """Somebody lets the bot in, which everybody sees; the id of the update about its membership."""
        update = self._world.stands(self.id, self._person(by), Standing.MEMBER)
        self._world.announce(self.id, self._person(by))
        return update

    def kicks_bot(self, by: User) -> int:
        """Somebody puts the bot out; the id of the update."""
        return self._world.stands(self.id, self._person(by), Standing.KICKED)

    def promotes_bot(self, by: User) -> int:
        """Somebody makes the bot an administrator, who gets every message; the id of the update."""
        return self._world.stands(self.id, self._person(by), Standing.ADMIN)

    async def opens_link(self, by: User, payload: str) -> int:
        """Somebody follows a link with `?startgroup=` and chooses this group; the id of the update."""
        assert _PAYLOAD.fullmatch(payload), "such a link does not work"
        if not self.has_bot:
            self.adds_bot(by)
        return await self.member(by).sends(f"/start@{self._world.bot.username} {payload}")

    def other_bot_says(self, text: str) -> Message:
        """Another bot in the group speaks; commands that name nobody are for that one then."""
        return self._world.post(self.id, ANOTHER_BOT, Formatted(text))

    def _person(self, user: User) -> Person:
        return self._world.people[user.id]
