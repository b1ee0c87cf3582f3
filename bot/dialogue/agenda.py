"""What to ask (only what can change the advice, or everything in full mode) and to look up."""

from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Said
from bot.dialogue.replies import Search
from bot.domain import QUESTIONS, UNKNOWN, Context, Decision, FactSheet, Outcome, Slot
from bot.domain.slots import ASSUMED

SHORT_QUESTION = 8
"""A first message of at most this many words that asks something is a question, not a request."""


def settled(sheet: FactSheet) -> dict[Slot, str]:
    """What needs no question any more, with its value: a status that the user does not know counts as new."""
    known = sheet.known()
    if sheet.value(Slot.STATUS) == UNKNOWN:
        known[Slot.STATUS] = ASSUMED[Slot.STATUS]
    return known


def open_slots(conversation: Conversation, decision: Decision) -> tuple[Slot, ...]:
    """Slots to ask, in order: those that can still change outcome, conditions or motivation.

    An answer of "weet ik niet" counts as answered: it is not asked twice. In full mode every slot is
    asked; whether a registration was used only makes sense for one that exists.
    """
    known = settled(conversation.sheet)
    if conversation.full:
        new = known.get(Slot.STATUS) == "new"
        wanted = frozenset(slot for slot in Slot if not (slot is Slot.USED and new))
    else:
        wanted = decision.matters(known)
    answered = conversation.sheet.answered()
    return tuple(
        slot for slots in QUESTIONS.values() for slot in slots if slot in wanted and slot not in answered
    )


def wants_article(conversation: Conversation) -> bool:
    """Whether to ask which article says so: once, of a law that is claimed, if there are some to offer."""
    claim = conversation.sheet.get(Slot.LEGAL_BASIS)
    claimed = claim is not None and claim.value in ("prescribed", "duty") and not claim.passage
    to_ask = conversation.asked is Slot.LEGAL_BASIS or not conversation.article_asked
    return claimed and to_ask and bool(conversation.evidence.articles)


def possible_outcomes(conversation: Conversation, decision: Decision) -> tuple[Outcome, ...]:
    """The outcomes that the answers leave open."""
    possible = decision.possible(settled(conversation.sheet))
    return tuple(outcome for outcome in Outcome if outcome in possible)


def to_answer(conversation: Conversation, said: Said) -> Search | None:
    """What to look up for a question of the user; None for a message that is none."""
    intent, text = said.reading.intent, said.text.strip()
    if intent == "others" and conversation.description:
        return to_look_up(conversation).model_copy(update={"purpose": "others"})
    is_request = conversation.phase == "intake" and len(text.split()) > SHORT_QUESTION
    if intent not in ("question", "others") or is_request:
        return None
    return Search(purpose="answer", text=text, municipality=conversation.municipality)


def to_look_up(conversation: Conversation) -> Search:
    """What to look up for a request that was described."""
    law = conversation.sheet.value(Context.LAW)
    return Search(
        purpose="evidence",
        text=conversation.description or "",
        municipality=conversation.municipality,
        law=None if law is None else str(law),
    )
