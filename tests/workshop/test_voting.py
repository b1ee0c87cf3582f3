"""The registration on the table: evidence, voting, the reveal, a second round, and the clock."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from bot.workshop import LookUp, Question, Redraw, State, Weigh
from bot.workshop import events as on
from tests.workshop.room import (
    REQUEST,
    SCHRAPPEN,
    advice_on,
    after,
    ballot,
    decided,
    effects,
    refused,
    revealed,
    room,
    scene,
    seen,
    the,
    voting,
)

NOON = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)


def test_what_is_on_the_table_is_shown_with_its_evidence() -> None:
    workshop = after(room(), on.Prepared(item="r1", request=REQUEST), on.Opened(item="r1"))
    current = scene(workshop).current
    assert current is not None
    assert (current.id, current.looked_up, current.nearby) == ("r1", True, ("Almere",))
    assert [passage.id for passage in current.passages] == ["stuk"]


def test_opening_looks_up_what_was_not_looked_up_yet() -> None:
    assert LookUp("r1") in effects(room(), on.Opened(item="r1"))
    prepared = after(room(), on.Prepared(item="r1", request=REQUEST))
    assert effects(prepared, on.Opened(item="r1")) == (Redraw(None),)


def test_one_registration_is_on_the_table_and_the_other_waits_with_its_votes() -> None:
    workshop = after(voting(), *ballot("an", 1, 2, 3), on.Opened(item="r2"))
    assert (the(workshop).state, the(workshop, "r2").state) == (State.WAITING, State.EVIDENCE)
    back = after(workshop, on.Opened(item="r1"), on.VotingOpened(item="r1"))
    assert seen(back).voted == 1


def test_voting_needs_a_registration_on_the_table() -> None:
    assert refused(room(), on.VotingOpened(item="r1")) == "not_on_table"
    assert refused(decided(), on.VotingOpened(item="r1")) == "not_on_table"


def test_a_vote_redraws_only_the_voter() -> None:
    assert effects(voting(), ballot("an", 3)[0]) == (Redraw(("an",)),)


def test_the_last_answer_counts() -> None:
    workshop = after(voting(), *ballot("an", 1, 2, 3), *ballot("an", 4))
    assert the(workshop).rounds[0].ballots["an"].scores == {
        Question.DOEL: 4,
        Question.HARMONISATIE: 2,
        Question.RUIMTE: 3,
    }


def test_who_answered_all_three_is_ready() -> None:
    assert seen(after(voting(), *ballot("an", 1, 2))).voted == 0
    assert seen(after(voting(), *ballot("an", 1, 2, 3))).voted == 1


def test_a_reason_can_be_changed_and_taken_back() -> None:
    def reason(words: str | None) -> on.Reasoned:
        return on.Reasoned(participant="an", item="r1", round=1, reason=words)

    changed = after(voting(), reason("Eerst dit"), reason("Toch dat"))
    assert the(changed).rounds[0].ballots["an"].reason == "Toch dat"
    assert the(after(changed, reason(None))).rounds[0].ballots["an"].reason is None


def test_nobody_votes_when_the_voting_is_not_open() -> None:
    vote = ballot("an", 1)[0]
    for workshop in (room(), after(room(), on.Opened(item="r1")), revealed(), decided()):
        assert refused(workshop, vote) == "not_voting"


def test_a_vote_from_an_old_screen_does_not_count() -> None:
    second = after(revealed(), on.VotingOpened(item="r1"))
    assert refused(second, ballot("an", 1)[0]) == "old_round"
    assert refused(second, on.Revealed(item="r1", round=1)) == "old_round"


def test_the_reveal_shows_everything_and_has_it_weighed() -> None:
    workshop = after(voting(), *(vote for who in ("an", "bo", "cas") for vote in ballot(who, 1, 2, 3)))
    assert seen(workshop).results == ()
    reveal = on.Revealed(item="r1", round=1)
    assert effects(workshop, reveal) == (Redraw(None), Weigh("r1"))
    (result,) = seen(after(workshop, reveal)).results
    assert [one.middle for one in result.questions] == [1, 2, 3]


def test_there_is_nothing_to_reveal_without_votes() -> None:
    assert refused(voting(), on.Revealed(item="r1", round=1)) == "nobody_voted"
    words = on.Reasoned(participant="an", item="r1", round=1, reason="Zomaar")
    assert refused(after(voting(), words), on.Revealed(item="r1", round=1)) == "nobody_voted"
    assert refused(room(), on.Revealed(item="r1", round=0)) == "not_voting"


def test_a_second_round_stands_beside_the_first() -> None:
    votes = [vote for who in ("an", "bo", "cas", "dee") for vote in ballot(who, 4, 4, 4, number=2)]
    hidden = after(revealed(), on.VotingOpened(item="r1"), *votes)
    assert [one.number for one in seen(hidden).results] == [1]
    first, second = seen(after(hidden, on.Revealed(item="r1", round=2))).results
    assert first == seen(revealed()).results[0]
    assert [one.middle for one in second.questions] == [4, 4, 4]


def test_new_votes_end_the_advice_on_the_old_ones() -> None:
    workshop = after(revealed(), on.Advised(item="r1", advice=advice_on(REQUEST.sheet)))
    assert seen(workshop).advice is not None
    again = after(workshop, on.VotingOpened(item="r1"), *ballot("an", 1, number=2))
    assert seen(again).advice is not None
    assert seen(after(again, on.Revealed(item="r1", round=2))).advice is None


def test_advice_waits_for_the_reveal() -> None:
    workshop = after(voting(), on.Advised(item="r1", advice=advice_on(REQUEST.sheet)))
    assert seen(workshop).advice is None


def test_looking_back_at_a_decision_does_not_take_it_back() -> None:
    looking = after(decided(), on.Opened(item="r1"))
    assert seen(looking).verdict is None
    assert seen(after(looking, on.Opened(item="r2"))).verdict == SCHRAPPEN
    assert seen(after(looking, on.Closed())).verdict == SCHRAPPEN


def test_a_broken_off_round_does_not_take_a_decision_back_but_new_votes_do() -> None:
    voting_again = after(
        decided(), on.Opened(item="r1"), on.VotingOpened(item="r1"), *ballot("an", 4, number=2)
    )
    assert seen(after(voting_again, on.Opened(item="r2"))).verdict == SCHRAPPEN
    shown = after(voting_again, on.Revealed(item="r1", round=2), on.Opened(item="r2"))
    assert (seen(shown).state, seen(shown).verdict) == (State.WAITING, None)
    assert sum(scene(shown).totals.decided.values()) == 0


def test_the_clock_runs_only_on_the_page_and_stops_with_the_talk() -> None:
    start = on.TalkStarted(item="r1", until=NOON)
    assert effects(revealed(), start) == ()
    talking = after(revealed(), start)
    assert seen(talking).talk_until == NOON
    assert seen(after(talking, on.TalkStarted(item="r1", until=None))).talk_until is None
    for event in (on.VotingOpened(item="r1"), on.Parked(item="r1"), on.Opened(item="r2"), on.Closed()):
        assert seen(after(talking, event)).talk_until is None
    assert seen(after(talking, on.Decided(item="r1", verdict=SCHRAPPEN))).talk_until is None


def test_a_clock_for_the_voting_stops_at_the_reveal() -> None:
    workshop = after(voting(), *ballot("an", 1), on.TalkStarted(item="r1", until=NOON))
    assert seen(after(workshop, on.Revealed(item="r1", round=1))).talk_until is None


def test_a_clock_is_for_what_is_on_the_table() -> None:
    assert refused(room(), on.TalkStarted(item="r1", until=NOON)) == "not_on_table"


def test_a_moment_without_a_time_zone_is_no_event() -> None:
    """It could be stored and not be read again."""
    with pytest.raises(ValidationError):
        on.TalkStarted(item="r1", until=NOON.replace(tzinfo=None))


def test_closing_clears_the_table_and_shows_no_hidden_vote() -> None:
    closed = after(voting(), *ballot("an", 1, 2, 3), on.Closed())
    assert scene(closed).closed
    assert scene(closed).current is None
    assert seen(closed).results == ()
    assert refused(closed, ballot("an", 1)[0]) == "closed"
    assert refused(closed, on.Proposed(text="Te laat")) == "closed"


def test_a_closed_workshop_goes_on_where_it_was() -> None:
    resumed = after(voting(), *ballot("an", 1, 2, 3), on.Closed(), on.Resumed())
    assert not scene(resumed).closed
    again = after(resumed, on.Opened(item="r1"), on.VotingOpened(item="r1"))
    assert seen(again).voted == 1


def test_resuming_what_is_open_is_nothing() -> None:
    assert effects(room(), on.Resumed()) == ()
