"""A rehearsal: simulated people that vote, and registrations to practise with."""

from collections import Counter

from bot.workshop import Role, Workshop
from bot.workshop import events as on
from bot.workshop.practice import practice
from bot.workshop.rehearsing import answers, players
from tests.workshop.room import after, comes, empty, room, scene, seen, the

SIZES = {Role.GEMEENTE: 6, Role.AANBIEDER: 5, Role.PROFESSIONAL: 5, Role.INWONER: 4}


def rehearsal(seed: int = 1) -> Workshop:
    """The first registration in a rehearsal, while everybody may vote."""
    return after(room(), *players(SIZES, seed), on.Opened(item="r1"), on.VotingOpened(item="r1"))


def test_the_players_are_marked_and_have_the_roles_that_were_asked() -> None:
    joined = [event.participant for event in players(SIZES, 1)]
    assert Counter(one.role for one in joined) == Counter(SIZES)
    assert all(one.simulated and one.name is None for one in joined)
    assert len({one.id for one in joined}) == len(joined)
    assert scene(rehearsal()).rehearsal


def test_the_same_seed_gives_the_same_people_and_answers() -> None:
    assert players(SIZES, 7) == players(SIZES, 7) != players(SIZES, 8)
    assert answers(rehearsal(), 7) == answers(rehearsal(), 7) != answers(rehearsal(), 8)


def test_all_of_them_vote_and_then_have_nothing_left_to_do() -> None:
    workshop = after(rehearsal(), *answers(rehearsal(), 1))
    assert seen(workshop).voted == sum(SIZES.values())
    assert answers(workshop, 1) == ()


def test_half_way_they_do_what_is_left() -> None:
    todo = answers(rehearsal(), 1)
    half = after(rehearsal(), *todo[:31])
    assert answers(half, 1) == todo[31:]


def test_people_do_their_own_voting() -> None:
    assert voters(after(rehearsal(), comes("echt"))) == {one.participant.id for one in players(SIZES, 1)}


def voters(workshop: Workshop) -> set[str]:
    """Who still has to do something."""
    return {one.participant for one in answers(workshop, 1) if isinstance(one, on.Voted | on.Reasoned)}


def test_there_is_nothing_to_do_when_nobody_may_vote() -> None:
    workshop = after(room(), *players(SIZES, 1))
    assert answers(workshop, 1) == answers(after(workshop, on.Opened(item="r1")), 1) == ()
    assert answers(empty(), 1) == ()


def test_who_left_does_nothing() -> None:
    gone = on.Left(participant="nagespeeld-1")
    assert voters(rehearsal()) - voters(after(rehearsal(), gone)) == {"nagespeeld-1"}


def test_reasons_are_varied_and_plainly_simulated() -> None:
    crowd = after(
        room(), *players(dict.fromkeys(Role, 12), 1), on.Opened(item="r1"), on.VotingOpened(item="r1")
    )
    given = [one.reason for one in answers(crowd, 1) if isinstance(one, on.Reasoned)]
    assert all(reason is not None and reason.startswith("Nagespeeld: ") for reason in given)
    assert len({*given}) >= 10
    assert 10 <= len(given) < 40


def test_in_the_second_round_they_come_somewhat_nearer() -> None:
    for seed in range(5):
        first = after(rehearsal(seed), *answers(rehearsal(seed), seed), on.Revealed(item="r1", round=1))
        start = after(first, on.VotingOpened(item="r1"))
        second = after(start, *answers(start, seed), on.Revealed(item="r1", round=2))
        before, now = (_distances(second, number) for number in (0, 1))
        assert sum(now) < sum(before)
        assert any(now)  # not all of one mind
        assert answers(second, seed) == ()


def _distances(workshop: Workshop, number: int) -> list[int]:
    """How far each answer is from what was the middle of the first round."""
    middles = {one.question: one.middle or 0 for one in seen(workshop).results[0].questions}
    ballots = the(workshop).rounds[number].ballots.values()
    return [abs(score - middles[question]) for one in ballots for question, score in one.scores.items()]


def test_roles_differ_but_not_always_the_same_way() -> None:
    lowest: set[Role] = set()
    for seed in range(12):
        workshop = after(rehearsal(seed), *answers(rehearsal(seed), seed), on.Revealed(item="r1", round=1))
        apart = seen(workshop).results[0].apart
        assert apart is not None
        lowest.update(apart[1].roles)
    assert len(lowest) >= 3


def test_what_is_to_practise_with_is_plainly_that_and_fits_on_a_list() -> None:
    workshop = after(empty(), *practice())
    assert len(workshop.items) == 2
    assert all(item.practice and item.text.startswith("Oefenen: ") for item in workshop.items)
    assert not [*workshop.real_items()]


def test_a_rehearsal_of_the_practice_goes_to_the_end() -> None:
    workshop = after(
        empty(), *players(SIZES, 3), *practice(), on.Opened(item="r1"), on.VotingOpened(item="r1")
    )
    workshop = after(workshop, *answers(workshop, 3), on.Revealed(item="r1", round=1))
    assert seen(workshop).results[0].voted == sum(SIZES.values())
