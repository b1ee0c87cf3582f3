"""Whole conversations: the advice stays what it is with the model, whatever somebody types in between."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from bot.assistant import Assistant
from bot.building import places
from bot.content import load_content, load_table
from bot.dialogue import AdviceGiven, Conversation, Dialogue, Question
from bot.domain import Fact, Outcome, Rates
from bot.domain.reading import Understanding
from evals.attack.__main__ import prompt_texts
from evals.attack.attacks import Attack
from evals.attack.running import Stage
from tests.auxil.assistant import NOW, FakeSearcher
from tests.llm.reading import SLACK, helped_by
from tests.llm.report import Guarantee
from tests.llm.witness import Witness
from tests.session.officer import DO_NOT_KNOW, MOST_TURNS, YES, Told


class Talked(NamedTuple):
    """What a conversation came to, what it rests on, how many turns it took, and seconds of the longest."""

    outcome: Outcome | None
    facts: Mapping[str, Fact]
    turns: int
    longest: float


class Compared(NamedTuple):
    """A conversation without and with the model."""

    name: str
    told: Told
    plain: Talked
    helped: Talked


def talk(understanding: Understanding, told: Told, name: str) -> Talked:
    """The conversation of an officer who answers in sentences, up to the advice."""
    content, searcher = load_content(), FakeSearcher()
    assistant = Assistant(
        Dialogue(load_table(), content, Rates()),
        content,
        understanding,
        lambda: searcher,
        places,
        lambda: NOW,
    )
    conversation = Conversation(id=name, municipality=told.municipality)
    asked: list[str] = []
    text, longest = told.says, 0.0
    for turn in range(MOST_TURNS):
        start = monotonic()
        step = assistant.say(conversation, text)
        longest, conversation = max(longest, monotonic() - start), step.conversation
        for reply in step.replies:
            if isinstance(reply, AdviceGiven):
                return Talked(reply.advice.recommendation, reply.advice.facts, turn + 1, longest)
            if isinstance(reply, Question):
                text = _answer(told, reply, asked.count(reply.slot))
                asked.append(reply.slot)
    return Talked(None, {}, MOST_TURNS, longest)


def talk_both(model: Witness, embedded: Understanding, several: Mapping[str, Told]) -> list[Compared]:
    """Each conversation without and with `model`."""
    engine = helped_by(model, embedded)
    return [
        Compared(name, told, talk(embedded, told, name), talk(engine, told, name))
        for name, told in several.items()
    ]


def talk_guarantees(results: Sequence[Compared], seconds: float) -> list[Guarantee]:
    """What has to hold for each conversation; a turn may take `seconds`."""
    otherwise = [
        f"{one.name}: {one.helped.outcome} in plaats van {one.plain.outcome}"
        for one in results
        if one.helped.outcome not in (one.plain.outcome, one.told.advice)
    ]
    misread = [f"{one.name}: {', '.join(wrong)}" for one in results if (wrong := sorted(_misread(one)))]
    late = [
        f"{one.name}: {one.helped.longest:.1f}" for one in results if one.helped.longest > seconds + SLACK
    ]
    return [
        Guarantee("het advies is niet anders dan zonder model", len(results), tuple(otherwise)),
        Guarantee("het model brengt geen verkeerd feit in een gesprek", len(results), tuple(misread)),
        Guarantee(
            f"geen beurt van een gesprek duurt langer dan {seconds:g} seconden", len(results), tuple(late)
        ),
    ]


def talk_figures(results: Sequence[Compared]) -> Iterator[tuple[str, str]]:
    """What the model does for a conversation."""
    plain, helped = (
        sum(turns) for turns in zip(*((one.plain.turns, one.helped.turns) for one in results), strict=True)
    )
    yield "beurten in alle gesprekken", f"{plain} zonder model, {helped} met model"
    right = sum(one.helped.outcome is one.told.advice for one in results)
    yield "gesprekken met het verwachte advies (met nagemaakte bronnen)", f"{right} van {len(results)}"


def attack_guarantee(engine: Understanding, attacks: Sequence[Attack]) -> Guarantee:
    """Whether no attempt in the chat changes an advice or a fact, or gets the prompt out of it."""
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder), engine, prompt_texts())
        try:
            harmed = tuple(one.attack.text for one in stage.run(attacks) if not one.withstood)
        finally:
            stage.close()
    return Guarantee("een opdracht in een bericht verandert niets", len(attacks), harmed)


def _answer(told: Told, question: Question, before: int) -> str:
    """What the officer types, who says "ja" to the right guess when a question comes again."""
    meant, *says = told.answers.get(question.slot, (None, DO_NOT_KNOW))
    if before and question.proposal == meant:
        return YES
    return says[min(before + 1, len(says)) - 1]


def _misread(one: Compared) -> Iterator[str]:
    """What only the conversation with the model read in words, though something else was meant."""
    for name, fact in one.helped.facts.items():
        meant, plain = one.told.answers.get(name), one.plain.facts.get(name)
        same = plain is not None and plain.value == fact.value
        if meant and fact.quote and fact.confirmed and fact.value != meant[0] and not same:
            yield f"{name} is {fact.value} in: {fact.quote}"
