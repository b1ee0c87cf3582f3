"""The authored utterances: enough of them, well-formed, and split so that nothing leaks."""

from collections import Counter
from pathlib import Path

import pytest

from bot.domain.slots import VALUES, Slot
from evals.understanding.utterances import SEALED_SHARE, UtteranceError, load_utterances

UTTERANCES = load_utterances()


def test_there_are_enough_of_every_value_in_both_halves() -> None:
    assert len(UTTERANCES) >= 2000
    for slot in Slot:
        for half, least in (("dev", 20), ("sealed", 4)):
            said = Counter(one.label(slot) for one in UTTERANCES if one.asked is slot and one.half == half)
            for value in VALUES[slot]:
                # the rules know the variant that is agreed but has no name only as "weet ik niet"
                assert said[value] >= least, (slot, half, value, said[value])


def test_a_family_is_in_one_half() -> None:
    halves: dict[str, set[str]] = {}
    for one in UTTERANCES:
        halves.setdefault(one.family, set()).add(one.half)
    assert all(len(found) == 1 for found in halves.values())
    sealed = sum(found == {"sealed"} for found in halves.values()) / len(halves)
    assert abs(sealed - SEALED_SHARE) < 0.03


def test_no_text_of_one_half_stands_in_the_other() -> None:
    halves: dict[tuple[object, str], set[str]] = {}
    for one in UTTERANCES:
        halves.setdefault((one.asked, one.text.casefold().strip(" .!")), set()).add(one.half)
    both = [key for key, found in halves.items() if len(found) > 1]
    assert both == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("asked: used\nfamilies: [{name: x, facts: {used: maybe}, texts: [a]}]", "maybe"),
        ("asked: nonsense\nfamilies: [{name: x, texts: [a]}]", "nonsense"),
        ("asked: used\nfamilies: [{name: x, texts: []}]", "texts"),
        ("asked: used\nfamilies: [{name: x, text: [a]}]", "text"),
        ("families: [", "fout.yaml"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_its_fault(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "fout.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UtteranceError, match=r"fout\.yaml") as refused:
        load_utterances(tmp_path)
    assert named in str(refused.value)
