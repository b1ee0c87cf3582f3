"""Two runs side by side on the conversations both have: what got better or worse, and which cases flipped."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from evals.axes.variant import Manner
from evals.consistency.figures import Place, groups, statistics
from evals.consistency.run import Run
from evals.playing.played import Played
from evals.retrieval.metrics.bootstrap import Interval

LOWER_IS_BETTER = frozenset({"flip_rate", "provisional", "tokens", "euros"})

Verdict = Literal["better", "worse", "unclear", "same"]


class Difference(NamedTuple):
    """How a measure of one place went from one run to the other; `by` is the paired difference."""

    place: Place
    measure: str
    before: float
    after: float
    by: Interval

    @property
    def verdict(self) -> Verdict:
        """Clear only when the whole interval lies on one side of 0."""
        if self.by.low == self.by.high == 0:
            return "same"
        if self.by.low <= 0 <= self.by.high:
            return "unclear"
        return "better" if (self.by.value > 0) != (self.measure in LOWER_IS_BETTER) else "worse"


class Flip(NamedTuple):
    """One conversation that ends otherwise than before."""

    before: Played
    after: Played

    @property
    def facts(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The facts that differ: if there are none, the same facts got another advice."""
        names = self.before.facts.keys() | self.after.facts.keys()
        values = {name: (self.before.facts.get(name), self.after.facts.get(name)) for name in sorted(names)}
        return {name: pair for name, pair in values.items() if pair[0] != pair[1]}

    @property
    def verdict(self) -> Verdict:
        """Whether it ends as it should now, or did before."""
        if self.after.outcome == self.after.expected:
            return "better"
        return "worse" if self.before.outcome == self.before.expected else "unclear"


def differences(before: Run, after: Run) -> Iterator[Difference]:
    """Every measure that both runs have, of every place in both."""
    shared = _shared(before, after)
    earlier = groups(one for one, _ in shared)
    later = groups(other for _, other in shared)
    for place, group in earlier.items():
        was, now = statistics(place, group), statistics(place, later[place])
        for name in (one for one in was if one in now):
            yield Difference(
                place=place,
                measure=name,
                before=was[name].interval().value,
                after=now[name].interval().value,
                by=now[name].less(was[name]).interval(),
            )


def flips(before: Run, after: Run) -> tuple[Flip, ...]:
    """Every conversation that ends otherwise, the undisturbed ones too."""
    return tuple(Flip(one, other) for one, other in _shared(before, after) if one.outcome != other.outcome)


def _shared(before: Run, after: Run) -> tuple[tuple[Played, Played], ...]:
    """The conversations that both have, in the order of the earlier."""
    later = {_name(one): one for one in after.played}
    return tuple((one, later[_name(one)]) for one in before.played if _name(one) in later)


def _name(played: Played) -> tuple[str, str, str, Manner]:
    return played.case, played.axis, played.variant, played.manner


def by_case(flipped: Iterable[Flip]) -> Mapping[str, tuple[Flip, ...]]:
    """The flips of each case, the case with most first."""
    found: dict[str, list[Flip]] = {}
    for flip in flipped:
        found.setdefault(flip.before.case, []).append(flip)
    return {case: tuple(each) for case, each in sorted(found.items(), key=lambda item: -len(item[1]))}
