"""The real assistant, on the real knowledge, with what retrieval does as a variant wants it."""

from datetime import date

from bot.assistant import Assistant
from bot.building import places
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain import Decision, Rates, Slot
from bot.domain.reading import Understanding
from evals.axes.variant import Variant
from evals.axes.words import words
from evals.playing.played import Played
from evals.playing.searching import Crowded, Remembered, Shuffled
from evals.playing.user import play
from knowledge.passages import Kind, Passage, Source
from knowledge.search import Searcher

NEIGHBOURS = 3
"""So many neighbours have a document that asks the same, on the axis with extra documents."""


class Stage:
    """Plays variants with one engine of understanding; searching is remembered between them."""

    def __init__(
        self, understanding: Understanding, searcher: Searcher, decision: Decision | None = None
    ) -> None:
        """`decision` is by default the shipped table."""
        self._content = load_content()
        self._dialogue = Dialogue(decision or load_table(), self._content, Rates())
        self._understanding = understanding
        self._searcher = Remembered(searcher)

    def play(self, variant: Variant) -> Played:
        """The conversation of `variant`. Raises `StuckError` when it comes to no advice."""
        searcher = self._searcher_for(variant)
        assistant = Assistant(
            dialogue=self._dialogue,
            content=self._content,
            understanding=self._understanding,
            searcher=lambda: searcher,
            places=places,
        )
        return play(assistant, variant)

    def _searcher_for(self, variant: Variant) -> Searcher:
        match variant.retrieval:
            case "as_is":
                return self._searcher
            case "shuffled":
                return Shuffled(self._searcher, variant.seed)
            case "crowded":
                return Crowded(self._searcher, documents(variant))


def documents(variant: Variant) -> tuple[Passage, ...]:
    """Made-up documents in which the nearest neighbours ask the same; none without a municipality."""
    if variant.municipality is None:
        return ()
    written = words().document
    return tuple(
        Passage(
            id=f"proef-eis-{place.code.lower()}",
            title=written.title.format(name=place.name),
            kind=Kind.EIS,
            laws=("alle",),
            source=Source(
                title=written.title.format(name=place.name),
                publisher=written.publisher.format(name=place.name),
                date="onbekend",
            ),
            certainty="laag",
            review=date.max,
            implies={Slot.NEIGHBOURS: "similar"},
            municipality=place.code,
            text=written.text.format(name=place.name, description=variant.description),
        )
        for place in places().neighbours(variant.municipality)[:NEIGHBOURS]
    )
