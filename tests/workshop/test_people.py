"""Who comes, goes, chooses a role or a name, and is forgotten."""

from bot.workshop import Participant, Redraw, Role, Workshop
from bot.workshop import events as on
from bot.workshop.people import MOST_PARTICIPANTS
from tests.workshop.room import (
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


def test_who_comes_in_is_counted_in_the_role() -> None:
    workshop = after(empty(), comes("an"), comes("bo", Role.INWONER), comes("cas", None))
    assert scene(workshop).joined[Role.GEMEENTE] == scene(workshop).joined[Role.INWONER] == 1
    assert (scene(workshop).voters, scene(workshop).without_role) == (2, 1)


def test_only_the_newcomer_is_drawn_anew() -> None:
    assert effects(empty(), comes("an")) == (Redraw(("an",)),)


def test_who_comes_back_has_the_role_of_before() -> None:
    workshop = after(room(), on.Left(participant="dee"), comes("dee", None))
    assert workshop.participant("dee") == Participant(id="dee", role=Role.AANBIEDER)


def test_a_full_room_refuses_newcomers_and_lets_who_was_there_back_in() -> None:
    full = after(empty(), *(comes(f"p{number}") for number in range(MOST_PARTICIPANTS)))
    assert refused(full, comes("laat")) == "room_full"
    assert refused(after(full, on.Left(participant="p7")), comes("p7")) is None


def test_who_left_is_not_waited_for_and_stays_counted() -> None:
    workshop = after(voting(), *ballot("an", 1, 2, 3), *ballot("bo", 1, 2, 3), on.Left(participant="an"))
    assert (scene(workshop).voters, seen(workshop).voted) == (3, 1)
    (result,) = seen(after(workshop, on.Revealed(item="r1", round=1))).results
    assert result.voted == 2


def test_who_votes_is_here() -> None:
    workshop = after(voting(), on.Left(participant="an"), *ballot("an", 1, 1, 1))
    assert (scene(workshop).voters, seen(workshop).voted) == (4, 1)


def test_an_unknown_participant_is_refused() -> None:
    events: tuple[on.Event, ...] = (
        on.Left(participant="wie"),
        on.RoleChosen(participant="wie", role=Role.RAAD),
        on.Named(participant="wie", name="Wie"),
        on.Forgotten(participant="wie"),
        *ballot("wie", 1),
        on.Dissented(participant="wie", item="r1", dissents=True),
    )
    assert {refused(voting(), event) for event in events} == {"unknown_participant"}


def test_nobody_votes_without_a_role_and_everybody_may_choose_one_late() -> None:
    workshop = after(voting(), comes("laat", None))
    assert refused(workshop, ballot("laat", 1)[0]) == "no_role"
    later = after(workshop, on.RoleChosen(participant="laat", role=Role.RAAD), *ballot("laat", 1))
    assert the(later).rounds[0].roles["laat"] is Role.RAAD


def test_another_role_in_the_second_round_leaves_the_first_as_it_was() -> None:
    other = on.RoleChosen(participant="dee", role=Role.INWONER)
    workshop = after(revealed(), other, on.VotingOpened(item="r1"), *ballot("dee", 3, 3, 3, number=2))
    first, second = the(workshop).rounds
    assert (first.roles["dee"], second.roles["dee"]) == (Role.AANBIEDER, Role.INWONER)


def test_a_name_is_there_while_somebody_wants_it() -> None:
    named = after(room(), on.Named(participant="an", name="  An de Vries "))
    without = after(named, on.Named(participant="an", name=None))
    assert (_name(named), _name(without)) == ("An de Vries", None)


def _name(workshop: Workshop) -> str | None:
    an = workshop.participant("an")
    assert an is not None
    return an.name


def test_a_simulated_participant_makes_it_a_rehearsal_for_all_to_see() -> None:
    workshop = after(room(), on.Joined(participant=Participant(id="x", role=Role.RAAD, simulated=True)))
    assert scene(workshop).rehearsal
    assert workshop.scene > room().scene


def test_forgetting_takes_words_and_name_and_leaves_the_votes() -> None:
    workshop = after(
        voting(),
        on.Named(participant="an", name="An"),
        *(vote for who in ("an", "bo", "cas") for vote in ballot(who, 1, 2, 3)),
        on.Reasoned(participant="an", item="r1", round=1, reason="Mijn buurman vraagt dit"),
        on.Revealed(item="r1", round=1),
    )
    verdict = the(decided()).verdict
    assert verdict is not None
    workshop = after(
        workshop,
        on.Decided(item="r1", verdict=verdict),
        on.Dissented(participant="an", item="r1", dissents=True, reason="Ik mis dan iets"),
        on.Moved(item="r2", place=0),
        on.Forgotten(participant="an"),
    )
    assert "buurman" not in workshop.model_dump_json()
    assert "Ik mis" not in workshop.model_dump_json()
    assert '"An"' not in workshop.model_dump_json()
    assert seen(workshop).results[0].voted == 3
    assert list(the(workshop).dissenters) == ["an"]
    assert refused(workshop, on.Undone()) == "nothing_to_undo"
