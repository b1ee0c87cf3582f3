"""A gate against getting worse; the figures themselves are measured by hand (docs/begrijpen.md)."""

import json
from importlib.resources import files
from itertools import chain

import numpy as np

from bot.building import build_understanding
from bot.domain.slots import Slot
from bot.understanding.classifier import ABOUT, MODEL
from evals.understanding.measuring import figures, numbers, replies
from evals.understanding.utterances import digest_of, load_utterances

UTTERANCES = load_utterances()
SEALED = [one for one in UTTERANCES if one.half == "sealed"]
ENGINE = build_understanding()


def test_the_classifiers_learned_from_the_utterances_as_they_are() -> None:
    """Fails when the utterances changed: run `python -m evals.understanding.train`."""
    with files("bot.understanding").joinpath(MODEL).open("rb") as file, np.load(file) as stored:
        learned = json.loads(str(stored[ABOUT]))["digest"]
    assert learned == digest_of(one for one in UTTERANCES if one.half == "dev")


def test_few_facts_are_wrong_and_many_answers_are_understood() -> None:
    # one text of a family, of every sixth family: the whole takes a minute
    some = list({one.family: one for one in SEALED if one.asked in set(Slot)}.values())[::6]
    found = figures(tuple(chain.from_iterable(replies(ENGINE, slot, some) for slot in Slot)))
    assert found.said >= 100
    assert found.wrong <= 0.06
    assert found.answered >= 0.4


def test_numbers_are_read_exactly() -> None:
    found = numbers(ENGINE, SEALED)
    assert found.said >= 50
    assert found.exact >= 0.97
