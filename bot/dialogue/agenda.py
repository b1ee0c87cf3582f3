"""What is still to be asked: only what can change the advice, or everything in full mode."""

from bot.dialogue.conversation import Conversation
from bot.domain import QUESTIONS, Decision, Slot


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
