"""From what was read in a message to facts, in the light of what was just asked."""

from bot.dialogue.conversation import Asked, Conversation
from bot.dialogue.events import Chose, Said
from bot.domain import UNKNOWN, Context, Fact, FactValue, Measure, Slot, check_value, fact_name


def facts_of(said: Said, asked: Asked | None, proposal: Fact | None = None) -> dict[str, Fact]:
    """The facts in a message, by name; what an engine read outside the vocabulary is left out.

    A bare "ja" confirms the `proposal` that was offered with the question. Minutes without a unit, in
    answer to the question about the burden, are per client: that is what the question asks.
    """
    reading = said.reading
    facts = {
        name: Fact(value=read.value, origin="text", quote=read.quote, at=said.at)
        for name, read in reading.facts.items()
        if _fits(name, read.value)
    }
    if asked is Slot.BURDEN and Measure.MINUTES in facts and Measure.UNIT not in facts:
        facts[Measure.UNIT] = Fact(value="client", origin="computed", at=said.at)
    for slot in reading.unknown:
        if slot == asked and proposal is not None:
            facts[slot] = proposal.model_copy(update={"doubted": True, "at": said.at})
        facts.setdefault(slot, Fact(value=UNKNOWN, origin="text", quote=said.text.strip(), at=said.at))
    if not facts and isinstance(asked, Slot):
        if "?" in said.text and not any(character.isalnum() for character in said.text):
            facts[asked] = Fact(value=UNKNOWN, origin="text", quote=said.text.strip(), at=said.at)
        elif proposal is not None and reading.agreed:
            facts[asked] = proposal.model_copy(update={"confirmed": True, "at": said.at})
    given = facts.get(asked) if isinstance(asked, Slot) else None
    if proposal is not None and given is not None and asked is not None and given.value == proposal.value:
        facts[asked] = given.model_copy(update={"passage": proposal.passage})
    return facts


def guess_of(said: Said, asked: Asked | None) -> Fact | None:
    """What a message seems to answer to the question that was `asked`, to be confirmed; or None."""
    guess = said.reading.guess
    if guess is None or not isinstance(asked, Slot | Context) or not _fits(asked.value, guess.value):
        return None
    return Fact(value=guess.value, origin="text", quote=guess.quote, confirmed=False)


def fact_chosen(conversation: Conversation, chose: Chose) -> Fact:
    """The fact that an option of the current question makes; "weet ik niet" keeps a proposal, doubted."""
    proposal = proposal_of(conversation)
    if proposal is None or chose.option not in (proposal.value, UNKNOWN):
        return Fact(value=chose.option, origin="button", at=chose.at)
    known = chose.option != UNKNOWN
    return proposal.model_copy(update={"confirmed": known, "doubted": not known, "at": chose.at})


def proposal_of(conversation: Conversation) -> Fact | None:
    """The unconfirmed value that was offered with the current question."""
    if not isinstance(conversation.asked, Slot):
        return None
    fact = conversation.sheet.get(conversation.asked)
    return None if fact is None or fact.confirmed else fact


def _fits(name: str, value: FactValue) -> bool:
    try:
        check_value(fact_name(name), value)
    except ValueError:
        return False
    return True
