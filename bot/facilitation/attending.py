"""A participant in a chat: coming in, voting, giving a reason, seeing it differently, going."""

from secrets import token_hex

from pydantic import ValidationError

from bot.dialogue import Choice, Message, Option, Reply
from bot.facilitation.hall import Found, Hall
from bot.facilitation.replying import Replying, refusal
from bot.facilitation.wording import wording
from bot.session.keeping import Replies
from bot.store import Turn
from bot.workshop import Event, Participant, Question, Role, State
from bot.workshop import events as on
from bot.workshop.workshop import LONGEST_TEXT


class Attending:
    """What participants do."""

    def __init__(self, hall: Hall, replying: Replying) -> None:
        self._hall = hall
        self._replying = replying
        self._say = wording().say

    async def join(self, turn: Turn, found: Found) -> Replies:
        """A place in the workshop: the same one as before for who comes back."""
        mine = next((one for one in await turn.memberships() if one.code == found.code), None)
        participant = (mine and mine.participant) or f"p{token_hex(6)}"
        done = await self._hall.do_in(turn, found.code, on.Joined(participant=Participant(id=participant)))
        if done.refused and (mine is None or done.refused != "closed"):
            return (refusal(done.refused),)
        found = done.found or found
        await turn.join_workshop(found.code, participant, found.workshop.scene)
        await turn.activate(None)
        return self._replying.participant(found, participant)

    async def typed(self, turn: Turn, found: Found, who: Participant, text: str) -> Replies:
        """A reason while it is voted on or disagreed with; else maybe a registration for the list."""
        text = text[:LONGEST_TEXT]
        event = _reason(found, who, text)
        if event is None:
            options = (
                Option(id=f"w:{found.code}:propose:{text}", label=self._say("button_propose")),
                Option(id=f"w:{found.code}:name:{text}", label=self._say("button_name")),
                Option(id=f"w:{found.code}:nothing", label=self._say("button_propose_not")),
            )
            return (Choice(text=self._say("proposal_ask", text=text), options=options),)
        done = await self._hall.do_in(turn, found.code, event)
        said = refusal(done.refused) if done.refused else Message(text=self._say("reason_kept"))
        return said, *self._replying.participant(done.found or found, who.id)

    async def pressed(self, turn: Turn, found: Found, participant: str, action: str, about: str) -> Replies:
        """A button on the participant's card."""
        if action == "leave":
            await self._hall.do_in(turn, found.code, on.Left(participant=participant))
            return (Message(text=self._say("left")),)
        if action == "roles":
            return self._replying.without_role(found, participant)
        if action == "again":
            return self._replying.participant(found, participant, _question(about))
        event = _event(participant, action, about)
        said: tuple[Reply, ...] = ()
        if event is not None:
            done = await self._hall.do_in(turn, found.code, event)
            found = done.found or found
            if done.refused:
                said = (refusal(done.refused),)
            elif isinstance(event, on.Proposed):
                said = (Message(text=self._say("proposed", text=event.text)),)
            elif isinstance(event, on.Named):
                said = (Message(text=self._say("named" if event.name else "unnamed")),)
        elif action == "nothing":
            said = (Message(text=self._say("proposal_not")),)
        return (*said, *self._replying.participant(found, participant))


def _reason(found: Found, who: Participant, text: str) -> Event | None:
    """What was typed, as a reason for what this participant answered or disagrees with; else None."""
    item, latest = found.workshop.current, found.workshop.item(found.workshop.latest or "")
    if item is not None and item.state is State.VOTING and who.role is not None:
        return on.Reasoned(participant=who.id, item=item.id, round=len(item.rounds), reason=text)
    if item is None and latest is not None and who.id in latest.dissenters:
        return on.Dissented(participant=who.id, item=latest.id, dissents=True, reason=text)
    return None


def _event(participant: str, action: str, about: str) -> Event | None:
    """What a button stands for; None for one that changes nothing, or that no card of ours has."""
    item, _, more = about.partition(":")
    try:
        match action:
            case "role":
                return on.RoleChosen(participant=participant, role=Role(about))
            case "answer":
                number, question, score = more.split(":")
                return on.Voted(
                    participant=participant,
                    item=item,
                    round=int(number),
                    question=Question(question),
                    score=int(score),
                )
            case "unreason":
                return on.Reasoned(participant=participant, item=item, round=int(more), reason=None)
            case "dissent" | "consent":
                return on.Dissented(participant=participant, item=item, dissents=action == "dissent")
            case "name":
                return on.Named(participant=participant, name=about or None)
            case "propose":
                return on.Proposed(text=about)
    except (ValueError, ValidationError):
        return None
    return None


def _question(about: str) -> Question | None:
    name = about.rpartition(":")[2]
    return Question(name) if name in list(Question) else None
