"""The authored cases: enough of everything, texts of their own, and gold that the decision table gives."""

from collections import Counter
from collections.abc import Iterator

import yaml

from bot.building import places
from bot.content import load_content, load_table
from bot.domain import FactSheet, Measure, Outcome, Rates, Slot, Versions, advise, burden_of
from bot.domain.facts import Fact
from bot.understanding.privacy.sifting import personal_data
from evals.cases import Case, load_cases, split_of
from evals.retrieval.documents import load_documents
from evals.understanding.utterances import FOLDER

CASES = load_cases()
TABLE = load_table()


def advice_on(sheet: FactSheet) -> tuple[Outcome, str]:
    advice = advise(TABLE, sheet, Rates(), Versions(table="", knowledge=""))
    return advice.recommendation, advice.rule


def plain(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def strings(content: object) -> Iterator[str]:
    """Every text in what a YAML file holds, read so because the loader of the utterances is slow."""
    match content:
        case str():
            yield plain(content)
        case list():
            for item in content:
                yield from strings(item)
        case dict():
            yield from strings(list(content.values()))


def test_gold_is_what_the_table_gives() -> None:
    assert {case.id: advice_on(case.sheet()) for case in CASES} == {
        case.id: (case.outcome, case.rule) for case in CASES
    }


def test_edits_lead_where_they_say() -> None:
    wrong = [
        (case.id, edit.changes)
        for case in CASES
        for edit in case.edits
        if advice_on(case.sheet(edit.changes)) != (edit.outcome, edit.rule)
    ]
    assert wrong == []


def test_every_case_has_an_edit_that_changes_the_advice_and_one_that_does_not() -> None:
    for case in CASES:
        assert {edit.outcome == case.outcome for edit in case.edits} == {True, False}, case.id


def test_enough_cases_and_balanced() -> None:
    assert len(CASES) >= 126
    rules, outcomes, laws = (
        Counter(found) for found in zip(*((case.rule, case.outcome, case.law) for case in CASES), strict=True)
    )
    assert set(rules) == {rule.id for rule in TABLE.table.rules}
    assert min(rules.values()) >= 4
    assert set(outcomes) == set(Outcome)
    assert max(outcomes.values()) - min(outcomes.values()) <= 3
    assert min(laws[law] for law in ("jeugdwet", "wmo", "participatiewet")) >= 30
    assert laws["meerdere"] >= 8


def test_no_law_has_only_one_outcome() -> None:
    for law in ("jeugdwet", "wmo", "participatiewet"):
        outcomes = Counter(case.outcome for case in CASES if case.law == law)
        assert min(outcomes.values()) >= 10


def test_half_is_sealed_and_the_halves_are_alike() -> None:
    halves: dict[str, list[Case]] = {"dev": [], "sealed": []}
    for case in CASES:
        halves[case.split].append(case)
    dev, sealed = halves.values()
    assert abs(len(dev) - len(sealed)) <= 4
    for outcome in Outcome:
        one, other = (sum(case.outcome is outcome for case in half) for half in (dev, sealed))
        assert abs(one - other) <= 4
    assert {case.rule for case in dev} == {case.rule for case in sealed}


def test_the_half_follows_from_the_id_alone() -> None:
    first = CASES[0]
    assert split_of(first.id) == first.split
    assert first.model_copy(update={"outcome": Outcome.BEHOUDEN, "law": "wmo"}).split == first.split
    assert {split_of(f"geval-{number}") for number in range(20)} == {"dev", "sealed"}


def test_no_text_occurs_twice() -> None:
    found = Counter(plain(wording.text) for case in CASES for wording in case.wordings())
    assert [text for text, times in found.items() if times > 1] == []


def test_no_text_was_learned_from() -> None:
    learned = {plain(text) for document in load_documents() for text in document.asks}
    for path in FOLDER.glob("*.yaml"):
        learned |= set(strings(yaml.load(path.read_bytes(), yaml.CBaseLoader)))  # noqa: S506
    found = [
        (case.id, wording.place)
        for case in CASES
        for wording in case.wordings()
        if plain(wording.text) in learned
    ]
    assert found == []


def test_no_answer_is_the_label_of_its_option() -> None:
    questions = load_content().questions
    for case in CASES:
        for slot, texts in case.answers.items():
            labels = {plain(option.label) for option in questions.slots[slot].options.values()}
            assert labels.isdisjoint(plain(text) for text in texts), (case.id, slot)


def test_no_text_has_personal_data_in_it() -> None:
    found = [
        (case.id, wording.place, personal_data(wording.text))
        for case in CASES
        for wording in case.wordings()
        if personal_data(wording.text)
    ]
    assert found == []


def test_numbers_give_the_gold_burden() -> None:
    counted = [case for case in CASES if case.in_numbers]
    assert len(counted) >= 30
    for case in counted:
        assert case.in_numbers is not None
        sheet = FactSheet()
        for name, value in case.in_numbers.measures().items():
            sheet = sheet.with_fact(name, Fact(value=value, origin="button"))
        assert burden_of(sheet, Rates()).burden_class == case.facts[Slot.BURDEN], case.id
        assert sheet.value(Measure.UNIT) == "client"


def test_municipalities_and_subjects_are_real() -> None:
    known = {document.id for document in load_documents()}
    assert [case.id for case in CASES if places().get(case.municipality) is None] == []
    assert {case.subject for case in CASES if case.subject} <= known
    assert sum(case.subject is not None for case in CASES) >= 100
    assert max(Counter(case.municipality for case in CASES).values()) == 1
