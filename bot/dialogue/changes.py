"""Small changes of state: each gives a new conversation and says nothing."""

from bot.dialogue.conversation import Conversation, Evidence, Note
from bot.dialogue.events import Said
from bot.dialogue.reading import facts_of
from bot.dialogue.refusing import LONGEST_TEXT
from bot.domain import UNKNOWN, Fact, FactSheet, Rates, Slot, fact_name, with_burden


def described(conversation: Conversation, said: Said, rates: Rates) -> Conversation:
    """The conversation with its description and what can be read from it; facts it has already stay."""
    sheet = conversation.sheet
    for name, fact in facts_of(said, None).items():
        if sheet.get(fact_name(name)) is None:
            sheet = sheet.with_fact(fact_name(name), fact)
    municipality = conversation.municipality or said.reading.municipality
    return conversation.model_copy(
        update={
            "description": said.text.strip(),
            "municipality": municipality,
            "sheet": _with_what_follows(sheet, rates),
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
    sheet = _with_what_follows(conversation.sheet.with_fact(kind, fact), rates)
    trail = conversation.trail
    if isinstance(kind, Slot):
        trail = (*(slot for slot in trail if slot is not kind), kind)
    return conversation.model_copy(update={"sheet": sheet, "trail": trail})


def with_note(conversation: Conversation, text: str) -> Conversation:
    """The conversation with something kept that no answer could be read from."""
    note = Note(asked=conversation.asked, text=text.strip()[:LONGEST_TEXT])
    return conversation.model_copy(update={"notes": (*conversation.notes, note)})


def _with_what_follows(sheet: FactSheet, rates: Rates) -> FactSheet:
    """`sheet` with its burden, and its status when that was not told: only what exists can have been used."""
    used = sheet.get(Slot.USED)
    if used is not None and used.value != UNKNOWN and sheet.value(Slot.STATUS) in (None, UNKNOWN):
        sheet = sheet.with_fact(Slot.STATUS, Fact(value="existing", origin="computed", at=used.at))
    return with_burden(sheet, rates)
