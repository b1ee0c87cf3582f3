"""A fault in a file of cases is named with the file and the place."""

from pathlib import Path

import pytest

from bot.content.source import ContentError
from bot.domain import Slot
from evals.cases import load_cases
from evals.cases.loading import FOLDER

GOOD = """\
cases:
  - id: voordeur
    law: wmo
    municipality: GM0995
    description: Aanbieders geven de kleur van hun voordeur door.
    rewordings: {formal: een, chatty: twee, typos: drie, long: vier, plain: vijf}
    facts:
      {status: new, data_kind: client, variant: unknown, legal_basis: none, purpose: none, decision: none,
       available: none, standard: none, neighbours: none, local_reason: preference, policy_part: sensitive,
       burden: low, client_time: none, discretion: free, resident: neutral, lighter: no, consulted: both,
       personal_data: none}
    outcome: schrappen
    rule: R03
    reason: Er is geen doel.
    answers:
      purpose: [geen idee waarom, er zit niets achter]
    in_numbers: {minutes: 1, per_year: 2, count: 10, unit: client, says: twee keer een minuut}
    edits:
      - changes: {purpose: quality}
        says: {purpose: het gaat om de kwaliteit}
        outcome: schrappen
        rule: R04
      - changes: {purpose: cover}
        says: {purpose: om ons in te dekken}
        outcome: schrappen
        rule: R04
"""


def write(folder: Path, text: str, name: str = "gevallen.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_good_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (case,) = load_cases(tmp_path)
    assert case.facts[Slot.LIGHTER] == "no"
    assert case.in_numbers is not None
    assert case.in_numbers.minutes == 1
    places = [wording.place for wording in case.wordings()]
    assert places[0] == "description"
    assert {"answers.purpose.1", "in_numbers.says", "edits.0.says.purpose"} <= set(places)


@pytest.mark.parametrize(
    ("good", "bad", "line", "complaint"),
    [
        ("purpose: none, decision", "purpose: fun, decision", 8, "fun"),
        ("status: new, ", "", 7, "status"),
        ("status: new, ", "status: new, used: yes, ", 8, "used"),
        ("status: new, ", "status: existing, ", 7, "used"),
        ("rewordings: {formal: een, ", "rewordings: {", 6, "formal"),
        ("    rule: R03", "    rule: R3", 13, "R3"),
        ("    reason: ", "    verdict: ", 14, "verdict"),
        ("[geen idee waarom, er zit niets achter]", "[geen idee waarom]", 16, "purpose"),
        ("      purpose: [geen", "      used: [geen", 16, "used"),
        ("minutes: 1", "minutes: 0", 17, "minutes"),
        ("changes: {purpose: quality}", "changes: {purpose: none}", 19, "verandert niets"),
        ("says: {purpose: het", "says: {decision: het", 20, "changes"),
        ("changes: {purpose: cover}", "changes: {purpose: fun}", 23, "fun"),
        ("outcome: schrappen\n    rule", "outcome: weg\n    rule", 12, "weg"),
        ("    law: wmo", "    law: awbz", 3, "awbz"),
        ("    municipality: GM0995", "    municipality: Utrecht", 4, "Utrecht"),
        ("    law: wmo\n", "    law: wmo\n    law: wmo\n", 4, "dubbel"),
        ("cases:", "cases: [", 2, "YAML"),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, good: str, bad: str, line: int, complaint: str
) -> None:
    assert GOOD.count(good) == 1
    write(tmp_path, GOOD.replace(good, bad))
    with pytest.raises(ContentError) as caught:
        load_cases(tmp_path)
    assert f"gevallen.yaml, regel {line}" in str(caught.value)
    assert complaint in str(caught.value)


def test_an_id_occurs_once_in_all_files(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.yaml")
    write(tmp_path, GOOD, "b.yaml")
    with pytest.raises(ContentError, match=r"b\.yaml, regel 2: 'voordeur' bestaat al"):
        load_cases(tmp_path)


def test_every_file_has_cases() -> None:
    files = sorted(FOLDER.glob("*.yaml"))
    assert len(files) >= 10
    assert all("  - id: " in file.read_text(encoding="utf-8") for file in files)
