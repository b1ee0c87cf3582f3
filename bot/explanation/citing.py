"""Numbers for sources: the same source has the same number on the card, in the long form and in the note."""

from collections.abc import Iterable, Mapping

from bot.content import Texts
from bot.dialogue import Shown
from bot.domain import Advice


class Citations:
    """Numbers from 1, in the order of `sources`; a source that is not at hand gets none."""

    def __init__(self, sources: Iterable[str], at_hand: Mapping[str, Shown]) -> None:
        known = dict.fromkeys(source for source in sources if source in at_hand)
        self.numbered = tuple((number, at_hand[source]) for number, source in enumerate(known, start=1))
        self._number = {shown.id: number for number, shown in self.numbered}

    def cite(self, text: str, sources: Iterable[str]) -> str:
        """`text` with the numbers of its sources behind it."""
        marks = "".join(f"[{self._number[source]}]" for source in sources if source in self._number)
        return f"{text} {marks}".rstrip()

    def listed(self, texts: Texts, only: Iterable[str] | None = None) -> tuple[str, ...]:
        """A line for each publication with the numbers of what comes from it; by default all of them."""
        wanted = None if only is None else set(only)
        numbers: dict[str, list[str]] = {}
        for number, shown in self.numbered:
            if wanted is None or shown.id in wanted:
                numbers.setdefault(shown.source, []).append(f"[{number}]")
        return tuple(
            texts.say("source_line", numbers=" ".join(marks), source=source)
            for source, marks in numbers.items()
        )


def cited_first(advice: Advice) -> tuple[str, ...]:
    """What the reason, the conditions and the alternatives rest on: these have the lowest numbers."""
    claims = (*advice.conditions, *advice.alternatives)
    return (*advice.rule_sources, *(source for claim in claims for source in claim.sources))
