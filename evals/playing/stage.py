"""The real assistant, on the real knowledge, with what retrieval does as a variant wants it."""

import asyncio
from datetime import date

from bot.assistant import Assistant
from bot.building import places
from bot.content import load_content, load_table
from bot.dialogue import Conversation, Dialogue, Shown
from bot.domain import Decision, Rates, Slot
from bot.domain.reading import Understanding
from bot.language_model import Use
from evals.axes.variant import Variant
from evals.axes.words import words
from evals.playing.channels import play_over
from evals.playing.citing import citations, is_found
from evals.playing.ending import Ending, kept
from evals.playing.metering import Meter
from evals.playing.played import Played
from evals.playing.searching import Crowded, Remembered, Shuffled
from evals.playing.user import conversation_name, play
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
        self._meter = Meter()

    def play(self, variant: Variant) -> Played:
        """The conversation of `variant`; outside of any event loop, and one at a time.

        Raises:
            StuckError: it comes to no advice.
        """
        if variant.channel == "direct":
            before = self._meter.used
            return self._kept(variant, play(self._assistant(variant), variant), before)
        return asyncio.run(self.play_over(variant))

    async def play_over(self, variant: Variant) -> Played:
        """The conversation of `variant` through its channel, in an event loop in the main thread.

        Raises:
            StuckError: it comes to no advice.
        """
        before = self._meter.used
        return self._kept(variant, await play_over(self._assistant(variant), variant), before)

    def found(self, variant: Variant) -> tuple[Shown, ...]:
        """The passages that the assistant finds for the description of `variant`, as it shows them."""
        conversation = Conversation(id=conversation_name(variant), municipality=variant.municipality)
        return self._assistant(variant).say(conversation, variant.description).conversation.evidence.passages

    def bears_out(self, variant: Variant, passage: str, text: str) -> bool:
        """Whether the passage with this id is there and is about what `text` says: see `is_found`."""
        judging = self._undisturbed(variant)
        cited = judging.get(passage)
        return cited is not None and is_found(text, cited, judging)

    def _assistant(self, variant: Variant) -> Assistant:
        searcher = self._searcher_for(variant)
        return Assistant(
            dialogue=self._dialogue,
            content=self._content,
            understanding=self._understanding,
            searcher=lambda: searcher,
            places=places,
        ).with_ledger(self._meter)

    def _kept(self, variant: Variant, ending: Ending, before: Use) -> Played:
        used = self._meter.used
        cited = tuple(citations(ending.given.advice, self._undisturbed(variant)))
        return kept(variant, ending, cited, used.tokens - before.tokens, used.euros - before.euros)

    def _searcher_for(self, variant: Variant) -> Searcher:
        match variant.retrieval:
            case "as_is":
                return self._searcher
            case "shuffled":
                return Shuffled(self._searcher, variant.seed)
            case "crowded":
                return Crowded(self._searcher, documents(variant))

    def _undisturbed(self, variant: Variant) -> Searcher:
        """What judges citations: it finds as usual, and knows the documents that were added."""
        return self._searcher if variant.retrieval == "shuffled" else self._searcher_for(variant)


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
