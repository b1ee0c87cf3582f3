"""What holds whatever happens, in whatever order."""

from random import Random
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.workshop import Event, Question, Role, Round, State, Workshop, apply
from bot.workshop import events as on
from bot.workshop.alike import alike
from bot.workshop.scene import scene_of
from tests.workshop.moves import KINDS, STARTS, Move, play, reached, rows
from tests.workshop.room import RATES, after, ballot, comes, empty, scene

some = settings(max_examples=60)


@given(rows())
def test_every_vote_counts_once_as_it_was_last_given(moves: list[Move]) -> None:
    last: dict[tuple[str, int, str, Question], int] = {}
    workshop = None
    for _, event, outcome in play(moves):
        workshop = outcome.workshop
        if isinstance(event, on.Voted) and outcome.refused is None:
            last[event.item, event.round, event.participant, event.question] = event.score
    stored = {
        (item.id, number, who, question): score
        for item in (workshop.items if workshop else ())
        for number, votes in enumerate(item.rounds, start=1)
        for who, cast in votes.ballots.items()
        for question, score in cast.scores.items()
    }
    assert stored == last


@some
@given(rows())
def test_everybody_who_voted_is_counted_in_the_results(moves: list[Move]) -> None:
    workshop = play(moves)[-1].outcome.workshop if moves else None
    for item, shown in zip(workshop.items, scene(workshop).registrations, strict=True) if workshop else ():
        for result in shown.results:
            votes = item.rounds[result.number - 1]
            assert result.voted == sum(bool(cast.scores) for cast in votes.ballots.values())
            for one in result.questions:
                assert one.answered == sum(one.question in cast.scores for cast in votes.ballots.values())
                assert one.together is None or one.together.total == one.answered
                assert sum(share.total for share in one.by_role) in (0, one.answered)


@some
@given(reached)
def test_hidden_votes_leave_no_trace_in_what_is_shown(workshop: Workshop) -> None:
    without = workshop.model_copy(
        update={
            "items": tuple(
                item.model_copy(
                    update={"rounds": tuple(one if one.revealed else Round() for one in item.rounds)}
                )
                for item in workshop.items
            )
        }
    )
    assert _but_for_progress(workshop) == _but_for_progress(without)


def _but_for_progress(workshop: Workshop) -> dict[str, object]:
    progress = {"voted"}
    return scene(workshop).model_dump(exclude={"registrations": {"__all__": progress}, "current": progress})


@some
@given(rows())
def test_what_was_revealed_stays_as_it_was(moves: list[Move]) -> None:
    for before, event, outcome in play(moves):
        for item in before.items:
            now = outcome.workshop.item(item.id)
            for number, votes in enumerate(item.rounds):
                assert now is not None
                if votes.revealed and not isinstance(event, on.Forgotten):
                    assert now.rounds[number] == votes


@given(rows())
def test_at_most_one_registration_is_on_the_table(moves: list[Move]) -> None:
    for _, _, outcome in play(moves):
        assert sum(item.on_table for item in outcome.workshop.items) <= 1


@given(rows())
def test_the_same_event_twice_is_the_same_as_once(moves: list[Move]) -> None:
    for _, event, outcome in play(moves):
        if outcome.refused is None and not isinstance(event, on.Undone):
            again = apply(outcome.workshop, event)
            assert again.workshop == outcome.workshop
            assert again.effects == ()


@given(rows())
def test_what_is_refused_or_changes_nothing_does_nothing(moves: list[Move]) -> None:
    for before, _, outcome in play(moves):
        assert outcome.refused is None or outcome.workshop is before
        assert outcome.workshop != before or outcome.effects == ()


@given(rows())
def test_undoing_never_touches_votes_or_people(moves: list[Move]) -> None:
    for before, event, outcome in play(moves):
        if isinstance(event, on.Undone) and outcome.refused is None:
            now = {item.id: item.rounds for item in outcome.workshop.items}
            assert now == {**now, **{item.id: item.rounds for item in before.items}}
            assert outcome.workshop.participants == before.participants


