"""Whether what is cited bears out the claim."""

import pytest

from bot.domain import Advice, Context, Fact, FactSheet, Slot
from evals.playing.citing import Citation, citations, is_found
from knowledge.passages import Kind, Passage
from tests.auxil.assistant import PASSAGES, FakeSearcher, make_assistant, passage
from tests.dialogue.chat import DESCRIPTION

YOUTH = passage(
    "test-jeugd",
    Kind.STANDAARD,
    "Kleuren van voordeuren staan volledig in deze verzonnen standaard. Tekst voor een test.",
    implies={Slot.STANDARD: "full"},
).model_copy(update={"laws": ("jeugdwet",)})
SEARCHER = FakeSearcher((*PASSAGES, YOUTH))
ADVICE = make_assistant(SEARCHER).advise(DESCRIPTION, FactSheet(), None).advice
WAITING = "Wachttijden van aanbieders staan volledig in een standaard."


def with_fact(slot: Slot, value: str, of: str, law: str | None = None) -> Advice:
    """An advice on this one fact alone, which a passage proposed."""
    facts = {slot.value: Fact(value=value, origin="retrieved", passage=of, confirmed=False)}
    if law:
        facts[Context.LAW.value] = Fact(value=law, origin="button")
    return ADVICE.model_copy(
        update={"facts": facts, "rule_sources": (), "conditions": (), "alternatives": ()}
    )


@pytest.mark.parametrize(
    ("slot", "value", "of", "law", "supported"),
    [
        (Slot.STANDARD, "partly", "test-tijd", None, True),
        (Slot.STANDARD, "full", "test-tijd", None, False),
        (Slot.STANDARD, "full", "test-jeugd", "jeugdwet", True),
        (Slot.STANDARD, "full", "test-jeugd", "meerdere", True),
        (Slot.STANDARD, "full", "test-jeugd", "wmo", False),
        (Slot.NEIGHBOURS, "similar", "test-buren", None, True),
        (Slot.NEIGHBOURS, "none", "test-buren", None, False),
        (Slot.LEGAL_BASIS, "duty", "test-ervaring", None, True),
        (Slot.LEGAL_BASIS, "duty", "test-uitleg", None, False),
    ],
)
def test_a_value_is_borne_out_by_what_its_passage_implies(
    slot: Slot, value: str, of: str, law: str | None, supported: bool
) -> None:
    found = list(citations(with_fact(slot, value, of, law), SEARCHER))
    assert found == [Citation(slot.value, of, supported)]


def test_an_article_that_the_user_typed_is_no_citation() -> None:
    assert not list(citations(with_fact(Slot.LEGAL_BASIS, "duty", "artikel 7.4.1"), SEARCHER))


def test_a_sentence_is_borne_out_by_a_passage_about_the_same() -> None:
    sourced = ADVICE.model_copy(
        update={
            "motivation": WAITING,
            "rule_sources": ("test-wachttijd", "test-jeugd", "weg"),
            "conditions": (),
            "alternatives": (),
            "facts": {Context.LAW.value: Fact(value="wmo", origin="button")},
        }
    )
    found = {one.passage: one.supported for one in citations(sourced, SEARCHER)}
    assert found == {"test-wachttijd": True, "test-jeugd": False, "weg": False}


def test_only_the_first_of_a_kind_are_about_the_same() -> None:
    fitting = [passage(f"test-{number}", Kind.GIDS, f"{WAITING} {'x' * number}") for number in range(5)]
    last: Passage = passage("test-z", Kind.GIDS, "Wachttijden van aanbieders. Verzonnen.")
    assert is_found(WAITING, last, FakeSearcher((*fitting[:4], last)))
    assert not is_found(WAITING, last, FakeSearcher((*fitting, last)))


def test_an_advice_names_each_source_of_each_sentence() -> None:
    sentences = [ADVICE.rule_sources, *(one.sources for one in (*ADVICE.conditions, *ADVICE.alternatives))]
    named = [(one.claim, one.passage) for one in citations(ADVICE, SEARCHER)]
    assert len(named) == sum(map(len, sentences))
    assert [source for _, source in named] == [source for sources in sentences for source in sources]
