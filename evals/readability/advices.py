"""Advices on random facts, as they are read: the long form and the text to copy."""

from collections.abc import Iterator
from datetime import date
from random import Random

from bot.content import Content, load_content, load_table
from bot.dialogue import AdviceGiven
from bot.domain import UNKNOWN, VALUES, Fact, FactSheet, Rates, Slot, Versions, advise
from bot.domain.slots import UNITS
from bot.evidence import cited_by, shown
from bot.explanation import Explainer, Occasion, load_wording
from knowledge.loading import CORPUS, load_corpus

SEED = 2026
IN_FAVOUR = {slot: values[0] for slot, values in VALUES.items()} | {
    Slot.DATA_KIND: "outcome",
    Slot.LEGAL_BASIS: "none",
    Slot.AVAILABLE: "none",
    Slot.STANDARD: "none",
    Slot.NEIGHBOURS: "none",
    Slot.LIGHTER: "no",
}
"""Facts that lead to behouden; without a lean towards these nearly every advice would be to drop."""

DESCRIPTION = "Begeleiders schrijven per kwartaal op wat ze doen"


def advices(number: int, content: Content | None = None) -> Iterator[str]:
    """The texts of `number` advices, the same ones every time.

    Some answers are missing or "weet ik niet". Lists of facts and of sources are left out: they are no
    sentences.
    """
    content = content or load_content()
    decision, random = load_table(), Random(SEED)  # noqa: S311 - to choose examples
    passages = {passage.id: shown(passage) for passage in load_corpus(CORPUS)}
    explainer = Explainer(content, decision, load_wording(), passages.get)
    occasion = Occasion("Almere", date(2026, 3, 2))
    for _ in range(number):
        advice = advise(decision, _sheet(random), Rates(), Versions(table="1", knowledge="proef"))
        given = AdviceGiven(
            advice=advice, shown=cited_by(advice, (), passages.get), description=DESCRIPTION, options=()
        )
        skipped = {content.texts.say("section_facts"), content.texts.say("section_sources")}
        card = explainer.long_card(given, occasion)
        lines = [line for section in card.sections if section.title not in skipped for line in section.lines]
        text = explainer.explain(given, occasion).text
        yield "\n".join((card.heading, *card.summary, *lines, *text.paragraphs))


def _sheet(random: Random) -> FactSheet:
    facts: dict[str, Fact] = {}
    favour = random.random()
    for slot in Slot:
        value = IN_FAVOUR[slot] if random.random() < favour else random.choice((*VALUES[slot], UNKNOWN))
        if random.random() < 0.85:
            facts[slot.value] = Fact(value=value, origin="button")
    if random.random() < 0.5:
        facts["minutes"] = Fact(value=random.choice((5, 10, 15, 30)), origin="button")
        facts["per_year"] = Fact(value=random.choice((1, 4, 12, 52)), origin="button")
        facts["count"] = Fact(value=random.randint(1, 500), origin="button")
        facts["unit"] = Fact(value=random.choice(UNITS), origin="button")
    return FactSheet(facts=facts)
