"""Decisions that neighbours published, as something to find: what is like a request, and how it is shown."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.content import Texts
from bot.dialogue.conversation import Shown
from bot.dialogue.dates import dutch_date
from bot.domain import Outcome
from knowledge.municipalities import Municipalities
from knowledge.tokens import tokens

if TYPE_CHECKING:  # advice without a conversation does not load a database
    from bot.store import Publication, Published

IN_COMMON, SHARE = 2, 0.5
"""Descriptions are alike when so many terms, and so much of the shorter one, are in both.

Words only: two ways to say the same in other words are not found.
"""


class Register(Protocol):
    """Where published decisions are read; asked from a worker thread."""

    def of(self, municipalities: Collection[str]) -> "Sequence[Published]":
        """What these municipalities (CBS codes) published and did not withdraw, newest first."""
        ...


class EmptyRegister:
    """For whoever has no store."""

    def of(self, municipalities: Collection[str]) -> "Sequence[Published]":  # noqa: ARG002 - the protocol
        """Nothing."""
        return ()


def alike(text: str, published: "Sequence[Published]", today: date) -> "tuple[Published, ...]":
    """Those that still hold and are about the same as `text`, the most alike first."""
    wanted = _terms(text)
    scored: list[tuple[float, Published]] = []
    for one in published:
        if one.publication.until is not None and one.publication.until <= today:
            continue
        terms = _terms(one.publication.description)
        common = len(wanted & terms)
        if common >= IN_COMMON and common / min(len(wanted), len(terms)) >= SHARE:
            scored.append((common / len(wanted | terms), one))
    return tuple(one for _, one in sorted(scored, key=lambda pair: -pair[0]))


def is_asked(publication: "Publication") -> bool:
    """Whether its municipality asks for this: what is dropped is not asked."""
    return publication.outcome != Outcome.SCHRAPPEN.value


def as_shown(published: "Published", texts: Texts, places: Municipalities) -> Shown:
    """A published decision as a passage."""
    publication = published.publication
    municipality, outcome = name_of(publication, places), texts.say(f"outcome_{publication.outcome}")
    return Shown(
        id=f"register:{published.id}",
        title=texts.say("register_passage", municipality=municipality, outcome=outcome),
        text=texts.say(
            "register_text",
            description=publication.description,
            outcome=outcome,
            until=end_of(publication, texts),
        ),
        kind="besluit",
        source=texts.say(
            "register_source", municipality=municipality, date=dutch_date(publication.at.date(), texts)
        ),
        certainty="midden",
    )


def entry(publication: "Publication", texts: Texts, places: Municipalities) -> str:
    """Exactly what is public of a publication, in words."""
    return texts.say(
        "publish_entry",
        municipality=name_of(publication, places),
        description=publication.description,
        outcome=texts.say(f"outcome_{publication.outcome}"),
        rule=publication.rule,
        until=end_of(publication, texts),
    )


def name_of(publication: "Publication", places: Municipalities) -> str:
    """The name of its municipality."""
    place = places.find(publication.municipality)
    return place.name if place else publication.municipality


def end_of(publication: "Publication", texts: Texts) -> str:
    """Until when it holds."""
    return dutch_date(publication.until, texts) if publication.until else texts.say("register_no_end")


def _terms(text: str) -> frozenset[str]:
    return frozenset(token.term for token in tokens(text))
