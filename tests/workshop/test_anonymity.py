"""Nobody's own answer can be read from what is shown."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.workshop import Ballot, Item, Question, Role, Round, State, Workshop
from bot.workshop import events as on
from bot.workshop.room import FEWEST, middle, with_room
from bot.workshop.tally import RoundResult, results
from tests.workshop.room import (
    RATES,
    REQUEST,
    SCHRAPPEN,
    after,
    ballot,
    comes,
    decided,
    empty,
    scene,
    seen,
    voting,
)

_scores = st.dictionaries(st.sampled_from(list(Question)), st.integers(1, 4))
_ballots = st.builds(
    Ballot, scores=_scores, reason=st.sampled_from([None, None, "Omdat het helpt", "Te veel werk"])
)
_cast = st.lists(st.tuples(st.sampled_from(list(Role)), _ballots), max_size=14)


def _round(cast: list[tuple[Role, Ballot]]) -> Round:
    return Round(
        ballots={f"p{number}": one for number, (_, one) in enumerate(cast)},
        roles={f"p{number}": role for number, (role, _) in enumerate(cast)},
        revealed=True,
    )


def _item(votes: Round) -> Item:
    return Item(id="r1", text="Uren", state=State.REVEALED, rounds=(votes,))


def _shown(cast: list[tuple[Role, Ballot]]) -> RoundResult:
    (result,) = results(_item(_round(cast)))
    return result


@given(_cast)
def test_no_share_is_of_fewer_than_three_nor_is_what_remains(cast: list[tuple[Role, Ballot]]) -> None:
    shown = _shown(cast)
    for one in shown.questions:
        groups = [share for share in (one.together, *one.by_role) if share is not None]
        assert all(share.total >= FEWEST for share in groups)
        if one.by_role:  # the whole without some shares is the other shares: nothing smaller is left
            assert one.together is not None
            assert sum(share.total for share in one.by_role) == one.together.total
            roles = [role for share in one.by_role for role in share.roles]
            assert len(roles) == len(set(roles))
            assert {*roles} == {*one.together.roles}
        answered = sum(one.question in given_.scores for _, given_ in cast)
        assert one.answered == answered
        assert (one.together is None) == (one.middle is None) == (answered < FEWEST)


@given(_cast)
def test_roles_that_are_far_apart_are_large_enough_to_be_named(cast: list[tuple[Role, Ballot]]) -> None:
    shown = _shown(cast)
    if shown.apart is not None:
        question, low, high = shown.apart
        (result,) = (one for one in shown.questions if one.question is question)
        assert {low, high} <= {*result.by_role}
        assert low.mean < high.mean
        assert low.total >= FEWEST
        assert high.total >= FEWEST


@given(_cast, st.randoms(use_true_random=False))
def test_who_in_a_group_gave_which_answer_makes_no_difference(
    cast: list[tuple[Role, Ballot]], chance: Random
) -> None:
    """Answers that change hands within a share, also between small roles, give the very same picture."""
    before = _shown(cast)
    for result in before.questions:
        for share in result.by_role or ((result.together,) if result.together else ()):
            places = [
                place
                for place, (role, one) in enumerate(cast)
                if role in share.roles and result.question in one.scores
            ]
            scores = [cast[place][1].scores[result.question] for place in places]
            chance.shuffle(scores)
            for place, score in zip(places, scores, strict=True):
                role, one = cast[place]
                changed = {**one.scores, result.question: score}
                cast = [*cast[:place], (role, one.model_copy(update={"scores": changed})), *cast[place + 1 :]]
    assert _shown(cast) == before


@given(_cast, st.integers(1, 4))
def test_one_or_two_answers_change_nothing_that_is_shown_or_advised(
    cast: list[tuple[Role, Ballot]], other: int
) -> None:
    few = [question for question in Question if sum(question in one.scores for _, one in cast) < FEWEST]
    changed = [
        (
            role,
            one.model_copy(
                update={"scores": {key: other if key in few else was for key, was in one.scores.items()}}
            ),
        )
        for role, one in cast
    ]
    assert _shown(changed) == _shown(cast)
    one, another = (with_room(_item(_round(votes)), REQUEST, RATES) for votes in (cast, changed))
    assert one == another


@given(_cast)
def test_reasons_need_a_room(cast: list[tuple[Role, Ballot]]) -> None:
    given_ = [one.reason for _, one in cast if one.reason]
    took_part = sum(bool(one.scores or one.reason) for _, one in cast)
    assert list(_shown(cast).reasons) == (sorted(given_, key=str.casefold) if took_part >= FEWEST else [])


def test_small_roles_are_one_share() -> None:
    sizes = {Role.GEMEENTE: 4, Role.AANBIEDER: 2, Role.RAAD: 1}
    votes = [(role, Ballot(scores={Question.DOEL: 2})) for role, size in sizes.items() for _ in range(size)]
    doel = _shown(votes).questions[0]
    assert [share.roles for share in doel.by_role] == [(Role.GEMEENTE,), (Role.AANBIEDER, Role.RAAD)]


def test_one_small_role_takes_the_smallest_large_one_with_it() -> None:
    sizes = {Role.GEMEENTE: 5, Role.AANBIEDER: 3, Role.RAAD: 1}
    votes = [(role, Ballot(scores={Question.DOEL: 2})) for role, size in sizes.items() for _ in range(size)]
    doel = _shown(votes).questions[0]
    assert [share.roles for share in doel.by_role] == [(Role.GEMEENTE,), (Role.AANBIEDER, Role.RAAD)]
    two = [one for one in votes if one[0] is not Role.GEMEENTE]
    assert _shown(two).questions[0].by_role == ()


def test_where_roles_differ_most() -> None:
    votes = [
        *[(Role.GEMEENTE, Ballot(scores=dict.fromkeys(Question, 3)))] * 3,
        *[(Role.INWONER, Ballot(scores={**dict.fromkeys(Question, 3), Question.RUIMTE: 1}))] * 3,
    ]
    apart = _shown(votes).apart
    assert apart is not None
    assert (apart[0], apart[1].roles, apart[2].roles) == (Question.RUIMTE, (Role.INWONER,), (Role.GEMEENTE,))
    assert _shown(votes[:3]).apart is None


def test_of_two_middle_answers_the_lower_counts() -> None:
    votes = _round([(Role.RAAD, Ballot(scores={Question.DOEL: score})) for score in (1, 2, 3, 4)])
    assert middle(votes, Question.DOEL) == 2
    assert middle(votes, Question.RUIMTE) is None


def test_one_or_two_that_disagree_are_not_counted() -> None:
    def disputed(*who: str) -> Workshop:
        return after(decided(), *(on.Dissented(participant=one, item="r1", dissents=True) for one in who))

    assert (seen(decided()).disagreed, seen(decided()).dissent) == (False, 0)
    for few in (disputed("an"), disputed("an", "bo")):
        assert (seen(few).disagreed, seen(few).dissent) == (True, None)
    assert seen(disputed("an", "bo", "cas")).dissent == 3


def test_why_somebody_disagrees_is_read_in_a_room_and_not_among_two() -> None:
    why = on.Dissented(participant="an", item="r1", dissents=True, reason="Ik mis dit straks")
    assert seen(after(decided(), why)).dissent_reasons == ("Ik mis dit straks",)
    pair = after(
        empty(),
        comes("an"),
        comes("bo"),
        on.Proposed(text="Uren"),
        on.Opened(item="r1"),
        on.VotingOpened(item="r1"),
        *ballot("an", 1, 1, 1),
        *ballot("bo", 4, 4, 4),
        on.Revealed(item="r1", round=1),
        on.Decided(item="r1", verdict=SCHRAPPEN),
        why,
    )
    assert (seen(pair).disagreed, seen(pair).dissent_reasons) == (True, ())


def test_no_name_and_no_id_is_in_what_is_shown() -> None:
    workshop = after(
        voting(),
        comes("herkenbaar-id"),
        on.Named(participant="herkenbaar-id", name="Anneke"),
        *(vote for who in ("an", "bo", "herkenbaar-id") for vote in ballot(who, 1, 2, 3)),
        on.Reasoned(participant="herkenbaar-id", item="r1", round=1, reason="Omdat het helpt"),
        on.Revealed(item="r1", round=1),
        on.Decided(item="r1", verdict=SCHRAPPEN),
        on.Dissented(participant="herkenbaar-id", item="r1", dissents=True, reason="Ik mis dit straks"),
    )
    shown = scene(workshop).model_dump_json()
    assert "Omdat het helpt" in shown
    assert "Ik mis dit straks" in shown
    assert "herkenbaar-id" not in shown
    assert "Anneke" not in shown
