"""A fault in the decision table is named with its file, its line and, in Dutch, what is wrong."""

import re
from pathlib import Path

import pytest

from bot.content import ContentError, load_table
from bot.content.loading import TABLE
from bot.content.source import find_line
from bot.domain import Outcome, Slot
from knowledge.loading import CORPUS, load_corpus
from tests.content.conftest import Break

SMALL = """\
version: "1"
hit_policy: first
rules:
  - id: R01
    when: {used: no}
    outcome: schrappen
    motivation: Niemand gebruikt het.
    next_step: Stop er gewoon mee.
    sources: [stuk]
  - id: R02
    outcome: behouden
    motivation: Iemand gebruikt het.
    next_step: Ga er vooral mee door.
    sources: [stuk]
conditions: []
alternatives: []
"""


def _faults(path: Path) -> list[tuple[int, str]]:
    """The line and the message of each fault; every one of them names the file."""
    with pytest.raises(ContentError) as refused:
        load_table(path)
    found = []
    for line in str(refused.value).splitlines():
        match = re.fullmatch(rf"{re.escape(str(path))}, regel (\d+): (.*)", line)
        assert match, line
        found.append((int(match[1]), match[2]))
    return found


def _small(tmp_path: Path, old: str = "", new: str = "") -> Path:
    assert old in SMALL
    path = tmp_path / "tabel.yaml"
    path.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
    return path


