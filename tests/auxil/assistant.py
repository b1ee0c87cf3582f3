"""The whole assistant for tests: real texts, table, rules and municipalities; a few test passages."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime

from bot.assistant import Assistant, Clock
from bot.building import build_rules, places
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain import Rates, Slot
from knowledge.passages import Kind, Passage, Source
from knowledge.search import Found, Hit, Searcher

NOW = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)
ENOUGH_WORDS = 2
"""A passage is relevant when it shares so many words with what is searched."""

_WORD = re.compile(r"\w{5,}")


def passage(
    id: str,  # noqa: A002 - the word of the interface
    kind: Kind,
    text: str,
    *,
    implies: dict[Slot, str] | None = None,
    municipality: str | None = None,
) -> Passage:
    """A passage that cannot be taken for a real one: its title and its source say that it is for tests."""
    return Passage(
        id=id,
        title=f"Testpassage {id}",
        kind=kind,
        laws=("alle",),
        source=Source(title="Verzonnen bron", publisher="De tests", date="2025", section="artikel 1"),
        certainty="hoog",
        review=date(2026, 1, 1),
        implies=implies or {},
        municipality=municipality,
        text=text,
    )


PASSAGES = (
    passage(
        "test-tijd",
        Kind.REGISTRATIE,
        "Begeleiders die bijhouden hoeveel minuten zij besteden. Verzonnen tekst voor een test.",
        implies={Slot.DATA_KIND: "effort", Slot.STANDARD: "partly", Slot.AVAILABLE: "partly"},
    ),
    passage(
        "test-wachttijd",
        Kind.STANDAARD,
        "Wachttijden van aanbieders staan volledig in deze verzonnen standaard. Tekst voor een test.",
        implies={Slot.DATA_KIND: "process", Slot.STANDARD: "full"},
    ),
    passage(
        "test-ervaring",
        Kind.PLICHT,
        "Aanbieders vragen cliënten naar hun ervaring met begeleiding. Verzonnen plicht voor een test.",
        implies={Slot.LEGAL_BASIS: "duty", Slot.DATA_KIND: "experience"},
    ),
    passage(
        "test-uitleg",
        Kind.METHODE,
        "Een steekproef bekijkt enkele dossiers in plaats van allemaal. Verzonnen uitleg voor een test.",
    ),
    passage(
        "test-buren",
        Kind.EIS,
        "Almere vraagt begeleiders om per kwartaal minuten bij te houden. Verzonnen eis voor een test.",
        implies={Slot.NEIGHBOURS: "similar"},
        municipality="GM0034",
    ),
    # The table cites these by name.
    passage("gids-vraag-doel", Kind.GIDS, "De eerste vraag, in een verzonnen tekst voor een test."),
    passage("gids-vraag-harmonisatie", Kind.GIDS, "De tweede vraag, in een verzonnen tekst voor een test."),
    passage("gids-istandaarden-gebruiken", Kind.GIDS, "Over de vorm, in een verzonnen tekst voor een test."),
    passage("gids-vraag-ruimte", Kind.GIDS, "De derde vraag, in een verzonnen tekst voor een test."),
)


class FakeSearcher:
    """Finds passages by the words of five letters and more that they share with the text."""

    version = "test-1"

    def __init__(self, passages: tuple[Passage, ...] = PASSAGES) -> None:
        self._passages = passages

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        return next((one for one in self._passages if one.id == id), None)

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        wanted = _words(text)
        neighbours = None if near is None else {place.code for place in places().neighbours(near)}
        hits = []
        for one in self._passages:
            if kinds is not None and one.kind not in kinds:
                continue
            if one.kind is Kind.EIS and neighbours is not None and one.municipality not in neighbours:
                continue
            common = sorted(wanted & _words(one.text))
            if common:
                score = len(common) / len(wanted)
                relevant = len(common) >= ENOUGH_WORDS
                hits.append(Hit(passage=one, score=score, relevant=relevant, why=", ".join(common)))
        hits.sort(key=lambda hit: (not hit.relevant, -hit.score, hit.passage.id))
        return Found(hits=tuple(hits[:limit]), relevant=any(hit.relevant for hit in hits))


def make_assistant(searcher: Searcher | None = None, clock: Clock = lambda: NOW) -> Assistant:
    """The assistant as it is shipped, but with rules alone and its sources from `searcher` or a fake one."""
    content = load_content()
    found_by: Searcher = searcher or FakeSearcher()
    return Assistant(
        dialogue=Dialogue(load_table(), content, Rates()),
        content=content,
        understanding=build_rules(),
        searcher=lambda: found_by,
        places=places,
        clock=clock,
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
