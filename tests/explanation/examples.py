"""Advices with the real texts, table and passages, without a conversation."""

from collections.abc import Mapping
from datetime import date

from bot.content import load_content, load_table
from bot.dialogue import AdviceGiven
from bot.domain import Fact, FactSheet, FactValue, Rates, Versions, advise
from bot.evidence import cited_by, shown
from bot.explanation import Explainer, Occasion, load_wording
from knowledge.loading import CORPUS, load_corpus

CONTENT = load_content()
DECISION = load_table()
WORDING = load_wording()
PASSAGES = {passage.id: shown(passage) for passage in load_corpus(CORPUS)}
EXPLAINER = Explainer(CONTENT, DECISION, WORDING, PASSAGES.get)
DESCRIPTION = "Begeleiders schrijven per kwartaal op wat ze doen"
OCCASION = Occasion("Almere", date(2026, 3, 2))
NUMBERS: Mapping[str, FactValue] = {"minutes": 15, "per_year": 4, "count": 120, "unit": "client"}


def given_for(
    sheet: FactSheet,
    description: str = DESCRIPTION,
    found: tuple[str, ...] = (),
    knowledge: str = "proef",
) -> AdviceGiven:
    """The advice on `sheet`, with all passages it cites; no `knowledge`: that could not be searched."""
    advice = advise(DECISION, sheet, Rates(), Versions(table="1", knowledge=knowledge), found)
    return AdviceGiven(
        advice=advice, shown=cited_by(advice, (), PASSAGES.get), description=description, options=()
    )


def given_by(facts: Mapping[str, FactValue], description: str = DESCRIPTION) -> AdviceGiven:
    """The advice on facts that the user chose."""
    chosen = {name: Fact(value=value, origin="button") for name, value in facts.items()}
    return given_for(FactSheet(facts=chosen), description)
