"""Which conversations are put side by side."""

from evals.playing.played import Played
from evals.report.worst import differing, worst
from tests.evals.report.examples import (
    AGREED,
    FLIPS,
    PRESSED,
    PUSHED,
    RUN,
    START,
    TYPED,
    conversation,
)


def with_turns(played: Played, *turns: object) -> Played:
    return played.model_copy(update={"turns": turns})


def test_a_case_that_went_wrong_with_how_often() -> None:
    (only,) = worst(RUN.played)
    assert (only.case, only.wrong) == (FLIPS, 1)
    assert only.conversations == len([one for one in RUN.played if one.case == FLIPS and one.axis != "edits"])
    assert only.good is not None
    assert (only.good.outcome, only.bad.outcome) == ("behouden", "schrappen")


def test_the_case_with_most_goes_first() -> None:
    played = [conversation("a", "detail", "text", flips=True)]
    played += [conversation("b", "detail", "text", flips=True, name=f"een-{n}") for n in range(2)]
    assert [(one.case, one.wrong) for one in worst(played)] == [("b", 2), ("a", 1)]


def test_the_pair_is_most_alike_and_answered_the_same_way_if_that_can_be() -> None:
    bad = with_turns(conversation("a", "detail", "text", flips=True), START, TYPED, AGREED)
    far = with_turns(conversation("a", "order", "text"), START, PRESSED, PUSHED)
    near = with_turns(conversation("a", "repeat", "text"), START, TYPED, PUSHED)
    pressed = with_turns(conversation("a", "repeat", "buttons"), START, TYPED, AGREED)
    assert worst([bad, far, near, pressed])[0].good == near
    assert worst([bad, pressed])[0].good == pressed


def test_nothing_to_put_beside_it_when_all_went_wrong() -> None:
    (only,) = worst([conversation("a", "detail", "text", flips=True)])
    assert only.good is None


def test_edits_that_end_elsewhere_are_no_worst_case() -> None:
    assert worst([conversation("a", "edits", "text", flips=True)]) == ()


def test_turns_that_the_other_does_not_have() -> None:
    one = with_turns(conversation("a", "detail", "text"), START, TYPED, AGREED)
    other = with_turns(conversation("a", "detail", "text"), START, PRESSED, AGREED, PUSHED)
    assert differing(one, other) == (False, True, False)
    assert differing(other, one) == (False, True, False, True)
