"""From what retrieval found to evidence for a conversation: passages, proposals, articles."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.dialogue.conversation import Evidence, Shown
from bot.dialogue.replies import Search
from bot.domain import Advice, Fact, Slot
from knowledge.municipalities import Municipalities
from knowledge.passages import Kind, Passage
from knowledge.search import Hit, Searcher

EXISTING = (Kind.REGISTRATIE, Kind.STANDAARD, Kind.PLICHT, Kind.AFSPRAAK)
"""Kinds that say what exists already for a registration."""

SHOWN, ARTICLES, NEARBY, DECIDED = 3, 3, 6, 2
"""How many passages, articles, names of neighbours and decisions of theirs fit on one screen."""

ABOUT_AS_WELL = 0.15
"""How much less a passage may score than the best to be used beside it."""

PROPOSED_BY_TEXT = (Slot.AVAILABLE, Slot.STANDARD, Slot.DATA_KIND)
EVERY_LAW = ("alle",)


def shown(passage: Passage) -> Shown:
    """A passage as it is shown, with its source in one line: title, publisher, section, date."""
    source = passage.source
    parts = (source.title, source.publisher, source.section, source.date)
    return Shown(
        id=passage.id,
        title=passage.title,
        text=passage.text,
        kind=passage.kind.value,
        source=", ".join(part for part in parts if part and part != "onbekend"),
        certainty=passage.certainty,
        url=source.url,
    )


class Asked(NamedTuple):
    """A passage about another municipality, and whether that one asks for what it is about."""

    passage: Shown
    asks: bool


def find_evidence(
    search: Search, searcher: Searcher, places: Municipalities, decided: Sequence[Asked] = ()
) -> Evidence:
    """What exists for the request described in `search.text`.

    Passages that fit about as well as the best are used, a known registration before the others: it
    says what exists for just this, where a standard or a duty only touches it. A slot is proposed by
    the first that says something about it, neighbours by the nearest requirement or else by what one of
    them `decided` and published.
    """
    found = searcher.search(search.text, kinds=EXISTING, limit=12)
    hits = _leading(_fitting(found.hits, search.law))
    proposals = {slot: fact for slot in PROPOSED_BY_TEXT if (fact := _proposal(slot, hits))}
    nearby: tuple[str, ...] = ()
    asked: tuple[Hit, ...] = ()
    if search.municipality:
        nearby = tuple(place.name for place in places.neighbours(search.municipality)[:NEARBY])
        near = searcher.search(search.text, kinds=(Kind.EIS,), near=search.municipality, limit=SHOWN)
        asked = _fitting(near.hits, search.law)
        if asked:
            similar = Fact(value="similar", origin="retrieved", passage=asked[0].passage.id, confirmed=False)
            proposals[Slot.NEIGHBOURS] = similar
    asking = next((one.passage.id for one in decided if one.asks), None)
    if asking is not None and Slot.NEIGHBOURS not in proposals:
        similar = Fact(value="similar", origin="retrieved", passage=asking, confirmed=False)
        proposals[Slot.NEIGHBOURS] = similar
    best = [hit.passage for hit in hits[:SHOWN]] + [hit.passage for hit in asked[:1]]
    cited = {fact.passage for fact in proposals.values()}
    extra = [hit.passage for hit in hits[SHOWN:] if hit.passage.id in cited]
    articles = [hit.passage for hit in hits if _is_duty(hit.passage)]
    return Evidence(
        passages=(
            *(shown(passage) for passage in _once([*best, *extra])),
            *(one.passage for one in decided[:DECIDED]),
        ),
        proposals=proposals,
        articles=tuple(shown(passage) for passage in articles[:ARTICLES]),
        nearby=nearby,
        version=searcher.version,
    )


def find_answer(search: Search, searcher: Searcher) -> tuple[Shown, ...]:
    """The passage that answers a question of the user; none when nothing relevant is found."""
    found = searcher.search(search.text, near=search.municipality, limit=1)
    return (shown(found.hits[0].passage),) if found.relevant and found.hits else ()


def find_others(search: Search, searcher: Searcher, decided: Sequence[Asked] = ()) -> tuple[Shown, ...]:
    """Requirements of other municipalities that are like the request, the nearest first; then decisions."""
    found = searcher.search(search.text, kinds=(Kind.EIS,), near=search.municipality, limit=SHOWN)
    required = tuple(shown(hit.passage) for hit in _fitting(found.hits, search.law))
    return (*required, *(one.passage for one in decided[:DECIDED]))


def cited_by(
    advice: Advice, found: Iterable[Shown], passage: Callable[[str], Shown | None]
) -> tuple[Shown, ...]:
    """Every passage an advice cites: as it was found, or else looked up by its id."""
    known = {one.id: one for one in found}
    cited = (known.get(identifier) or passage(identifier) for identifier in advice.sources)
    return tuple(one for one in cited if one is not None)


def _fitting(hits: Iterable[Hit], law: str | None) -> tuple[Hit, ...]:
    """Relevant hits that are about the law of the request, or about every law."""
    if law in (None, "meerdere", "unknown"):
        return tuple(hit for hit in hits if hit.relevant)
    return tuple(hit for hit in hits if hit.relevant and {law, *EVERY_LAW} & set(hit.passage.laws))


def _leading(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that fit about as well as the best, with the best known registration in front."""
    known = next((hit for hit in hits if hit.passage.kind is Kind.REGISTRATIE), None)
    lead = (known,) if known else hits[:1]
    least = max((hit.score for hit in hits), default=0.0) - ABOUT_AS_WELL
    return (*lead, *(hit for hit in hits if hit not in lead and hit.score >= least))


def _proposal(slot: Slot, hits: Iterable[Hit]) -> Fact | None:
    for hit in hits:
        value = hit.passage.implies.get(slot)
        if value is not None:
            return Fact(value=value, origin="retrieved", passage=hit.passage.id, confirmed=False)
    return None


def _is_duty(passage: Passage) -> bool:
    return passage.kind is Kind.PLICHT or Slot.LEGAL_BASIS in passage.implies


def _once(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple({passage.id: passage for passage in passages}.values())
