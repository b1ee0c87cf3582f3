"""Small changes of state: each gives a new conversation and says nothing."""

from bot.dialogue.conversation import Conversation, Evidence, Note
from bot.dialogue.events import Said
from bot.dialogue.reading import facts_of
from bot.domain import Fact, Rates, Slot, fact_name, with_burden

LONGEST_TEXT = 4000
"""Characters of one message that are read; more than Telegram sends in one message is a document."""


def described(conversation: Conversation, said: Said, rates: Rates) -> Conversation:
    """The conversation with its description and what can be read from it; facts it has already stay.

    A request nobody calls existing is new: that is what the assistant is for. Someone who says
    whether it was used, talks about an existing one.
    """
    sheet = conversation.sheet
    for name, fact in facts_of(said, None).items():
        if sheet.get(fact_name(name)) is None:
            sheet = sheet.with_fact(fact_name(name), fact)
    if sheet.get(Slot.STATUS) is None and not conversation.full:
        status = "existing" if sheet.get(Slot.USED) else "new"
        sheet = sheet.with_fact(Slot.STATUS, Fact(value=status, origin="computed", at=said.at))
    municipality = conversation.municipality or said.reading.municipality
    return conversation.model_copy(
        update={
            "description": said.text.strip(),
            "municipality": municipality,
            "sheet": with_burden(sheet, rates),
            "phase": "searching",
        }
    )


def with_evidence(conversation: Conversation, evidence: Evidence) -> Conversation:
    """The conversation with what retrieval found; what the user has answered stays."""
    sheet = conversation.sheet
    for slot in Slot:
        fact = sheet.get(slot)
        if fact is not None and (fact.confirmed or fact.doubted):
            continue
        proposal = evidence.proposals.get(slot)
        sheet = sheet.with_fact(slot, proposal) if proposal else sheet.without(slot)
    return conversation.model_copy(update={"sheet": sheet, "evidence": evidence})


def with_fact(conversation: Conversation, name: str, fact: Fact, rates: Rates) -> Conversation:
    """The conversation with one fact set, and remembered as the last that was answered."""
    kind = fact_name(name)
    sheet = with_burden(conversation.sheet.with_fact(kind, fact), rates)
    trail = conversation.trail
    if isinstance(kind, Slot):
        trail = (*(slot for slot in trail if slot is not kind), kind)
    return conversation.model_copy(update={"sheet": sheet, "trail": trail})


def with_note(conversation: Conversation, text: str) -> Conversation:
    """The conversation with something kept that no answer could be read from."""
    note = Note(asked=conversation.asked, text=text.strip()[:LONGEST_TEXT])
    return conversation.model_copy(update={"notes": (*conversation.notes, note)})
