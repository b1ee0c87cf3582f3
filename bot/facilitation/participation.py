"""Workshops in a chat: who is in which, and what a message, a button or a new scene means there."""

from collections.abc import Callable
from typing import NamedTuple

from bot.dialogue import Message, Refused
from bot.facilitation.attending import Attending
from bot.facilitation.hall import Hall
from bot.facilitation.replying import Replying, refusal
from bot.facilitation.steering import Pages, Steering
from bot.facilitation.wording import wording
from bot.facilitation.writing import Kind, written
from bot.session.keeping import Replies
from bot.store import Member, Role, Turn
from bot.workshop import events as on

KINDS: dict[str, Kind] = {"workshop_docx": "docx", "workshop_pdf": "pdf", "workshop_xlsx": "xlsx"}
"""The documents of a workshop, as a chat asks for them."""


class Place(NamedTuple):
    """Where somebody speaks: `person` is the owner of the own chat, `group` that of the group it is in."""

    person: str
    group: str | None = None


class Participation:
    """What people in a chat do in workshops. One instance serves everybody.

    `may_lead` says whether a person with this role may begin a workshop, `place` where an owner speaks.
    """

    def __init__(
        self,
        hall: Hall,
        pages: Pages,
        may_lead: Callable[[str, Role | None], bool],
        place: Callable[[str], Place] = Place,
    ) -> None:
        self._hall = hall
        self._may_lead = may_lead
        self._place = place
        self._replying = replying = Replying(hall)
        self._attending = Attending(hall, replying)
        self._steering = Steering(hall, replying, pages)

    async def begin(self, turn: Turn, title: str) -> Replies:
        """A new workshop with a title, or else the one that this person leads and that goes on.

        In a group everybody there sees how to take part; the controls come in the facilitator's own chat.
        """
        here = self._place(turn.owner)
        if not title and here.group is None:
            for gathering in await turn.led():
                found = await self._hall.find_in(turn, gathering.code)
                if found is not None and found.workshop.phase == "open":
                    return await self._steering.lead(turn, found)
        if not self._may_lead(here.person, await turn.role(here.person)):
            return (Refused(text=wording().say("only_facilitators")),)
        return await self._steering.begin(turn, title, here.person, here.group)

    async def join(self, turn: Turn, code: str) -> Replies | None:
        """A place in the workshop with this code; None when there is no such workshop."""
        found = await self._hall.find_in(turn, code.strip().upper())
        if found is None:
            return None
        if self._place(turn.owner).group is not None:  # a vote is nobody else's business
            link = self._hall.join_link(found.code) or found.code
            return (Message(text=wording().say("join_alone", link=link)),)
        if found.owner == turn.owner:
            return await self._steering.lead(turn, found)
        return await self._attending.join(turn, found)

    async def make(self, turn: Turn, kind: str, code: str) -> bytes | None:
        """The report of a workshop that this owner leads; None when it is gone."""
        found = await self._hall.find_in(turn, code)
        if found is None or found.owner != turn.owner:
            return None
        return await turn.outside(written, found, KINDS[kind], self._hall.assistant)

    async def say(self, turn: Turn, text: str) -> Replies | None:
        """What somebody in a workshop typed; None for somebody who is in none that goes on."""
        for mine in await turn.memberships():
            found = await self._hall.find_in(turn, mine.code)
            if found is None or found.workshop.phase == "closed":
                continue
            who = found.workshop.participant(mine.participant or "")
            if found.owner != turn.owner and (who is None or who.away):
                continue
            if refused := self._hall.assistant.refusal(text):
                return (refused,)
            if who is None:
                return await self._steering.typed(turn, found, text)
            return await self._attending.typed(turn, found, who, text)
        return None

    async def press(self, turn: Turn, argument: str) -> Replies:
        """A button on a card of a workshop: its code, what to do, and with what."""
        code, action, about = (*argument.split(":", 2), "", "")[:3]
        found = await self._hall.find_in(turn, code)
        if found is None:
            return (refusal("gone"),)
        if found.owner == turn.owner:
            self._hall.tend(found)  # where nobody looks at a page, nobody else does
            return await self._steering.pressed(turn, found, action, about)
        mine = await _membership(turn, code)
        if mine is None or mine.participant is None:
            return (refusal("unknown_participant"),)
        return await self._attending.pressed(turn, found, mine.participant, action, about)

    async def now(self, turn: Turn, code: str) -> Replies | None:
        """The card of this owner when it is behind; None when it is not, or there is no place for it."""
        mine, found = await _membership(turn, code), await self._hall.find_in(turn, code)
        if mine is None or found is None or mine.seen >= found.workshop.scene:
            return None
        await turn.see_workshop(code, found.workshop.scene)
        if found.owner == turn.owner:
            await turn.activate(None)  # what is typed below this card is for the workshop
            return self._replying.leader(found)
        if mine.participant is None:
            return self._replying.group(found)
        who = found.workshop.participant(mine.participant)
        if who is None or who.away:
            return None
        await turn.activate(None)
        return self._replying.participant(found, mine.participant)

    async def forget(self, turn: Turn) -> None:
        """Takes what this owner wrote out of the workshops; votes stay counted, and nobody's."""
        for mine in await turn.memberships():
            if mine.participant is not None:
                await self._hall.do_in(turn, mine.code, on.Forgotten(participant=mine.participant))


async def _membership(turn: Turn, code: str) -> Member | None:
    return next((one for one in await turn.memberships() if one.code == code), None)