def _line(text: str, marked: str) -> int:
    return text[: text.index(marked)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("{used: no}", "{gebruikt: no}", 5, "'gebruikt' mag hier niet; wel: 'status', "),
        ("{used: no}", "{used: nee}", 5, "used kent 'nee' niet; wel yes, no"),
        ("{used: no}", "{used: [no, nooit]}", 5, "used kent 'nooit' niet"),
        ("{used: no}", "{used: []}", 5, "hier staat te weinig"),
        ("{used: no}", "ja", 5, "naam: waarde"),
        ("{used: no}", "\n      used: no\n      purpose: saai", 7, "purpose kent 'saai' niet"),
        ("{used: no}", "{used: no, used: yes}", 5, "'used' staat er dubbel in"),
        ("{used: no}", "{[used]: no}", 5, "geen goede YAML"),
        ("id: R02", "id: R01", 10, "R01 staat er dubbel in"),
        ("id: R02", "id: Regel2", 10, "'Regel2' heeft niet de goede vorm"),
        ("outcome: behouden", "outcome: bewaren", 11, "'bewaren' mag hier niet; wel: 'behouden', "),
        ("outcome: behouden\n", "outcome: behouden\n    outcome: schrappen\n", 12, "staat er dubbel in"),
        ("    motivation: Iemand gebruikt het.\n", "", 10, "motivation: dit ontbreekt"),
        ("motivation: Iemand gebruikt het.", "motivation: Ja.", 12, "hier staat te weinig"),
        ("motivation: Iemand gebruikt het.", "motivation:", 12, "hier hoort tekst"),
        ("motivation: Iemand", "motivatie: Iemand", 12, "dit veld ken ik niet"),
        ("    sources: [stuk]\n  - id", "  - id", 4, "sources: dit ontbreekt"),
        ("sources: [stuk]", "sources: []", 9, "hier staat te weinig"),
        ("sources: [stuk]", "sources: stuk", 9, "hier hoort een lijst"),
        ("sources: [stuk]", "sources_by_law: {wmo: [stuk]}", 4, "sources: dit ontbreekt"),
        ("sources: [stuk]", "sources: [stuk]\n    sources_by_law: {wmo: []}", 10, "hier staat te weinig"),
        ("sources: [stuk]", "sources: [stuk]\n    sources_by_law: {wlz: [stuk]}", 10, "'wlz' mag hier niet"),
        ('version: "1"', "version: 1", 1, "hier hoort tekst; zet er aanhalingstekens omheen"),
        ("hit_policy: first", "hit_policy: any", 2, "'any' mag hier niet; wel: 'first'"),
        ("rules:\n", "regels:\n", 3, "dit veld ken ik niet"),
        ("    outcome: schrappen", "   outcome: schrappen", 6, "geen goede YAML"),
        ("    outcome: schrappen", "\toutcome: schrappen", 6, "geen goede YAML"),
        ("[stuk]\n  - id", "[stuk\n  - id", 10, "geen goede YAML"),
        ("Stop er", "Stop \x07 er", 8, "een teken dat niet mag"),
        ("conditions: []", "conditions: [{id: x, outcomes: [behouden]}]", 15, "text: dit ontbreekt"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    faults = _faults(_small(tmp_path, old, new))
    assert [place for place, text in faults if message in text] == [line], faults


def test_without_a_fault_it_loads(tmp_path: Path) -> None:
    decision = load_table(_small(tmp_path))
    assert decision.possible({}) == {Outcome.SCHRAPPEN, Outcome.BEHOUDEN}


def test_yes_and_no_and_dates_stay_words(tmp_path: Path) -> None:
    assert load_table(_small(tmp_path)).table.rules[0].when == {Slot.USED: ("no",)}
    assert load_table(_small(tmp_path, '"1"', "2025-02-31")).table.version == "2025-02-31"


def test_a_rule_that_comes_too_late_is_named(tmp_path: Path) -> None:
    late = SMALL[SMALL.index("  - id: R01") : SMALL.index("  - id: R02")].replace("R01", "R03")
    faults = _faults(_small(tmp_path, "conditions", f"{late}conditions"))
    assert faults == [
        (15, "regel R03 kan nooit gelden: eerdere regels gaan voor, of hij spreekt zichzelf tegen.")
    ]


def test_a_rule_that_contradicts_itself_is_named(tmp_path: Path) -> None:
    path = _small(tmp_path, "{used: no}", "{used: no}\n    any_of: [{used: yes}]")
    assert [line for line, text in _faults(path) if "R01 kan nooit gelden" in text] == [4]


def test_a_gap_is_named_with_an_example(tmp_path: Path) -> None:
    assert _faults(
        _small(tmp_path, "    outcome: behouden", "    when: {status: new}\n    outcome: behouden")
    ) == [(3, "geen enkele regel geldt bij: status = existing, used = yes.")]


def test_a_table_of_only_a_contradiction_has_a_gap_too(tmp_path: Path) -> None:
    start, end = SMALL.index("  - id: R02"), SMALL.index("conditions")
    path = tmp_path / "tabel.yaml"
    lone = (SMALL[:start] + SMALL[end:]).replace("{used: no}", "{used: no}\n    any_of: [{used: yes}]")
    path.write_text(lone, encoding="utf-8")
    assert _faults(path)[1] == (3, "geen enkele regel geldt bij: alle gegevens.")


@pytest.mark.parametrize("content", ["", "# alleen een opmerking\n", "zomaar een zin\n", "- een\n- lijst\n"])
def test_what_is_no_table_at_all_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tabel.yaml"
    path.write_text(content, encoding="utf-8")
    assert _faults(path) == [(1, "bestand: hier horen regels van de vorm naam: waarde")]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "tabel.yaml"
    binary.write_bytes(b"\x89PNG\r\n\xff\xfe")
    for path in (binary, tmp_path / "weg.yaml", tmp_path):
        with pytest.raises(ContentError, match=f"^{re.escape(str(path))}: kan dit bestand niet lezen"):
            load_table(path)


class TestRealTable:
    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("{available: full}", "{avalable: full}", "'avalable' mag hier niet"),
            ("{standard: full}", "{standard: geheel}", "standard kent 'geheel' niet"),
            ("      - {discretion: none}", "      - {discretion: nooit}", "discretion kent 'nooit' niet"),
            ("id: R09", "id: R08", "R08 staat er dubbel in"),
            ("when: {neighbours: same}", "when: {available: full}", "regel R13 kan nooit gelden"),
            (
                "    when: {consulted: [one, nobody]}",
                "    when: {consulted: twee}",
                "consulted kent 'twee' niet",
            ),
            ("id: publish", "id: review_date", "review_date staat er dubbel in"),
        ],
    )
    def test_a_fault_is_named_with_its_line(self, broken: Break, old: str, new: str, message: str) -> None:
        line = _line(TABLE.read_text(encoding="utf-8"), old)
        faults = _faults(broken("decision_table.yaml", old, new))
        where = faults[0][0]
        assert message in faults[0][1]
        assert where == (line - 1 if "kan nooit" in message else line)

    def test_an_exception_for_a_rule_that_is_not_there_is_named(self, broken: Break) -> None:
        old = "    text: >-\n      Vraag het minder vaak"
        path = broken(
            "decision_table.yaml", f"    except_rules: [R01]\n{old}", f"    except_rules: [R99]\n{old}"
        )
        assert _faults(path)[0][1] == "conditions.4.except_rules: deze regels zijn er niet: R99"
        assert _faults(path)[0][0] == _line(path.read_text(encoding="utf-8"), "[R99]")

    def test_every_passage_it_cites_exists(self) -> None:
        assert load_table().table.passages() <= {passage.id for passage in load_corpus(CORPUS)}

    def test_a_passage_is_cited_under_the_laws_it_is_about(self) -> None:
        laws = {passage.id: passage.laws for passage in load_corpus(CORPUS)}
        table = load_table().table
        for row in (*table.rules, *table.conditions, *table.alternatives):
            assert all(laws[passage] == ("alle",) for passage in row.sources), row.id
            for law, passages in row.sources_by_law.items():
                assert all(law in laws[passage] for passage in passages), row.id

    def test_the_line_of_a_passage_is_found(self) -> None:
        text = TABLE.read_text(encoding="utf-8")
        assert find_line(TABLE, "sources", "methode-einddatum") == _line(text, "methode-einddatum")
        assert find_line(TABLE, "id", "R07") == _line(text, "id: R07")
        assert find_line(TABLE, "alternatives") == _line(text, "alternatives:")
        assert find_line(TABLE, "sources", "staat-er-niet") == 1
