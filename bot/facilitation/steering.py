"""A facilitator in a chat: beginning a workshop, the next step, the list, closing and what goes home."""

from datetime import timedelta
from typing import Literal, Protocol
from uuid import uuid4

from bot.dialogue import File, Message, Reply
from bot.domain import Outcome
from bot.facilitation.hall import Found, Hall
from bot.facilitation.keeping import keep_decisions, publish_decisions
from bot.facilitation.leading import closing_face
from bot.facilitation.listing import typed
from bot.facilitation.replying import Replying, as_replies, refusal
from bot.facilitation.wording import wording
from bot.session.keeping import Replies
from bot.store import Turn
from bot.workshop import Event, Verdict, Workshop
from bot.workshop import events as on
from bot.workshop.practice import practice
from bot.workshop.workshop import LONGEST_TEXT

YEAR = timedelta(days=365)
"""A verdict holds for a year, unless the room says otherwise on the page (the decision model's default)."""

Report = Literal["workshop_docx", "workshop_pdf", "workshop_xlsx"]
REPORTS: dict[Report, tuple[str, str]] = {
    "workshop_docx": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "workshop_pdf": (".pdf", "application/pdf"),
    "workshop_xlsx": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class Pages(Protocol):
    """Where the pages of a workshop are; None when there are none."""

    def beamer(self, code: str) -> str | None:
        """The page for the big screen."""

    def control(self, code: str, secret: str) -> str | None:
        """The facilitator's own page."""


class Steering:
    """What facilitators do."""

    def __init__(self, hall: Hall, replying: Replying, pages: Pages) -> None:
        self._hall = hall
        self._replying = replying
        self._pages = pages
        self._say = wording().say

    async def begin(self, turn: Turn, title: str, leader: str, group: str | None) -> Replies:
        """A new workshop, led by `leader`: in the own chat, or begun in a group that may see it."""
        if refused := self._hall.assistant.refusal(title):
            return (refused,)
        about = Workshop(
            id=uuid4().hex[:12],
            title=title[:LONGEST_TEXT] or self._say("untitled"),
            municipality=await turn.municipality(),
        )
        found = await self._hall.create(turn, about, leader)
        if group is None:
            return await self.lead(turn, found)
        for owner in (leader, group):
            await turn.invite_to_workshop(found.code, owner)
        return (Message(text=self._say("started_in_group", title=about.title)),)

    async def lead(self, turn: Turn, found: Found) -> Replies:
        """The controls of a workshop, with the addresses of its pages."""
        await turn.join_workshop(found.code, None, found.workshop.scene)
        await turn.activate(None)
        link = self._hall.join_link(found.code) or found.code
        about = self._say("started", title=found.workshop.title, code=found.code, link=link)
        address = self._pages.beamer(found.code)
        control = self._pages.control(found.code, found.secret)
        pages = self._say("no_page")
        if address and control:
            pages = self._say("page", address=address, control=control)
        return Message(text=f"{about}\n{pages}"), *self._replying.leader(found)

    async def typed(self, turn: Turn, found: Found, text: str) -> Replies:
        """Registrations for the list, one a line."""
        said: list[Reply] = []
        for proposal in typed(text):
            done = await self._hall.do_in(turn, found.code, proposal)
            found = done.found or found
            kept = Message(text=self._say("proposed", text=proposal.text))
            said.append(refusal(done.refused) if done.refused else kept)
        return (*said, *self._replying.leader(found))

    async def pressed(self, turn: Turn, found: Found, action: str, about: str) -> Replies:
        """A button on the facilitator's card."""
        match action:
            case "close":
                return as_replies(closing_face(found))
            case "closeyes":
                return await self._close(turn, found)
            case "publish":
                count = await publish_decisions(turn, found, self._hall.assistant)
                text = self._say("lead_published", count=count) if count else self._say("lead_publish_none")
                return Message(text=text), *self._replying.leader(found)
            case "report":
                return self._report(found)
        said: tuple[Reply, ...] = ()
        for event in self._events(action, about):
            done = await self._hall.do_in(turn, found.code, event)
            found = done.found or found
            said = (refusal(done.refused),) if done.refused else said
        await turn.see_workshop(found.code, found.workshop.scene)
        return (*said, *self._replying.leader(found))

    def _events(self, action: str, about: str) -> tuple[Event, ...]:
        """What a button stands for; nothing for one that only looks again."""
        item, _, more = about.partition(":")
        now = self._hall.assistant.now()
        match action:
            case "open":
                return (on.Opened(item=item),)
            case "vote":
                return (on.VotingOpened(item=item),)
            case "reveal" if more.isdecimal():
                return (on.Revealed(item=item, round=int(more)),)
            case "talk" if more.isdecimal():
                return (on.TalkStarted(item=item, until=now + timedelta(minutes=int(more))),)
            case "decide" if more in list(Outcome):
                outcome = Outcome(more)
                until = None if outcome is Outcome.SCHRAPPEN else now.date() + YEAR
                return (on.Decided(item=item, verdict=Verdict(outcome=outcome, until=until)),)
            case "park":
                return (on.Parked(item=item),)
            case "skip":
                return (on.Skipped(item=item),)
            case "merge":
                return (on.Merged(keep=item, drop=more),)
            case "undo":
                return (on.Undone(),)
            case "practice":
                return practice()[:1]
            case _:
                return ()

    async def _close(self, turn: Turn, found: Found) -> Replies:
        count = await keep_decisions(turn, found, self._hall.assistant)
        done = await self._hall.do_in(turn, found.code, on.Closed())
        found = done.found or found
        await turn.see_workshop(found.code, found.workshop.scene)
        return Message(text=self._say("lead_closed", count=count)), *self._replying.leader(found)

    def _report(self, found: Found) -> Replies:
        base = self._say("report_file")
        files = (
            File(
                id=uuid4().hex,
                name=f"{base}{suffix}",
                media_type=kind,
                make=make,
                conversation=found.code,
            )
            for make, (suffix, kind) in REPORTS.items()
        )
        return Message(text=self._say("report_here")), *files, *self._replying.leader(found)
