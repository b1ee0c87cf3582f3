"""Text for the contract or for the letter, ready to copy."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from bot.content import Content
from bot.dialogue import AdviceGiven, Shown
from bot.dialogue.dates import dutch_date, months_later
from bot.domain import UNKNOWN, Slot
from bot.domain.recorded import Recorded
from bot.explanation.citing import Citations
from bot.explanation.lines import facts_assumed
from bot.explanation.numbers import dutch
from bot.explanation.wording import DEVIATING, Paragraph, Templates, variables

NAMED = {"article": Slot.LEGAL_BASIS, "standard": Slot.STANDARD}
"""Variables that are the title of the passage that a confirmed fact rests on."""


class Occasion(NamedTuple):
    """For which municipality (its name), on which day, and what people decided if they did."""

    municipality: str | None
    on: date
    recorded: Recorded | None = None


class ReadyText(NamedTuple):
    """A title, paragraphs to copy, and the sources that their numbers stand for."""

    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...]


class Filled:
    """The template for one advice with its variables."""

    def __init__(
        self,
        given: AdviceGiven,
        occasion: Occasion,
        templates: Templates,
        at_hand: Mapping[str, Shown],
        content: Content,
    ) -> None:
        advice, recorded = given.advice, occasion.recorded
        outcome = recorded.outcome if recorded else advice.recommendation
        deviates = outcome is not advice.recommendation
        texts = self._texts = content.texts
        self._law = advice.law
        self._template = templates.root[outcome]
        self._rule = DEVIATING if deviates else advice.rule
        self._values = {slot: str(advice.facts[slot].value) for slot in Slot}
        if not advice.facts[Slot.STATUS].confirmed:  # nobody was asked: a letter must not guess
            self._values[Slot.STATUS] = UNKNOWN
        self._claims = () if deviates else tuple(claim.id for claim in advice.conditions)
        self._alternatives = () if deviates else advice.alternatives
        confirmed = {slot: fact.passage for slot in Slot if (fact := advice.facts[slot]).confirmed}
        self._named = {
            name: at_hand[passage]
            for name, slot in NAMED.items()
            if (passage := confirmed.get(slot)) is not None and passage in at_hand
        }
        reason = recorded.reason.rstrip(".") if recorded and recorded.reason else None
        end = recorded.until if recorded and recorded.until else months_later(occasion.on, 12)
        self._known = {
            "description": " ".join(given.description.split()),
            "municipality": occasion.municipality or texts.say("blank_municipality"),
            "end": dutch_date(end, texts),
            "article": texts.say("blank_article"),
            "standard": texts.say("blank_standard"),
            "reason": reason or texts.say("blank_reason"),
        }
        if advice.burden.total is not None:
            self._known["hours"] = dutch(advice.burden.total.hours, 0)
        check = texts.say("ready_assumes", facts=facts_assumed(advice, content))
        self._check = (check,) if advice.assumed and not deviates else ()
        self._chosen = tuple(paragraph for paragraph in self._template.paragraphs if self._fits(paragraph))

    def sources(self) -> tuple[str, ...]:
        """Ids of the passages that the text cites."""
        used = {name for paragraph in self._chosen for name in variables(paragraph.text)}
        return (
            *(source for paragraph in self._chosen for source in paragraph.cited(self._law)),
            *(source for claim in self._alternatives for source in claim.sources),
            *(shown.id for name, shown in self._named.items() if name in used),
        )

    def text(self, citations: Citations) -> ReadyText:
        """The text with its variables filled in; `citations` number at least `sources`."""
        known = {
            **self._known,
            **{name: citations.cite(shown.title, (shown.id,)) for name, shown in self._named.items()},
            "alternatives": "\n".join(
                f"- {citations.cite(claim.text, claim.sources)}" for claim in self._alternatives
            ),
        }
        return ReadyText(
            title=self._template.title,
            paragraphs=(
                *self._check,
                *(
                    citations.cite(paragraph.text.rstrip("\n").format(**known), paragraph.cited(self._law))
                    for paragraph in self._chosen
                ),
            ),
            sources=citations.listed(self._texts, self.sources()),
        )

    def _fits(self, paragraph: Paragraph) -> bool:
        known = {*self._known, *(("alternatives",) if self._alternatives else ())}
        return (
            (not paragraph.rules or self._rule in paragraph.rules)
            and all(self._values[slot] in allowed for slot, allowed in paragraph.when.items())
            and set(paragraph.claims) <= set(self._claims)
            and set(paragraph.needs) <= known
        )
