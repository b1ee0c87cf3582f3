"""One step back, without losing what others did since."""

from bot.workshop import Workshop
from bot.workshop import events as on
from tests.workshop.room import (
    BEHOUDEN,
    REQUEST,
    SCHRAPPEN,
    after,
    ballot,
    decided,
    refused,
    revealed,
    room,
    scene,
    seen,
    the,
    voting,
)


def undone(workshop: Workshop) -> Workshop:
    return after(workshop, on.Undone())


def test_nothing_to_undo_at_first_and_only_one_step() -> None:
    assert refused(room(), on.Undone()) == "nothing_to_undo"
    assert refused(undone(after(room(), on.Moved(item="r3", place=0))), on.Undone()) == "nothing_to_undo"


def test_the_scene_says_what_can_be_undone() -> None:
    assert scene(after(room(), on.Parked(item="r1"))).undo == "parked"
    assert scene(room()).undo is None


def test_every_change_of_the_list_is_undone() -> None:
    events = (
        on.Moved(item="r3", place=0),
        on.Merged(keep="r2", drop="r1"),
        on.Reworded(item="r1", text="Anders"),
        on.Skipped(item="r1"),
        on.Parked(item="r1"),
    )
    for start in (room(), after(room(), on.Prepared(item="r1", request=REQUEST))):
        for event in events:
            assert undone(after(start, event)).items == start.items


def test_undoing_a_merge_keeps_what_was_proposed_since() -> None:
    workshop = after(room(), on.Merged(keep="r1", drop="r2"), on.Proposed(text="Nieuw"), on.Undone())
    assert [item.id for item in workshop.items] == ["r1", "r2", "r3", "r4"]
    assert the(workshop).also == ()


def test_undoing_keeps_evidence_that_came_since() -> None:
    workshop = after(
        room(), on.Merged(keep="r2", drop="r3"), on.Prepared(item="r1", request=REQUEST), on.Undone()
    )
    assert the(workshop).request == REQUEST


def test_undoing_other_words_brings_their_evidence_back() -> None:
    other = REQUEST.model_copy(update={"id": "ander"})
    workshop = after(
        room(),
        on.Prepared(item="r1", request=REQUEST),
        on.Reworded(item="r1", text="Anders"),
        on.Prepared(item="r1", request=other),
        on.Undone(),
    )
    assert the(workshop).request == REQUEST


def test_undoing_a_verdict_puts_the_registration_back_on_the_table() -> None:
    workshop = undone(decided())
    assert workshop.items == revealed().items
    assert undone(after(decided(), on.Decided(item="r1", verdict=BEHOUDEN))).items == decided().items


def test_undoing_something_else_keeps_dissent_and_facts() -> None:
    workshop = after(
        decided(),
        on.Moved(item="r1", place=2),
        on.Dissented(participant="an", item="r1", dissents=True, reason="Nee"),
        on.Settled(item="r1", fact="lighter", value="yes"),
        on.Undone(),
    )
    assert seen(workshop).disagreed
    assert the(workshop).settled == {"lighter": "yes"}


def test_undoing_another_action_keeps_who_disagrees_with_the_outcome() -> None:
    other = SCHRAPPEN.model_copy(update={"action": "Toch pas in maart"})
    workshop = after(
        decided(),
        on.Decided(item="r1", verdict=other),
        on.Dissented(participant="an", item="r1", dissents=True),
        on.Undone(),
    )
    assert seen(workshop).verdict == SCHRAPPEN
    assert seen(workshop).disagreed


def test_undoing_another_outcome_brings_back_who_disagreed_with_the_first() -> None:
    disputed = after(decided(), on.Dissented(participant="an", item="r1", dissents=True))
    changed = after(disputed, on.Decided(item="r1", verdict=BEHOUDEN))
    also = after(changed, on.Dissented(participant="bo", item="r1", dissents=True))
    assert list(the(undone(also)).dissenters) == ["an"]


def test_parking_by_mistake_in_the_middle_of_voting_loses_nothing() -> None:
    workshop = after(voting(), *ballot("an", 1, 2, 3), on.Parked(item="r1"), on.Undone())
    assert seen(after(workshop, *ballot("bo", 1, 2, 3))).voted == 2


def test_opening_and_voting_and_revealing_are_not_undone() -> None:
    workshop = after(room(), on.Moved(item="r1", place=1), on.Opened(item="r1"))
    assert refused(workshop, on.Undone()) == "nothing_to_undo"
    assert refused(revealed(), on.Undone()) == "nothing_to_undo"
