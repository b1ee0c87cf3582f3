"""What to ask (only what can change the advice, or everything in full mode) and to look up."""

from bot.dialogue.conversation import Conversation
from bot.dialogue.replies import Search
from bot.domain import QUESTIONS, Context, Decision, Outcome, Slot


def open_slots(conversation: Conversation, decision: Decision) -> tuple[Slot, ...]:
    """Slots to ask, in order: those that can still change outcome, conditions or motivation.

    An answer of "weet ik niet" counts as answered: it is not asked twice. In full mode every slot is
    asked; whether a registration was used only makes sense for one that exists.
    """
    sheet = conversation.sheet
    if conversation.full:
        new = sheet.value(Slot.STATUS) == "new"
        wanted = frozenset(slot for slot in Slot if not (slot is Slot.USED and new))
    else:
        wanted = decision.matters(sheet.known())
    answered = sheet.answered()
    return tuple(
        slot for slots in QUESTIONS.values() for slot in slots if slot in wanted and slot not in answered
    )


def possible_outcomes(conversation: Conversation, decision: Decision) -> tuple[Outcome, ...]:
    """The outcomes that the answers leave open."""
    possible = decision.possible(conversation.sheet.known())
    return tuple(outcome for outcome in Outcome if outcome in possible)


def to_look_up(conversation: Conversation) -> Search:
    """What to look up for a request that was described."""
    law = conversation.sheet.value(Context.LAW)
    return Search(
        purpose="evidence",
        text=conversation.description or "",
        municipality=conversation.municipality,
        law=None if law is None else str(law),
    )
