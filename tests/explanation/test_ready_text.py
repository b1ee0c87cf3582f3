"""Text for the contract or the letter: complete, with its sources, and honest about what to fill in."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings

from bot.dialogue.dates import dutch_date, months_later
from bot.domain import Fact, FactSheet, FactValue, Outcome, Rule
from bot.domain.recorded import Recorded
from bot.explanation import Occasion
from tests.domain.sheets import sheets
from tests.explanation.examples import (
    CONTENT,
    DECISION,
    DESCRIPTION,
    EXPLAINER,
    NUMBERS,
    OCCASION,
    WORDING,
    given_by,
    given_for,
)
from tests.explanation.test_explainer import BEHOUDEN

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def paragraphs(facts: Mapping[str, FactValue], occasion: Occasion = OCCASION) -> str:
    return "\n".join(EXPLAINER.explain(given_by(facts), occasion).text.paragraphs)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ({"status": "new"}, "U vroeg ons"),
        ({"status": "existing"}, "Wij stoppen ermee"),
        ({}, "Beste [naam],\nDe registratie"),
    ],
)
def test_a_letter_says_whether_it_is_new_only_if_that_is_known(status: dict[str, str], said: str) -> None:
    assert said in paragraphs({"available": "full", **status})


@given(sheet=sheets)
@settings(max_examples=80, deadline=None)
def test_it_is_complete_and_its_numbers_are_explained(sheet: FactSheet) -> None:
    advice = given_for(sheet)
    text = EXPLAINER.explain(advice, OCCASION).text
    whole = "\n".join(text.paragraphs)
    assert DESCRIPTION in whole
    assert "{" not in whole
    kind = "brief" if advice.advice.recommendation is Outcome.SCHRAPPEN else "contract"
    assert text.title == f"Tekst voor {'de' if kind == 'brief' else 'het'} {kind}"
    used = set(re.findall(r"\[(\d+)\]", whole))
    assert used == set(re.findall(r"\[(\d+)\]", "\n".join(text.sources)))


@pytest.mark.parametrize("rule", DECISION.table.rules, ids=lambda rule: rule.id)
def test_every_rule_has_its_own_words(rule: Rule) -> None:
    own = [part for part in WORDING.templates.root[rule.outcome].paragraphs if rule.id in part.rules]
    assert own or rule.outcome is Outcome.BEHOUDEN


def test_no_words_are_for_a_rule_that_is_not_there() -> None:
    known = {rule.id for rule in DECISION.table.rules} | {"anders"}
    claims = {row.id for row in DECISION.table.conditions}
    for outcome, template in WORDING.templates.root.items():
        for part in template.paragraphs:
            assert set(part.rules) <= known, outcome
            assert set(part.claims) <= claims, outcome


def test_what_to_keep_has_a_purpose_an_end_and_the_conditions() -> None:
    text = paragraphs({**BEHOUDEN, "consulted": "nobody"})
    assert "wat de hulp voor inwoners oplevert" in text
    assert "stopt op 2 maart 2027" in text
    assert "na een gesprek met professionals en inwoners" in text
    assert "bijzondere persoonsgegevens" not in text


def test_a_letter_has_the_reason_the_hours_and_what_can_be_done() -> None:
    text = paragraphs({**BEHOUDEN, **NUMBERS, "purpose": "none"})
    assert "U vroeg ons om deze registratie." in text
    assert "En het is niet duidelijk wat wij ermee willen weten." in text
    assert "120 uur per jaar" in text
    assert "- Bespreek de vraag in het contractgesprek" in text
    stopped = paragraphs({**BEHOUDEN, "status": "existing", "used": "no"})
    assert "Wij stoppen ermee." in stopped
    assert "uur per jaar" not in stopped


def test_a_letter_says_what_to_check_before_it_is_sent() -> None:
    facts = {**BEHOUDEN, "legal_basis": "none", "burden": "high"}
    unknown = EXPLAINER.explain(given_by({**facts, "lighter": "unknown"}), OCCASION).text.paragraphs
    known = EXPLAINER.explain(given_by({**facts, "lighter": "yes"}), OCCASION).text.paragraphs
    check, *rest = unknown
    assert check.startswith("[")
    assert "er is een lichtere manier" in check
    assert tuple(rest) == known


def test_an_article_is_cited_under_its_own_law_only() -> None:
    def cited(law: str) -> str:
        facts = {**BEHOUDEN, "legal_basis": "prescribed", "law": law}
        return "\n".join(EXPLAINER.explain(given_by(facts), OCCASION).text.sources)

    assert "art. 2.15" in cited("jeugdwet")
    assert "art. 3j" in cited("wmo")
    for law in ("wmo", "participatiewet"):
        assert "Jeugdwet" not in cited(law)


def test_the_standard_and_the_article_are_named_when_they_are_confirmed() -> None:
    sheet = given_by({**BEHOUDEN, "standard": "full"}).advice.facts
    found = Fact(value="full", origin="retrieved", passage="standaard-ijw")
    named = EXPLAINER.explain(given_for(FactSheet(facts={**sheet, "standard": found})), OCCASION).text
    assert any(re.search(r"landelijke standaard: .*iJw.* \[\d+\]", part) for part in named.paragraphs)
    assert "[vul in: naam van de standaard]" in paragraphs({**BEHOUDEN, "standard": "full"})
    assert "[vul in: wet en artikel]" in paragraphs({**BEHOUDEN, "legal_basis": "prescribed"})


def test_another_decision_than_the_advice_has_other_words() -> None:
    recorded = Recorded(
        outcome=Outcome.BEHOUDEN, by="wethouder", reason="de raad wil het.", until=date(2026, 9, 1), at=NOON
    )
    text = paragraphs({**BEHOUDEN, "purpose": "none"}, OCCASION._replace(recorded=recorded))
    assert "De reden: de raad wil het." in text
    assert "stopt op 1 september 2026" in text
    assert "contractgesprek" not in text
    dropped = OCCASION._replace(recorded=Recorded(outcome=Outcome.SCHRAPPEN, by="wethouder", at=NOON))
    assert "De reden: [vul de reden in]." in paragraphs(BEHOUDEN, dropped)


def test_a_decision_as_advised_has_the_words_of_the_advice() -> None:
    agreed = OCCASION._replace(recorded=Recorded(outcome=Outcome.BEHOUDEN, by="inkoop", at=NOON))
    assert paragraphs(BEHOUDEN, agreed) == paragraphs(BEHOUDEN)


def test_braces_in_a_description_are_only_text() -> None:
    text = EXPLAINER.explain(
        given_by(BEHOUDEN, "Vraag {end} en {municipality}"), Occasion(None, OCCASION.on)
    ).text
    assert "Vraag {end} en {municipality}" in text.paragraphs[0]
    assert "[naam van de gemeente]" in text.paragraphs[0]


@pytest.mark.parametrize(
    ("day", "later", "written"),
    [
        (date(2026, 3, 2), date(2027, 3, 2), "2 maart 2026"),
        (date(2028, 2, 29), date(2029, 2, 28), "29 februari 2028"),
        (date(2026, 12, 31), date(2027, 12, 31), "31 december 2026"),
    ],
)
def test_dates(day: date, later: date, written: str) -> None:
    assert months_later(day, 12) == later
    assert dutch_date(day, CONTENT.texts) == written
