"""The list: proposing, merging, rewording, ordering, putting away and taking up again."""

import pytest

from bot.workshop import LookUp, State, Workshop
from bot.workshop import events as on
from bot.workshop.listing import MOST_ITEMS
from tests.workshop.room import (
    REQUEST,
    after,
    ballot,
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


def order(workshop: Workshop) -> list[str]:
    return [item.id for item in workshop.items]


def test_a_proposal_comes_last_and_is_looked_up() -> None:
    assert effects(room(), on.Proposed(text="Iets nieuws")) == (LookUp("r4"),)
    assert order(after(room(), on.Proposed(text="Iets nieuws"))) == ["r1", "r2", "r3", "r4"]


@pytest.mark.parametrize("text", ["Klachten opgeven", "  klachten   OPGEVEN "])
def test_what_is_on_the_list_is_not_put_on_it_again(text: str) -> None:
    assert refused(room(), on.Proposed(text=text)) == "already_listed"
    assert refused(room(), on.Reworded(item="r1", text=text)) == "already_listed"
    merged = after(room(), on.Merged(keep="r1", drop="r3"))
    assert refused(merged, on.Proposed(text=text)) == "already_listed"


def test_a_list_has_an_end() -> None:
    full = after(empty(), *(on.Proposed(text=f"Registratie {number}") for number in range(MOST_ITEMS)))
    assert refused(full, on.Proposed(text="Nog een")) == "list_full"


def test_merging_keeps_the_other_text_and_a_goal() -> None:
    workshop = after(room(), on.Merged(keep="r2", drop="r1"))
    assert order(workshop) == ["r2", "r3"]
    kept = the(workshop, "r2")
    assert (kept.also, kept.goal) == (("Wachttijden doorgeven",), "Zien waar inwoners lang wachten")


def test_merging_with_itself_is_nothing() -> None:
    assert after(room(), on.Merged(keep="r1", drop="r1")) == room()


def test_what_waits_does_not_disappear_into_what_was_put_away() -> None:
    workshop = after(room(), on.Parked(item="r1"), on.Merged(keep="r1", drop="r2"))
    assert the(workshop).state is State.WAITING
    both = after(room(), on.Parked(item="r1"), on.Parked(item="r2"), on.Merged(keep="r1", drop="r2"))
    assert the(both).state is State.PARKED


def test_a_real_registration_does_not_disappear_into_practice() -> None:
    workshop = after(room(), on.Proposed(text="Oefenen", practice=True), on.Merged(keep="r4", drop="r1"))
    assert not the(workshop, "r4").practice


@pytest.mark.parametrize("event", [on.Merged(keep="r1", drop="r2"), on.Merged(keep="r2", drop="r1")])
def test_what_was_voted_on_is_merged_no_more(event: on.Merged) -> None:
    assert refused(after(revealed(), on.Parked(item="r1")), event) == "too_late_to_change"
    assert refused(after(room(), on.Opened(item="r1")), event) == "too_late_to_change"


def test_other_words_are_looked_up_anew() -> None:
    prepared = after(room(), on.Prepared(item="r1", request=REQUEST))
    event = on.Reworded(item="r1", text="Wachttijd per aanbieder")
    assert LookUp("r1") in effects(prepared, event)
    assert the(after(prepared, event)).request is None
    same = on.Reworded(item="r1", text="Wachttijden doorgeven", goal="Zien waar inwoners lang wachten")
    assert effects(prepared, same) == ()


def test_what_is_on_the_table_keeps_its_words() -> None:
    event = on.Reworded(item="r1", text="Anders")
    assert refused(voting(), event) == refused(decided(), event) == "too_late_to_change"


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0, ["r3", "r1", "r2"]), (1, ["r1", "r3", "r2"]), (9, ["r1", "r2", "r3"]), (-4, ["r3", "r1", "r2"])],
)
def test_moving(place: int, expected: list[str]) -> None:
    assert order(after(room(), on.Moved(item="r3", place=place))) == expected


@pytest.mark.parametrize("event", [on.Skipped(item="r1"), on.Parked(item="r1")])
def test_putting_away_ends_the_voting_and_keeps_the_votes(event: on.Skipped | on.Parked) -> None:
    workshop = after(voting(), *ballot("an", 1, 2, 3), event)
    assert workshop.current is None
    again = after(workshop, on.Reopened(item="r1"), on.Opened(item="r1"), on.VotingOpened(item="r1"))
    assert (len(the(again).rounds), seen(again).voted) == (1, 1)


def test_a_decision_that_is_taken_back_is_no_decision_any_more() -> None:
    disputed = after(decided(), on.Dissented(participant="an", item="r1", dissents=True))
    for event in (on.Reopened(item="r1"), on.Parked(item="r1"), on.Skipped(item="r1")):
        workshop = after(disputed, event)
        assert seen(workshop).verdict is None
        assert not seen(workshop).disagreed
        assert sum(scene(workshop).totals.decided.values()) == 0
        assert after(workshop, on.Undone()) == disputed.model_copy(
            update={"scene": workshop.scene + 1, "before": None}
        )


def test_reopening_leaves_the_table_alone() -> None:
    assert effects(voting(), on.Reopened(item="r1")) == ()


def test_an_unknown_registration_is_refused() -> None:
    events: tuple[on.Event, ...] = (
        on.Merged(keep="r1", drop="r9"),
        on.Reworded(item="r9", text="Iets"),
        on.Moved(item="r9", place=0),
        on.Opened(item="r9"),
        on.VotingOpened(item="r9"),
        on.Revealed(item="r9", round=1),
        on.TalkStarted(item="r9", until=None),
        on.Settled(item="r9", fact="lighter", value="yes"),
        on.Skipped(item="r9"),
        on.Parked(item="r9"),
        on.Reopened(item="r9"),
        on.Prepared(item="r9", request=REQUEST),
        *ballot("an", 1, item="r9"),
    )
    assert {refused(voting(), event) for event in events} == {"unknown_item"}
