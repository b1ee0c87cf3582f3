"""From votes to a verdict: facts beside the votes, the advice, dissent."""

import pytest
from pydantic import ValidationError

from bot.domain import Fact, Measure, Outcome, Slot
from bot.workshop import Redraw, State, Verdict, Weigh
from bot.workshop import events as on
from bot.workshop.room import with_room
from tests.workshop.room import (
    BEHOUDEN,
    RATES,
    REQUEST,
    SCHRAPPEN,
    advice_on,
    after,
    ballot,
    comes,
    decided,
    effects,
    empty,
    refused,
    revealed,
    room,
    scene,
    seen,
    the,
    voting,
)


def test_a_verdict_needs_votes_that_everybody_saw() -> None:
    event = on.Decided(item="r1", verdict=SCHRAPPEN)
    assert refused(room(), event) == "not_on_table"
    assert refused(after(voting(), *ballot("an", 1)), event) == "not_on_table"
    assert refused(after(revealed(), on.Parked(item="r1")), event) == "not_on_table"


def test_votes_that_are_coming_in_are_revealed_before_the_verdict() -> None:
    second = after(revealed(), on.VotingOpened(item="r1"))
    event = on.Decided(item="r1", verdict=SCHRAPPEN)
    assert refused(after(second, *ballot("an", 1, number=2)), event) == "still_voting"
    assert refused(second, event) is None


def test_a_verdict_counts_until_it_is_changed() -> None:
    assert seen(decided()).verdict == SCHRAPPEN
    assert scene(decided()).totals.decided[Outcome.SCHRAPPEN] == 1
    other = scene(after(decided(), on.Decided(item="r1", verdict=BEHOUDEN))).totals.decided
    assert (other[Outcome.SCHRAPPEN], other[Outcome.BEHOUDEN]) == (0, 1)


def test_saved_hours_are_those_of_what_goes() -> None:
    sheet = REQUEST.sheet
    numbers = {Measure.MINUTES: 30, Measure.PER_YEAR: 4, Measure.COUNT: 100}
    for name, value in numbers.items():
        sheet = sheet.with_fact(name, Fact(value=value, origin="button"))
    known = after(decided(), on.Prepared(item="r1", request=REQUEST.model_copy(update={"sheet": sheet})))
    assert scene(known).totals.hours == pytest.approx(200)
    assert scene(known).totals.euros == pytest.approx(200 * RATES.hourly_rate)
    assert scene(decided()).totals.unknown == 1


def test_practice_counts_nowhere() -> None:
    workshop = after(
        empty(),
        *(comes(who) for who in ("an", "bo", "cas")),
        on.Proposed(text="Oefenen", practice=True),
        on.Opened(item="r1"),
        on.VotingOpened(item="r1"),
        *(vote for who in ("an", "bo", "cas") for vote in ballot(who, 1, 1, 1)),
        on.Revealed(item="r1", round=1),
        on.Decided(item="r1", verdict=SCHRAPPEN),
    )
    totals = scene(workshop).totals
    assert (sum(totals.decided.values()), totals.hours, totals.unknown) == (0, 0, 0)
    assert list(workshop.real_items()) == []


def test_dissent_is_about_a_verdict_that_holds() -> None:
    event = on.Dissented(participant="an", item="r1", dissents=True, reason="Ik mis dit straks")
    for workshop in (
        revealed(),
        after(decided(), on.Opened(item="r1")),
        after(decided(), on.Reopened(item="r1")),
    ):
        assert refused(workshop, event) == "not_decided"
    assert seen(after(decided(), event)).disagreed
    assert seen(after(decided(), on.Closed(), event)).disagreed


def test_dissent_can_be_taken_back() -> None:
    workshop = after(decided(), on.Dissented(participant="an", item="r1", dissents=True, reason="Nee"))
    back = after(workshop, on.Dissented(participant="an", item="r1", dissents=False))
    assert (seen(back).disagreed, seen(back).dissent, seen(back).dissent_reasons) == (False, 0, ())


def test_who_has_no_role_has_no_part_in_the_verdict() -> None:
    workshop = after(decided(), comes("los", None))
    assert refused(workshop, on.Dissented(participant="los", item="r1", dissents=True)) == "no_role"


def test_dissent_goes_with_the_outcome_and_not_with_the_action() -> None:
    disputed = after(decided(), on.Dissented(participant="an", item="r1", dissents=True))
    same = Verdict(outcome=Outcome.SCHRAPPEN, action="Toch pas in maart")
    assert seen(after(disputed, on.Decided(item="r1", verdict=same))).disagreed
    assert not seen(after(disputed, on.Decided(item="r1", verdict=BEHOUDEN))).disagreed


def test_dissent_with_a_verdict_ends_when_the_room_votes_again() -> None:
    workshop = after(
        decided(),
        on.Dissented(participant="an", item="r1", dissents=True),
        on.Opened(item="r1"),
        on.VotingOpened(item="r1"),
        *ballot("an", 1, number=2),
        on.Revealed(item="r1", round=2),
        on.Decided(item="r1", verdict=SCHRAPPEN),
    )
    assert not seen(workshop).disagreed


def test_a_fact_the_room_agrees_on_goes_before_everything() -> None:
    settled = after(revealed(), on.Settled(item="r1", fact="local_reason", value="council"))
    sheet = with_room(the(settled), REQUEST, RATES).sheet
    assert sheet.value(Slot.LOCAL_REASON) == "council"
    open_again = after(settled, on.Settled(item="r1", fact="local_reason", value=None))
    assert open_again.items == revealed().items


def test_a_fact_has_the_advice_made_again() -> None:
    advised = after(revealed(), on.Advised(item="r1", advice=advice_on(REQUEST.sheet)))
    event = on.Settled(item="r1", fact="lighter", value="yes")
    assert effects(advised, event) == (Redraw(None), Weigh("r1"))
    assert seen(after(advised, event)).advice is None
    assert effects(room(), event) == ()


@pytest.mark.parametrize(("fact", "value"), [("kleur", "rood"), ("lighter", "misschien"), ("minutes", -1)])
def test_a_fact_outside_the_vocabulary_is_no_event(fact: str, value: str | int) -> None:
    with pytest.raises(ValidationError):
        on.Settled(item="r1", fact=fact, value=value)


@pytest.mark.parametrize(
    "state", [State.WAITING, State.EVIDENCE, State.VOTING, State.REVEALED, State.DECIDED]
)
def test_evidence_that_comes_late_is_weighed_when_there_are_votes(state: State) -> None:
    late = {
        State.WAITING: after(revealed(), on.Opened(item="r2")),
        State.EVIDENCE: after(revealed(), on.Opened(item="r2"), on.Opened(item="r1")),
        State.VOTING: after(revealed(), on.VotingOpened(item="r1")),
        State.REVEALED: revealed(),
        State.DECIDED: decided(),
    }[state]
    assert the(late).state is state
    assert Weigh("r1") in effects(late, on.Prepared(item="r1", request=REQUEST))
    assert Weigh("r1") not in effects(voting(), on.Prepared(item="r1", request=REQUEST))
