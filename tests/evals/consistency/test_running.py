"""A run goes on where it was, plays again what changed, and can be kept."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from evals.axes.variant import Variant
from evals.consistency.cache import Cache
from evals.consistency.commands import MANNERS
from evals.consistency.digest import digest
from evals.consistency.running import plan, play_all, select
from evals.playing.played import Played
from tests.evals.consistency.playing import played
from tests.evals.example import EXAMPLES

PLANNED = tuple(plan(EXAMPLES, ["order"], MANNERS))


class Player:
    """Remembers what it played; stops after `most`."""

    def __init__(self, most: int = 1000) -> None:
        self.played: list[str] = []
        self._most = most

    def __call__(self, variants: Iterable[Variant]) -> Iterator[Played]:
        for variant in variants:
            if len(self.played) == self._most:
                raise KeyboardInterrupt
            self.played.append(variant.case)
            yield played(variant.case, variant.expected, axis=variant.axis, manner=variant.manner)


def test_both_ways_of_answering_are_planned() -> None:
    assert [(one.case, one.manner, one.axis) for one in PLANNED[:5]] == [
        ("voordeur-behouden", "buttons", "undisturbed"),
        *[("voordeur-behouden", "buttons", "order")] * 3,
        ("voordeur-behouden", "text", "undisturbed"),
    ]
    assert len(PLANNED) == 3 * 2 * 4


def test_pressing_and_typing_are_compared_only_when_both_are_played() -> None:
    planned = {one.axis for one in plan(EXAMPLES, ["order", "manner"], MANNERS)}
    assert planned == {"undisturbed", "order", "manner"}
    (way,) = {one.manner for one in plan(EXAMPLES, ["order", "manner"], ["buttons"])}
    assert way == "buttons"


def test_always_the_same_few_cases() -> None:
    assert select(EXAMPLES, None) == select(EXAMPLES, 9) == EXAMPLES
    assert select(EXAMPLES, 2) == select(EXAMPLES, 2)
    assert len(select(EXAMPLES, 2)) == 2


def test_what_was_played_is_not_played_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        tuple(play_all(PLANNED, Player(most=10), Cache(tmp_path, "a")))
    rest = Player()
    found = tuple(play_all(PLANNED, rest, Cache(tmp_path, "a")))
    assert len(rest.played) == len(PLANNED) - 10
    assert [one.case for one in found] == [one.case for one in PLANNED]
    again = Player()
    assert tuple(play_all(PLANNED, again, Cache(tmp_path, "a"))) == found
    assert again.played == []


def test_another_assistant_or_variant_is_played_anew(tmp_path: Path) -> None:
    tuple(play_all(PLANNED, Player(), Cache(tmp_path, "a")))
    other = Player()
    tuple(play_all(PLANNED, other, Cache(tmp_path, "b")))
    assert len(other.played) == len(PLANNED)
    changed = [one.model_copy(update={"description": "iets anders"}) for one in PLANNED[:2]]
    once_more = Player()
    tuple(play_all([*changed, *PLANNED], once_more, Cache(tmp_path, "a")))
    assert len(once_more.played) == 2


def test_a_line_that_was_broken_off_is_played_again(tmp_path: Path) -> None:
    tuple(play_all(PLANNED[:3], Player(), Cache(tmp_path, "a")))
    (file,) = (tmp_path / "played").iterdir()
    file.write_text(file.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    for expected in (1, 0):
        player = Player()
        tuple(play_all(PLANNED[:3], player, Cache(tmp_path, "a")))
        assert len(player.played) == expected


def test_the_digest_changes_with_any_file_and_with_the_engine(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    file = tmp_path / "bot" / "table.yaml"
    file.write_text("a", encoding="utf-8")
    first = digest("rules", tmp_path, ["bot"])
    assert first == digest("rules", tmp_path, ["bot"]) != digest("embedded", tmp_path, ["bot"])
    file.write_text("b", encoding="utf-8")
    assert digest("rules", tmp_path, ["bot"]) != first
