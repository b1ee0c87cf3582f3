"""What roles and kinds of access are called, by who reads them and who types them."""

from bot.channels.telegram.access import Access
from bot.content import Texts
from bot.store import Role


def role_name(role: Role, texts: Texts) -> str:
    """What a role is called."""
    match role:
        case Role.USER:
            return texts.say("role_user")
        case Role.FACILITATOR:
            return texts.say("role_facilitator")
        case Role.ADMINISTRATOR:
            return texts.say("role_administrator")


def role_named(word: str, texts: Texts) -> Role | None:
    """The role of this name."""
    return next((role for role in Role if role_name(role, texts) == word.casefold()), None)


def access_in_words(access: Access, texts: Texts) -> str:
    """For whom the bot is."""
    match access:
        case Access.OPEN:
            return texts.say("access_open")
        case Access.LIST:
            return texts.say("access_list")
        case Access.INVITATION:
            return texts.say("access_invitation")
