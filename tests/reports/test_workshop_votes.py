"""The anonymous export: enough to compare the room with the advice, too little to find anybody."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Outcome
from bot.reports.workshop_votes import VoteLine, vote_line, vote_lines
from bot.workshop import Item, Question, Role, Verdict, Workshop
from bot.workshop import events as on
from bot.workshop.tally import results
from evals.human.line import digest_of
from evals.human.loading import load_lines
from tests.reports.workshop_sample import ROOM, Votes, a_workshop, play, prepared, proposed, the_sample, voted

TEXT = "Verzonnen registratie"


def decided(votes: Votes) -> Workshop:
    workshop, item = proposed(a_workshop(), TEXT)
    workshop = voted(prepared(workshop, item), item, votes)
    return play(workshop, [on.Decided(item=item, verdict=Verdict(outcome=Outcome.BEHOUDEN))])


def line_of(votes: Votes) -> VoteLine | None:
    return vote_line(decided(votes).items[0], public=False)


def test_the_evaluation_reads_a_line_for_each_decided_registration(tmp_path: Path) -> None:
    file = tmp_path / "stemmen.jsonl"
    file.write_text(vote_lines(the_sample(), public=True), encoding="utf-8")
    lines = load_lines(file)
    assert [(line.verdict, line.advice, line.provisional) for line in lines] == [
        (Outcome.SCHRAPPEN, Outcome.SCHRAPPEN, False),
        (Outcome.STANDAARDISEREN, Outcome.STANDAARDISEREN, False),
        (Outcome.BEHOUDEN, Outcome.STANDAARDISEREN, True),
    ]
    assert [role.value for role in lines[0].votes] == ["gemeente", "aanbieder", "professional"]
    gemeente = next(iter(lines[0].votes.values()))  # of the last round, in ascending order
    assert [(vote.doel, vote.harmonisatie, vote.ruimte) for vote in gemeente] == [
        (2, 1, 2),
        (2, 2, 2),
        (2, 2, 2),
        (3, 2, 2),
    ]


def test_the_text_is_there_only_when_it_may_be_public() -> None:
    workshop = decided({Role.GEMEENTE: [(1, 1, 1)] * 3})
    closed, public = (json.loads(vote_lines(workshop, public=public)) for public in (False, True))
    assert closed["description"] is None
    assert public["description"] == TEXT
    assert closed["digest"] == public["digest"] == digest_of(TEXT)


def test_nothing_of_a_rehearsal() -> None:
    assert vote_lines(the_sample(rehearsal=True), public=True) == ""


def test_small_roles_are_left_out_with_the_role_that_would_give_them_away() -> None:
    line = line_of(
        {
            Role.GEMEENTE: [(2, 2, 2)] * 4,
            Role.PROFESSIONAL: [(3, 3, 3), (1, 1, 1), (2, 1, 1)],
            Role.RAAD: [(4, 4, 4)],
        }
    )
    assert line is not None
    assert [*line.votes] == [Role.GEMEENTE]


def test_a_room_without_a_role_that_can_be_shown_still_has_its_verdict() -> None:
    line = line_of({Role.INWONER: [(2, 2, 2)] * 2, Role.RAAD: [(4, 4, 4)]})
    assert line is not None
    assert (line.votes, line.verdict) == ({}, Outcome.BEHOUDEN)


def test_fewer_than_three_voters_give_no_line() -> None:
    assert line_of({Role.INWONER: [(2, 2, 2)] * 2}) is None


def test_what_is_not_decided_or_not_advised_has_no_line() -> None:
    workshop, item = proposed(a_workshop(), TEXT)
    open_ = voted(prepared(workshop, item), item, {Role.GEMEENTE: [(1, 1, 1)] * 3})
    assert vote_line(open_.items[0], public=True) is None
    unadvised = voted(workshop, item, {Role.GEMEENTE: [(1, 1, 1)] * 3})
    unadvised = play(unadvised, [on.Decided(item=item, verdict=Verdict(outcome=Outcome.BEHOUDEN))])
    assert vote_line(unadvised.items[0], public=True) is None
    assert vote_line(Item(id="r1", text=TEXT), public=True) is None


scores = st.tuples(*[st.integers(0, 4)] * 3)
ballots = st.fixed_dictionaries({role: st.lists(scores, max_size=many) for role, many in ROOM.items()})


@given(votes=ballots)
@settings(max_examples=60, deadline=None)
def test_it_tells_no_more_of_a_question_than_the_report_does(
    votes: dict[Role, list[tuple[int, int, int]]],
) -> None:
    cast = sum(any(one) for given_ in votes.values() for one in given_)
    if not cast:
        return
    workshop = decided(votes)
    line = vote_line(workshop.items[0], public=False)
    if cast < 3:
        assert line is None
        return
    assert line is not None
    shown = {
        (share.roles[0], result.question): share.counts
        for result in results(workshop.items[0])[-1].questions
        for share in result.by_role
        if len(share.roles) == 1
    }
    told = {
        (role, question): tuple(given_.count(score) for score in range(1, 5))
        for role, voters in line.votes.items()
        for question in Question
        if any(given_ := [getattr(voter, question.value) for voter in voters])
    }
    assert told == shown
    assert "gemeente-" not in line.model_dump_json()
    assert line_of({role: given_[::-1] for role, given_ in votes.items()}) == line
