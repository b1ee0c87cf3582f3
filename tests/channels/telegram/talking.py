"""What a user does and then sees, without knowing how the bot does it."""

import asyncio
from collections.abc import Callable, Iterable

from tests.auxil.telegram import Message, User

FIRST = "We willen dat begeleiders per kwartaal bijhouden hoeveel minuten ze besteden"
WAITING = "We willen de wachttijden van aanbieders elke maand ontvangen in onze eigen vorm"
NEW, CHANGE = "Andere registratie", "Wijzigen"
AFTER_ADVICE = ["Besluit vastleggen", "Toelichting", "Document", NEW, CHANGE]

SECONDS = 10.0


def buttoned(chat: Iterable[Message]) -> list[Message]:
    """The messages that still have buttons."""
    return [message for message in chat if message.buttons]


def by_bot(user: User) -> list[str]:
    """What the bot's messages say now, oldest first."""
    return [message.text for message in user.chat if message.from_bot]


def card(user: User) -> Message:
    """The one message with buttons."""
    (only,) = buttoned(user.chat)
    return only


async def says(user: User, text: str) -> Message:
    """Type something; the answer below it, once it is the only card with buttons."""
    seen = max((message.message_id for message in user.chat), default=0)
    await user.sends(text)

    def answered(chat: list[Message]) -> bool:
        newest = chat[-1]
        return newest.from_bot and newest.message_id > seen and all(one is newest for one in buttoned(chat))

    return (await user.waits(answered, SECONDS))[-1]


async def presses(user: User, label: str) -> Message:
    """Press a button of the card; the message with the answer, once the press is acknowledged."""
    before = card(user)
    await user.presses(label, before)

    def answered(chat: list[Message]) -> bool:
        newest = chat[-1]
        cards = 0 if label == NEW else 1  # what is new begins with a greeting
        return newest != before and len(buttoned(chat)) == cards and not user.unanswered

    return (await user.waits(answered, SECONDS))[-1]


async def until(what: Callable[[], object]) -> None:
    """Wait for something that is not in a chat."""
    async with asyncio.timeout(SECONDS):
        while not what():  # noqa: ASYNC110 - what is watched has no event
            await asyncio.sleep(0.01)


def answer_of(message: Message) -> str:
    """An answer for whoever has no opinion: what the bot proposes, or else the first one."""
    labels = [label for label in message.labels if not label.startswith("Verander:")]
    return next((label for label in labels if label.endswith("(mijn voorstel)")), labels[0])


async def to_the_advice(user: User) -> Message:
    """Press an answer to every question."""
    while NEW not in card(user).labels:
        await presses(user, answer_of(card(user)))
    return card(user)
