"""What the scales say, and what the room's middle answers lead to."""

from itertools import product

import pytest

from bot.domain import VALUES, Fact, FactSheet, Measure, Outcome, Slot
from bot.workshop import Ballot, Item, Question, Role, Round
from bot.workshop.room import REAL_PURPOSES, with_room
from bot.workshop.scales import scales
from tests.domain.every_way import Facts, every_way
from tests.workshop.room import RATES, REQUEST, advice_on, decision

LONGEST_LABEL = 40
"""What fits on a button of a phone and is read at the back of a room."""

NOTHING: dict[Slot, str] = {}
PARTLY = {Slot.AVAILABLE: "partly", Slot.STANDARD: "partly", Slot.NEIGHBOURS: "similar"}
SAME = {Slot.NEIGHBOURS: "same"}
STANDARD = {Slot.STANDARD: "full"}
EXISTS = {Slot.AVAILABLE: "full"}
BEHOUDEN, STANDAARDISEREN, SCHRAPPEN = Outcome.BEHOUDEN, Outcome.STANDAARDISEREN, Outcome.SCHRAPPEN


def sheet_of(facts: dict[Slot, str]) -> FactSheet:
    return FactSheet(facts={slot.value: Fact(value=value, origin="button") for slot, value in facts.items()})


def item(*scores: int) -> Item:
    """A registration on which three people answered the same."""
    one = Ballot(scores=dict(zip(Question, scores, strict=True)))
    people = ("an", "bo", "cas")
    votes = Round(ballots=dict.fromkeys(people, one), roles=dict.fromkeys(people, Role.RAAD), revealed=True)
    return Item(id="r1", text="Uren", rounds=(votes,))


def outcome(scores: tuple[int, ...], found: dict[Slot, str]) -> Outcome:
    """The advice on a registration of which no law says anything, with what the sources found."""
    facts = {Slot.LEGAL_BASIS: "none", Slot.DATA_KIND: "outcome", **found}
    request = REQUEST.model_copy(update={"sheet": sheet_of(facts)})
    return advice_on(with_room(item(*scores), request, RATES).sheet).advice.recommendation


def test_every_label_fits_on_a_button_and_is_another() -> None:
    for question in Question:
        labels = [answer.label for answer in scales().of(question).answers]
        assert len({*labels}) == len(labels)
        assert all(len(label) <= LONGEST_LABEL for label in labels)


def test_which_real_purpose_it_is_never_matters() -> None:
    """The scale says only that there is one; true for every combination of all the other facts."""

    def rules(facts: Facts) -> frozenset[str]:
        return frozenset(
            decision().rule(facts.having(Slot.PURPOSE, purpose)).id for purpose in sorted(REAL_PURPOSES)
        )

    assert all(len(way.result) == 1 for way in every_way(rules))
    assert {*VALUES[Slot.PURPOSE]} - REAL_PURPOSES == {"cover", "none"}


@pytest.mark.parametrize("found", [NOTHING, PARTLY, SAME, STANDARD, EXISTS])
def test_without_a_purpose_it_goes(found: dict[Slot, str]) -> None:
    for doel, harmonisatie, ruimte in product((1, 2), range(1, 5), range(1, 5)):
        assert outcome((doel, harmonisatie, ruimte), found) is SCHRAPPEN


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (NOTHING, (STANDAARDISEREN, STANDAARDISEREN, BEHOUDEN, BEHOUDEN)),
        (PARTLY, (STANDAARDISEREN, STANDAARDISEREN, BEHOUDEN, BEHOUDEN)),
        (SAME, (STANDAARDISEREN,) * 4),
        (STANDARD, (STANDAARDISEREN,) * 4),
        (EXISTS, (SCHRAPPEN,) * 4),
    ],
)
def test_with_a_purpose_the_second_question_decides(
    found: dict[Slot, str], expected: tuple[Outcome, ...]
) -> None:
    for doel, ruimte in product((3, 4), (2, 3, 4)):
        assert tuple(outcome((doel, second, ruimte), found) for second in range(1, 5)) == expected


def test_what_costs_too_much_goes_unless_there_is_a_standard() -> None:
    for doel, harmonisatie in product(range(1, 5), range(1, 5)):
        assert outcome((doel, harmonisatie, 1), NOTHING) is SCHRAPPEN
    assert outcome((4, 1, 1), STANDARD) is STANDAARDISEREN


@pytest.mark.parametrize("found", [NOTHING, PARTLY, SAME, STANDARD, EXISTS])
def test_a_higher_answer_never_pleads_against(found: dict[Slot, str]) -> None:
    order = [SCHRAPPEN, STANDAARDISEREN, BEHOUDEN]
    for scores in product(range(1, 5), repeat=3):
        for place in range(3):
            if scores[place] < 4:
                higher = (*scores[:place], scores[place] + 1, *scores[place + 1 :])
                assert order.index(outcome(higher, found)) >= order.index(outcome(scores, found))


def test_a_purpose_that_was_read_stays_when_the_room_sees_one() -> None:
    request = REQUEST.model_copy(update={"sheet": sheet_of({Slot.PURPOSE: "lawfulness"})})
    assert with_room(item(4, 1, 1), request, RATES).sheet.value(Slot.PURPOSE) == "lawfulness"
    assert with_room(item(2, 1, 1), request, RATES).sheet.value(Slot.PURPOSE) == "cover"


def test_numbers_go_before_the_idea_of_the_room() -> None:
    sheet = FactSheet()
    for name, value in {Measure.MINUTES: 60, Measure.PER_YEAR: 12, Measure.UNIT: "client"}.items():
        sheet = sheet.with_fact(name, Fact(value=value, origin="button"))
    known = with_room(item(4, 4, 3), REQUEST.model_copy(update={"sheet": sheet}), RATES).sheet
    assert known.value(Slot.BURDEN) == "high"
    assert with_room(item(4, 4, 3), REQUEST, RATES).sheet.value(Slot.BURDEN) == "low"


def test_only_the_last_revealed_round_speaks() -> None:
    first, hidden = item(4, 4, 4).rounds[0], item(1, 1, 1).rounds[0].model_copy(update={"revealed": False})
    both = item(4, 4, 4).model_copy(update={"rounds": (first, hidden)})
    assert with_room(both, REQUEST, RATES) == with_room(item(4, 4, 4), REQUEST, RATES)
    assert with_room(both.model_copy(update={"rounds": (hidden,)}), REQUEST, RATES) == REQUEST
