"""The plain prompt, to a strict service over real HTTP."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from bot.building import build_rules
from bot.content import load_content
from bot.domain import Outcome, Slot
from bot.settings import Settings
from evals.axes.generating import AXES, undisturbed, variants
from evals.baseline import Baseline, BaselineStopped, NoModelError, open_baseline
from evals.baseline.answer import Answer
from evals.baseline.asking import plain_prompt, told
from evals.consistency.comparing import differences, flips
from evals.consistency.run import Run
from evals.playing.played import Played
from evals.playing.stage import Stage
from tests.auxil.assistant import FakeSearcher
from tests.auxil.chat_model import KEY, MODEL, ChatModel, Question, error, serving, tokens
from tests.dialogue.chat import TIME
from tests.evals.example import DROP, EXAMPLES, JOIN, KEEP, TABLE

CONTENT = load_content()
ABOUT_TIME = undisturbed(KEEP, "text").model_copy(update={"description": TIME})


@dataclass
class Adviser:
    """Always answers this; `text` goes before the rest."""

    outcome: str = "schrappen"
    reason: str = "Begeleiders houden minuten bij die zij besteden."
    citations: list[str] = field(default_factory=lambda: ["test-tijd", "verzonnen-bron"])
    text: str | None = None

    def __call__(self, _: Question) -> str:
        return self.text or json.dumps(
            {"outcome": self.outcome, "reason": self.reason, "citations": self.citations}
        )


@pytest.fixture
def adviser() -> Adviser:
    return Adviser()


@pytest.fixture
def service(adviser: Adviser) -> Iterator[ChatModel]:
    with serving(adviser) as running:
        yield running


@pytest.fixture
def stage() -> Stage:
    return Stage(build_rules(), FakeSearcher(), TABLE)


def settings(service: ChatModel | None, **more: float) -> Settings:
    """Settings of a test, whatever the environment says."""
    of_test = Settings.model_construct(
        llm=f"openai:{MODEL}" if service else None,
        llm_url=service.url if service else None,
        llm_key=SecretStr(KEY),
        llm_price_in=1.0,
        llm_price_out=4.0,
    )
    return of_test.model_copy(update=more)


@pytest.fixture
def baseline(service: ChatModel, stage: Stage) -> Baseline:
    return open_baseline(settings(service), stage)


def run(engine: str, played: tuple[Played, ...]) -> Run:
    return Run(engine=engine, split="dev", assistant="0", table="1", knowledge="2", played=played)


def test_the_model_is_told_what_the_user_knows_and_what_was_found(
    baseline: Baseline, service: ChatModel
) -> None:
    played = baseline.play(ABOUT_TIME)
    (asked,) = service.questions
    assert asked.method == "json_schema"
    assert TIME in asked.user
    assert "Er is geen wet" not in asked.user, "only the first words for an answer"
    assert "Nee, geen wet" in asked.user
    for passage in played.shown:
        assert f"[{passage}]" in asked.user
    assert played.shown == ("test-tijd", "test-buren")


def test_what_comes_of_it_has_the_shape_of_a_run(baseline: Baseline, service: ChatModel) -> None:
    played = baseline.play(ABOUT_TIME)
    assert (played.outcome, played.expected) == ("schrappen", "behouden")
    assert played.cited == ("test-tijd", "verzonnen-bron")
    assert (played.claims, played.grounded) == (1, 1)
    assert (played.citations, played.unsupported) == (2, ("reden verzonnen-bron",))
    answer_tokens = len(Adviser()(service.questions[0])) // 4
    told = tokens(service.questions[0])
    assert played.tokens == told + answer_tokens
    assert played.euros == pytest.approx((told + 4 * answer_tokens) / 1_000_000)
    assert baseline.name == f"advise_plainly-1:openai:{MODEL}"


def test_a_passage_that_is_about_something_else_supports_nothing(
    baseline: Baseline, adviser: Adviser
) -> None:
    adviser.reason = "De voordeur is geel."
    assert "reden test-tijd" in baseline.play(ABOUT_TIME).unsupported


def test_it_can_be_put_beside_the_assistant(baseline: Baseline, stage: Stage) -> None:
    planned = [one for case in EXAMPLES for one in variants(case, "buttons", ["repeat", "edits"])]
    assistant = run("rules", tuple(stage.play(one) for one in planned))
    plain = run(baseline.name, tuple(baseline.play(one) for one in planned))
    flipped = flips(assistant, plain)
    assert {one.before.case for one in flipped} == {KEEP.id, JOIN.id, DROP.id}
    by_measure = {(one.place.axis, one.measure): one for one in differences(assistant, plain)}
    kappa = by_measure["repeat", "kappa"]
    assert (kappa.before, kappa.after) == (1.0, 0.0)
    assert by_measure["repeat", "consistency"].verdict == "same"


def test_every_axis_can_be_asked(baseline: Baseline, service: ChatModel) -> None:
    for one in variants(KEEP, "text", AXES):
        baseline.play(one)
    users = [asked.user for asked in service.questions]
    assert len(users) > 20
    assert not service.wrong
    pushed = next(one for one in variants(KEEP, "text", ["pushing"]) if one.interruptions)
    assert any(pushed.interruptions[0] in user for user in users)


def test_postponed_answers_come_last_and_edits_are_told() -> None:
    edit = next(one for one in variants(KEEP, "buttons", ["edits"]) if one.postponed)
    *_, last = told(edit, CONTENT)
    (slot,) = edit.postponed
    assert slot is Slot.DECISION
    assert last.endswith(CONTENT.questions.slots[slot].options[edit.facts[slot]].label)


@pytest.mark.parametrize("text", ["Ik zou het schrappen.", '{"outcome": "misschien"}', "{}"])
def test_an_answer_that_is_no_advice_counts_as_wrong(baseline: Baseline, adviser: Adviser, text: str) -> None:
    adviser.text = text
    played = baseline.play(ABOUT_TIME)
    assert played.outcome == "geen antwoord"
    assert (played.cited, played.grounded) == ((), 0)


def test_without_a_model_it_says_so_in_one_sentence(stage: Stage) -> None:
    with pytest.raises(NoModelError) as raised:
        open_baseline(settings(None), stage)
    assert "DRIEVRAGEN_LLM" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_model_that_cannot_be_used_stops_it_without_a_secret(
    baseline: Baseline, service: ChatModel
) -> None:
    service.faults.append(lambda *_: error(401, f"wrong key {KEY}"))
    with pytest.raises(BaselineStopped) as raised:
        baseline.play(ABOUT_TIME)
    assert KEY not in str(raised.value)
    assert "DRIEVRAGEN_LLM_KEY" in str(raised.value)


def test_a_budget_that_is_spent_stops_it(service: ChatModel, stage: Stage) -> None:
    baseline = open_baseline(settings(service, llm_tokens_per_day=10), stage)
    with pytest.raises(BaselineStopped, match="budget"):
        baseline.play(ABOUT_TIME)
    assert not service.questions


def test_the_examples_of_the_prompt_are_answers_that_would_be_taken() -> None:
    answers = [Answer.model_validate(example.output) for example in plain_prompt().examples]
    assert {answer.outcome for answer in answers} <= set(Outcome)
    assert answers
