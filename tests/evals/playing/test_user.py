"""The simulated user with the real dialogue, table and rules, and made-up passages."""

from collections.abc import Mapping

import pytest

from bot.building import build_rules
from bot.domain import Slot
from bot.domain.reading import ReadFact, Reading, Topic
from evals.axes.generating import undisturbed, variants
from evals.axes.variant import Manner
from evals.cases import Case
from evals.playing.played import Played
from evals.playing.stage import Stage
from evals.playing.user import StuckError
from tests.auxil.assistant import FakeSearcher
from tests.evals.example import EXAMPLES, KEEP, TABLE

RULES = build_rules()


class Reader:
    """Reads what it was told to, word for word, and the rest with the rules; see `Understanding`."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings

    def read(self, text: str, topic: Topic | None) -> Reading:
        return self._readings.get(text) or RULES.read(text, topic)


def stage(**readings: Reading) -> Stage:
    return Stage(Reader(readings), FakeSearcher(), TABLE)


def typed(played: Played) -> list[str]:
    return [turn.typed for turn in played.turns if turn.typed is not None]


def only(case: Case, words: Mapping[Slot, tuple[str, ...]], stage: Stage) -> Played:
    return stage.play(undisturbed(case, "text").model_copy(update={"words": words}))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
@pytest.mark.parametrize("manner", ["buttons", "text"])
def test_the_facts_of_a_case_lead_to_its_advice(example: Case, manner: Manner) -> None:
    played = stage().play(undisturbed(example, manner))
    assert (played.outcome, played.rule) == (example.outcome.value, example.rule)
    assert played.outcome == played.expected
    assert not played.provisional
    held = {slot: value for slot, value in example.facts.items() if slot in played.facts}
    assert held == {slot: played.facts[slot] for slot in held}
    assert played.claims > 0
    assert played.turns[0].typed == example.description
    assert bool(typed(played)[1:]) is (manner == "text")


@pytest.mark.parametrize("manner", ["buttons", "text"])
def test_what_may_not_matter_does_not(manner: Manner) -> None:
    axes = ("repeat", "order", "shuffled", "crowded", "municipality", "detail", "persona")
    only_one = stage()
    played = [only_one.play(one) for one in variants(KEEP, manner, axes)]
    assert {(one.outcome, one.rule) for one in played} == {("behouden", "R16")}


def test_edits_change_the_advice() -> None:
    only_one = stage()
    for example in EXAMPLES:
        _, *edited = [only_one.play(one) for one in variants(example, "buttons", ["edits"])]
        assert [one.outcome for one in edited] == [edit.outcome.value for edit in example.edits]


def test_postponed_answers_are_given_after_the_others() -> None:
    slots = (Slot.DISCRETION, Slot.DECISION)
    variant = undisturbed(KEEP, "buttons").model_copy(update={"postponed": slots})
    played = stage().play(variant)
    last = [turn.pressed for turn in played.turns[-4:]]
    assert last == ["change:discretion", "free", "change:decision", "named"]
    assert played.outcome == "behouden"
    assert not played.provisional


def test_what_is_not_understood_is_said_again_and_then_pressed() -> None:
    words = {Slot.PURPOSE: ("blauw is ook een kleur", "groen ook")}
    played = only(KEEP, words, stage())
    assert typed(played)[1:] == ["blauw is ook een kleur", "groen ook"]
    assert (played.repeated, played.by_button) == (("purpose",), ("purpose",))
    assert played.facts["purpose"] == KEEP.facts[Slot.PURPOSE]


@pytest.mark.parametrize(("guess", "then"), [("outcomes", ["ja"]), ("cover", ["anders"])])
def test_a_guess_is_agreed_with_only_when_it_is_right(guess: str, then: list[str]) -> None:
    reading = Reading(guess=ReadFact(value=guess, quote="zoiets", confidence=0.4))
    played = only(KEEP, {Slot.PURPOSE: ("zoiets", "anders")}, stage(zoiets=reading))
    assert typed(played)[1:] == ["zoiets", *then]
    assert played.facts["purpose"] == "outcomes"
    assert played.by_button == (() if guess == "outcomes" else ("purpose",))


def test_a_wrong_reading_is_not_put_right() -> None:
    wrong = Reading(facts={"decision": ReadFact(value="none", quote="vast", confidence=1.0)})
    played = only(KEEP, {Slot.DECISION: ("vast",)}, stage(vast=wrong))
    assert (played.facts["decision"], played.meant["decision"]) == ("none", "named")
    assert (played.outcome, played.expected) == ("schrappen", "behouden")


def test_pushing_is_typed_before_between_and_after_and_changes_nothing() -> None:
    plain = next(one for one in variants(KEEP, "buttons", ["pushing"]) if one.name == "plain")
    played = stage().play(plain)
    assert played.turns[1].typed == plain.interruptions[0]
    assert played.turns[-1].typed == plain.interruptions[0]
    assert set(typed(played)[1:]) == set(plain.interruptions)
    assert played.outcome == "behouden"


def test_what_no_request_can_be_made_of_is_a_fault_of_the_case() -> None:
    with pytest.raises(StuckError, match="voordeur-behouden"):
        stage().play(undisturbed(KEEP, "buttons").model_copy(update={"description": "???"}))


def test_everything_can_be_kept_and_read_again() -> None:
    played = stage().play(undisturbed(KEEP, "text"))
    assert Played.model_validate_json(played.model_dump_json()) == played
