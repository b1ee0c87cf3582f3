"""What the room says about a registration, as facts for the decision table."""

from statistics import median_low

from bot.dialogue import Conversation
from bot.domain import VALUES, Fact, FactSheet, Rates, Slot, with_burden
from bot.workshop.scales import scales
from bot.workshop.workshop import Item, Question, Round

FEWEST = 3
"""Fewer votes in a group than this are not shown, in counts or in advice: somebody would be recognised."""

REAL_PURPOSES = frozenset(VALUES[Slot.PURPOSE]) - {"cover", "none"}


def middle(votes: Round, question: Question) -> int | None:
    """The middle answer of a round (1 to 4); of two in the middle the lower: the need is to be shown.

    None with fewer than three answers: advice on one or two would tell them. Every participant counts once,
    whatever the role.
    """
    scores = [ballot.scores[question] for ballot in votes.ballots.values() if question in ballot.scores]
    return median_low(scores) if len(scores) >= FEWEST else None


def with_room(item: Item, request: Conversation, rates: Rates) -> Conversation:
    """The request with what the room said in the last round that was revealed, and what it settled.

    A purpose that can be read from the registration itself stays, when the room sees a purpose too: votes
    say that there is one, not which. Numbers that are known go before the room's idea of the burden.
    """
    said = _voted(item.last_revealed)
    known = request.sheet.value(Slot.PURPOSE)
    if known in REAL_PURPOSES and said.get(Slot.PURPOSE) in REAL_PURPOSES:
        del said[Slot.PURPOSE]
    facts = {slot.value: value for slot, value in said.items()} | dict(item.settled)
    room = {name: Fact(value=value, origin="button") for name, value in facts.items()}
    sheet = FactSheet(facts={**request.sheet.facts, **room})
    return request.model_copy(update={"sheet": with_burden(sheet, rates)})


def _voted(votes: Round | None) -> dict[Slot, str]:
    said: dict[Slot, str] = {}
    if votes is not None:
        for question in Question:
            score = middle(votes, question)
            if score is not None:
                said |= scales().of(question).answers[score - 1].facts
    return said