@given(rows())
def test_undoing_at_once_gives_the_list_of_before(moves: list[Move]) -> None:
    for before, _, outcome in play(moves):
        made = outcome.workshop.before
        if made is not None and outcome.workshop.items != before.items and made != before.before:
            assert apply(outcome.workshop, on.Undone()).workshop.items == before.items


@some
@given(rows())
def test_everybody_is_drawn_anew_when_what_is_on_the_table_changes(moves: list[Move]) -> None:
    for before, _, outcome in play(moves):
        if _for_phones(before) != _for_phones(outcome.workshop):
            assert outcome.workshop.scene > before.scene


def _for_phones(workshop: Workshop) -> dict[str, object]:
    """What a phone shows to all: the clock and the count are for the page."""
    shown = scene(workshop)
    current = shown.current
    table = None if current is None else current.model_dump(exclude={"voted", "talk_until"})
    verdict = None if shown.latest is None else (shown.latest.id, shown.latest.verdict)
    return {"table": table, "verdict": verdict, "closed": shown.closed, "rehearsal": shown.rehearsal}


@some
@given(reached, st.integers(0, 5))
def test_never_stuck(workshop: Workshop, number: int) -> None:
    """The facilitator can end the voting, put everything on the table, have it voted on, and close."""
    assert after(workshop, on.Closed()).phase == "closed"
    workshop = after(workshop, on.Resumed())
    if (current := workshop.current) is not None:
        assert after(workshop, on.Parked(item=current.id)).current is None
        if current.state is State.VOTING and current.rounds[-1].has_votes:
            shown = after(workshop, on.Revealed(item=current.id, round=len(current.rounds)))
            assert shown.current is not None
    if workshop.items:
        item = workshop.items[number % len(workshop.items)].id
        workshop = after(workshop, on.Opened(item=item), on.VotingOpened(item=item))
        assert workshop.current is not None
        assert workshop.current.id == item
        assert workshop.current.state is State.VOTING
    assert after(workshop, on.Closed()).current is None


@some
@given(reached)
def test_it_is_the_same_after_a_restart(workshop: Workshop) -> None:
    stored = workshop.model_dump_json()
    again = Workshop.model_validate_json(stored)
    assert again == workshop
    assert again.model_dump_json() == stored
    assert scene_of(again, RATES) == scene(workshop)


@given(reached)
def test_what_is_offered_for_merging_can_be_merged(workshop: Workshop) -> None:
    for offer in alike(workshop):
        assert (
            apply(after(workshop, on.Resumed()), on.Merged(keep=offer.keep, drop=offer.drop)).refused is None
        )


@some
@given(
    st.randoms(use_true_random=False), st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=1, max_size=9)
)
def test_the_order_of_the_votes_does_not_matter(chance: Random, ballots: list[tuple[int, ...]]) -> None:
    votes = [vote for number, scores in enumerate(ballots) for vote in ballot(f"p{number}", *scores)]
    start = _start(len(ballots))
    shuffled = chance.sample(votes, len(votes))
    one, other = after(start, *votes), after(start, *shuffled)
    assert one == other
    reveal = on.Revealed(item="r1", round=1)
    assert scene(after(one, reveal)).model_dump_json() == scene(after(other, reveal)).model_dump_json()


def _start(people: int) -> Workshop:
    comers = (comes(f"p{number}", list(Role)[number // 3]) for number in range(people))
    return after(empty(), *comers, on.Proposed(text="Uren"), on.Opened(item="r1"), on.VotingOpened(item="r1"))


def test_the_moves_reach_what_they_are_to_test() -> None:
    """Every event has its effect somewhere and rounds follow on rounds; else the tests above say little."""
    chance = Random(5)  # noqa: S311 - not for secrets
    fitted: set[type[Event]] = set()
    most_rounds = 0
    for number in range(120):
        rest = [Move(chance.randrange(KINDS), *(chance.randrange(12) for _ in range(3))) for _ in range(40)]
        for before, event, outcome in play([*STARTS[number % len(STARTS)], *rest]):
            if outcome.workshop != before:
                fitted.add(type(event))
            most_rounds = max([most_rounds, *(len(item.rounds) for item in outcome.workshop.items)])
    assert fitted == {*get_args(Event)}
    assert most_rounds >= 3
