"""Who may use the bot, and as what. A private chat at Telegram has the number of its user."""

from dataclasses import dataclass
from enum import StrEnum

from bot.store import Role


class Access(StrEnum):
    """For whom the bot is."""

    OPEN = "open"
    LIST = "list"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is set on the server; `allowed` has people and groups, the latter below 0."""

    access: Access = Access.OPEN
    allowed: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()

    def role_in(self, chat: int, known: Role | None) -> Role | None:
        """What one may do in a chat, or None for nothing; `known` is the role of that chat in the store.

        In a group everybody may, or nobody. A list on the server decides alone: the store then only says who
        may do more.
        """
        if chat in self.admins:
            return Role.ADMINISTRATOR
        match self.access:
            case Access.OPEN:
                return known or Role.USER
            case Access.LIST:
                return (known or Role.USER) if chat in self.allowed else None
            case Access.INVITATION:
                return known

    def takes_code_from(self, chat: int) -> bool:
        """Whether an invitation can give somebody something: not who is left out by a list."""
        return self.access is not Access.LIST or chat in self.allowed
