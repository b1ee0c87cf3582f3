"""Workshops in Telegram: where their pages and links are, who may lead one, and who speaks in a group."""

from typing import NamedTuple

from telegram import Bot

from bot.channels.telegram.access import Access, Rules
from bot.channels.telegram.addressing import chat_of, person_in, person_of
from bot.facilitation.participation import Place
from bot.store import Role


class Pages(NamedTuple):
    """The pages of workshops under a public address; without one there are none."""

    public: str | None

    def beamer(self, code: str) -> str | None:
        """The page for the big screen."""
        return self.public and f"{self.public}/w/{code}"

    def control(self, code: str, secret: str) -> str | None:
        """The facilitator's own page."""
        return self.public and f"{self.public}/w/{code}/{secret}"


def link_to(bot: Bot, payload: str) -> str:
    """The address that opens the bot with a payload."""
    return f"https://t.me/{bot.username}?start={payload}"


def place_of(owner: str) -> Place:
    """Where an owner speaks: in the own chat, or in a group."""
    chat = chat_of(owner)
    return Place(person_in(int(person_of(owner))), person_in(chat)) if chat < 0 else Place(owner)


def may_lead(rules: Rules, person: str, known: Role | None) -> bool:
    """Whether somebody may lead workshops: facilitators and administrators, and in an open bot everybody."""
    role = rules.role_in(chat_of(person), known)
    return rules.access is Access.OPEN or role in (Role.FACILITATOR, Role.ADMINISTRATOR)
