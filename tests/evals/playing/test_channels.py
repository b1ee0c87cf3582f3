"""The same conversations through real channels, and what a user reads off a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.building import build_rules
from bot.content import load_content
from bot.domain import UNKNOWN, VALUES, Slot
from bot.domain.reading import ReadFact, Reading, Topic
from evals.axes.generating import variants
from evals.axes.variant import Manner
from evals.cases import Case
from evals.playing.played import Played
from evals.playing.screens import Reader
from evals.playing.stage import Stage
from evals.playing.user import StuckError
from tests.auxil.assistant import FakeSearcher
from tests.evals.example import DROP, EXAMPLES, KEEP, TABLE

CONTENT = load_content()
STAGE = Stage(build_rules(), FakeSearcher(), TABLE)


class Unsure:
    """Only guesses what an answer means; see `Understanding`."""

    def read(self, text: str, topic: Topic | None) -> Reading:
        read = build_rules().read(text, topic)
        if topic is not Slot.PURPOSE or read.agreed is not None:
            return read
        value = "quality" if "zorg" in text else "none"
        return Reading(guess=ReadFact(value=value, quote=text, confidence=0.4))


def told(played: Played) -> object:
    """Everything but the time it took and the name of the variant."""
    return played.model_dump(exclude={"seconds", "axis", "variant"})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
@pytest.mark.parametrize("manner", ["buttons", "text"])
def test_every_channel_gives_the_same_conversation(example: Case, manner: Manner) -> None:
    direct, *others = (STAGE.play(one) for one in variants(example, manner, ["channel"]))
    assert [one.variant for one in others] == ["jsonl", "terminal"]
    assert direct.outcome == example.outcome.value
    for one in others:
        assert told(one) == told(direct)


def test_a_guess_is_seen_on_every_channel() -> None:
    stage = Stage(Unsure(), FakeSearcher(), TABLE)
    says = {Slot.PURPOSE: ("of de zorg goed is", "om het te hebben")}
    played = [
        stage.play(one.model_copy(update={"words": says, "manner": "text"}))
        for one in variants(DROP, "buttons", ["channel"])
    ]
    typed = ["of de zorg goed is", "om het te hebben", "ja"]
    for one in played:
        assert [turn.typed for turn in one.turns if turn.asked == "purpose"] == typed


@pytest.mark.parametrize("channel", ["jsonl", "terminal"])
def test_a_conversation_that_goes_nowhere_is_a_fault_of_the_case(channel: str) -> None:
    (variant,) = (one for one in variants(KEEP, "buttons", ["channel"]) if one.name == channel)
    with pytest.raises(StuckError, match="voordeur-behouden"):
        STAGE.play(variant.model_copy(update={"description": "???"}))


@given(st.sampled_from([(slot, value) for slot in Slot for value in (*VALUES[slot], UNKNOWN)]))
def test_a_question_is_known_by_its_words_however_they_are_broken(pair: tuple[Slot, str]) -> None:
    slot, value = pair
    reader, words = Reader(CONTENT), CONTENT.questions.slots[slot]
    guess = CONTENT.texts.say("guess", guess=words.options[value].means)
    screen = f"│ {guess} │\n│ {words.ask} │".replace(" ", "\n")
    assert reader.asked(screen) == slot.value
    guessed = reader.guessed(screen, slot.value)
    assert guessed is not None
    assert words.options[guessed].means == words.options[value].means
    assert reader.advice(screen) is None
