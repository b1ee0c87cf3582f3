"""Every axis gives variants that change one thing, the same ones for the same seed."""

import pytest

from evals.axes.generating import AXES, DIRECTIONAL, INVARIANT, undisturbed, variants
from evals.axes.variant import UNDISTURBED, Variant
from evals.cases import Case
from tests.evals.example import EXAMPLES, KEEP

CHANGED_BY = {
    "repeat": set(),
    "rewording": {"description"},
    "order": {"postponed"},
    "manner": {"manner", "words", "numbers"},
    "typing_errors": {"description", "words"},
    "detail": {"description"},
    "municipality": {"description", "municipality"},
    "shuffled": {"retrieval", "seed"},
    "crowded": {"retrieval"},
    "pushing": {"interruptions"},
    "leading": {"description"},
    "persona": {"description"},
    "channel": {"channel"},
    "edits": {"facts", "words", "expected", "postponed"},
}


def changed(variant: Variant, base: Variant) -> set[str]:
    names = set(Variant.model_fields) - {"axis", "name"}
    return {name for name in names if getattr(variant, name) != getattr(base, name)}


@pytest.mark.parametrize("axis", AXES)
def test_an_axis_changes_only_what_it_is_about(axis: str) -> None:
    base, *others = variants(KEEP, "buttons", [axis])
    assert base == undisturbed(KEEP, "buttons")
    assert base.axis == base.name == UNDISTURBED
    assert others
    assert {one.axis for one in others} == {axis}
    assert len({one.name for one in others}) == len(others)
    found = [changed(one, base) for one in others]
    assert all(one <= CHANGED_BY[axis] for one in found)
    assert all(found) or axis == "repeat"


def test_every_axis_is_either_to_be_ignored_or_to_be_followed() -> None:
    assert set(AXES) == set(CHANGED_BY) == INVARIANT.keys() | DIRECTIONAL.keys()
    assert not INVARIANT.keys() & DIRECTIONAL.keys()


def test_the_same_seed_gives_the_same_variants_and_another_seed_others() -> None:
    once = tuple(variants(KEEP, "text", AXES))
    assert once == tuple(variants(KEEP, "text", AXES))
    other = tuple(variants(KEEP, "text", AXES, seed=7))
    differing = {one.axis for one, two in zip(once, other, strict=True) if one != two}
    assert differing == {"order", "typing_errors", "municipality", "shuffled"}


def test_one_axis_alone_gives_the_same_as_among_others() -> None:
    among = [one for one in variants(KEEP, "text", AXES) if one.axis == "order"]
    assert list(variants(KEEP, "text", ["order"]))[1:] == among


def test_free_text_is_compared_with_buttons_only_once() -> None:
    assert [one.axis for one in variants(KEEP, "text", ["manner"])] == [UNDISTURBED]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
def test_only_edits_may_expect_another_outcome(example: Case) -> None:
    every = tuple(variants(example, "buttons", AXES))
    changed = {one.axis for one in every if one.expected != example.outcome.value}
    assert changed == set(DIRECTIONAL)


def test_an_axis_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="weather"):
        list(variants(KEEP, "buttons", ["weather"]))
