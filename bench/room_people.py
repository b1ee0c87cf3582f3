"""The people in one workshop in Telegram: a facilitator and participants who press the real buttons.

Everybody sees no more than the own chat: who waits for a card, waits for what the bot brings there.
"""

import asyncio
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.workshop import Question, Role
from tests.auxil.telegram import Message, TelegramServer, User

PATIENCE = 120.0
"""Seconds for one step; a bot that needs more is broken, not slow."""

REASONS = (
    "Dit kost ons elke week een middag die we niet bij mensen zijn.",
    "Zonder deze cijfers weten we niet of de hulp op tijd komt.",
    "Buurgemeenten vragen het anders, dus we doen het dubbel.",
)
_CODE = re.compile(r"start=w_([A-Z2-9]{6})")


Place = tuple[str, str, int, Question | None]
"""Whose, on which registration, in which round, to which question; None for the reason."""


@dataclass
class Cast:
    """What was said in a room, and when ballots came to be complete (seconds, wall clock).

    `again` is how often a press had to be done again, for the card was another one by then.
    """

    said: dict[Place, int | str] = field(default_factory=dict)
    complete: list[float] = field(default_factory=list)
    again: int = 0


class Voter:
    """One participant. `chance` decides what is answered and how long that takes to think of."""

    def __init__(self, user: User, role: Role, cast: Cast, chance: random.Random) -> None:
        self.user = user
        self._role = role
        self._cast = cast
        self._chance = chance
        self._owner = f"telegram:{user.id}"

    async def joins(self, code: str) -> None:
        """Follows the link and chooses a role."""
        await self.user.sends(f"/start w_{code}")
        await shown(self.user, "In welke rol")
        await self.user.presses(self._role.value.capitalize())
        await shown(self.user, f"u bent {self._role.value}")

    async def votes(self, registration: str, number: int, think: tuple[float, float]) -> None:
        """Answers the three questions, each after so many seconds of thought (at least, at most)."""
        for place, question in enumerate(Question, start=1):
            head = f"Ronde {number} · vraag {place} van 3"
            await shown(self.user, head)
            await asyncio.sleep(self._chance.uniform(*think))
            score = self._chance.randint(1, 4)
            await self._presses(head, score)
            self._cast.said[self._owner, registration, number, question] = score
        self._cast.complete.append(self._pressed_at)

    async def explains(self, registration: str, number: int) -> None:
        """Types a reason."""
        await shown(self.user, "U hebt alle vragen beantwoord")
        why = reason(self._chance.randrange(len(REASONS)), number)
        await self.user.sends(why)
        await shown(self.user, f"Uw reden: {why}")
        self._cast.said[self._owner, registration, number, None] = why

    async def disagrees(self) -> None:
        """Sees the verdict differently."""
        await self.user.presses("Ik zie het anders")
        await shown(self.user, "U hebt laten weten dat u het anders ziet")

    async def _presses(self, head: str, score: int) -> None:
        """A press, and again when the bot says that the button is of an older card."""
        while True:
            heard = len(self.user.notices)
            label = next(one for one in card(self.user).labels if one.startswith(f"{score}. "))
            self._pressed_at = time.time()
            await self.user.presses(label)

            def answered(chat: list[Message], heard: int = heard) -> bool:
                return head not in _newest(chat).text or len(self.user.notices) > heard

            await self.user.waits(answered, PATIENCE)
            if head not in card(self.user).text:
                return
            self._cast.again += 1


class Room:
    """A facilitator and participants, as many in every role."""

    def __init__(self, server: TelegramServer, first: int, each_role: int, seed: int = 7) -> None:
        self._server = server
        self._chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.cast = Cast()
        self.leader = server.user(first, "Facilitator")
        self.voters = [
            Voter(
                server.user(first + 1 + number, "Deelnemer"),
                role,
                self.cast,
                random.Random(seed * 1000 + number),  # noqa: S311
            )
            for number, role in enumerate([*Role] * each_role)
        ]
        self.code = ""

    async def begins(self, title: str, group: int | None = None) -> None:
        """The facilitator begins a workshop: in a group, that then has a card of its own, or alone."""
        await self.leader.sends("/help")
        await shown(self.leader, "")
        if group is None:
            await self.leader.sends(f"/workshop {title}")
            chat = await self.leader.waits(lambda chat: _code(chat), PATIENCE)
        else:
            room = self._server.group(group, "Inkoop jeugd")
            room.adds_bot(self.leader)
            await room.member(self.leader).sends(f"/workshop@drievragen_bot {title}")
            chat = await room.member(self.leader).waits(lambda chat: _code(chat), PATIENCE)
        self.code = _code(chat)
        await shown(self.leader, "Er staat nog niets op de lijst")

    async def fills(self, every: float = 0.0) -> None:
        """All come in, one in so many seconds."""
        async with asyncio.TaskGroup() as group:
            for voter in self.voters:
                group.create_task(voter.joins(self.code))
                await asyncio.sleep(every)

    async def lists(self, registrations: Sequence[str]) -> None:
        """The facilitator types the list."""
        await self.leader.sends("\n".join(registrations))
        await shown(self.leader, f"0 van {len(registrations)} registraties")

    async def leads(self, label: str, then: str) -> float:
        """The facilitator presses a button and sees what came of it; the moment of the press."""
        heard = len(self.leader.notices)
        at = time.time()
        await self.leader.presses(label[:60])

        def answered(chat: list[Message]) -> bool:
            return then in _newest(chat).text or len(self.leader.notices) > heard

        await self.leader.waits(answered, PATIENCE)
        if then not in card(self.leader).text:  # the card was another by then
            await shown(self.leader, label[:10], label=True)
            return await self.leads(label, then)
        return at

    async def sees(self, text: str) -> None:
        """Waits until every participant has this on the card."""
        await asyncio.gather(*(shown(one.user, text) for one in self.voters))

    async def votes(
        self, registration: str, number: int, think: tuple[float, float], reasons: int = 0
    ) -> None:
        """Everybody answers alone; some give a reason."""

        async def one(voter: Voter, explains: bool) -> None:
            await voter.votes(registration, number, think)
            if explains:
                await voter.explains(registration, number)

        talkers = set(self._chance.sample(range(len(self.voters)), k=min(reasons, len(self.voters))))
        await asyncio.gather(*(one(voter, place in talkers) for place, voter in enumerate(self.voters)))


def reason(place: int, number: int) -> str:
    """What somebody writes in a round; in another round it is something else."""
    return f"{REASONS[place]} {'Nog steeds.' * (number - 1)}".strip()


def card(user: User) -> Message:
    """The newest message with buttons, or else the newest."""
    return _newest(user.chat)


async def shown(user: User, text: str, *, label: bool = False) -> Message:
    """The card of a user, once it says this; with `label` once a button begins with it.

    Raises:
        AssertionError: it never did.
    """

    def is_there(chat: list[Message]) -> bool:
        if not chat or not _newest(chat).from_bot:
            return False
        newest = _newest(chat)
        return any(one.startswith(text) for one in newest.labels) if label else text in newest.text

    return _newest(await user.waits(is_there, PATIENCE))


def _newest(chat: Sequence[Message]) -> Message:
    return next((one for one in reversed(chat) if one.buttons), chat[-1])


def _code(chat: Sequence[Message]) -> str:
    found = (_CODE.search(one.text) for one in chat)
    return next((one[1] for one in found if one), "")
