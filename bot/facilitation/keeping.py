"""What a room decided becomes requests of the facilitator: found again, reminded of, and maybe published."""

from datetime import datetime

from bot.assistant import Assistant
from bot.dialogue import Conversation
from bot.domain.recorded import Recorded
from bot.facilitation.hall import Found
from bot.facilitation.wording import wording
from bot.session.publishing import publication_of
from bot.store import Decided, Stored, Turn
from bot.workshop import Item, Verdict, Workshop
from bot.workshop.room import with_room

TITLE_LENGTH = 80


async def keep_decisions(turn: Turn, found: Found, assistant: Assistant) -> int:
    """Saves every decision of a workshop with its facilitator, whose turn it is; gives how many there are.

    Doing it again changes nothing, unless the room decided something else. A rehearsal decides nothing.
    """
    if found.workshop.rehearsal:
        return 0
    active = await turn.active()
    earlier = {one.conversation: one.decided for one in await turn.decisions()}
    decided = decisions_of(found.workshop, assistant)
    for conversation, recorded in decided:
        same = earlier.get(conversation.id)
        now = recorded.outcome.value, recorded.until, recorded.reason
        if same is not None and (same.outcome, same.until, same.reason) == now:
            continue
        title = " ".join((conversation.description or "").split())[:TITLE_LENGTH]
        state = conversation.model_dump_json()
        await turn.save(Stored(conversation.id, turn.owner, title, conversation.status, state, recorded.at))
        noted = Decided(recorded.outcome.value, recorded.by, recorded.reason, recorded.until, recorded.at)
        await turn.record(conversation.id, noted)
    if decided:
        await turn.activate(active.id if active else None)
    return len(decided)


async def publish_decisions(turn: Turn, found: Found, assistant: Assistant) -> int:
    """Puts the decisions of a workshop in the register, which must be kept already; gives how many.

    None without a municipality: a register is searched by place.
    """
    published = 0
    for conversation, _ in decisions_of(found.workshop, assistant) if not found.workshop.rehearsal else ():
        publication = publication_of(conversation, assistant)
        if publication is not None and not assistant.refusal(publication.description):
            await turn.publish(conversation.id, publication)
            published += 1
    return published


def decisions_of(workshop: Workshop, assistant: Assistant) -> tuple[tuple[Conversation, Recorded], ...]:
    """Every decided registration as a request with its decision; without those to practise with."""
    at = assistant.now()
    return tuple(
        _decision(workshop, item, item.request, item.verdict, assistant, at)
        for item in workshop.real_items()
        if item.verdict is not None and item.request is not None and item.state == "decided"
    )


def _decision(
    workshop: Workshop,
    item: Item,
    request: Conversation,
    verdict: Verdict,
    assistant: Assistant,
    at: datetime,
) -> tuple[Conversation, Recorded]:
    recorded = Recorded(
        outcome=verdict.outcome,
        by=wording().say("decided_by", title=workshop.title),
        reason=verdict.action,
        until=verdict.until if verdict.until and verdict.until > at.date() else None,
        at=at,
    )
    known = with_room(item, request, assistant.dialogue.rates)
    update = {"phase": "advice", "asked": None, "description": item.text, "recorded": recorded}
    return known.model_copy(update=update), recorded
