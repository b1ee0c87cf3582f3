from pathlib import Path

import pytest

from bot.domain.slots import Slot
from knowledge.errors import CorpusError
from knowledge.loading import CORPUS, corpus_version, load_corpus
from knowledge.passages import Kind
from tests.auxil.corpus import write_corpus, write_passage

LONG_ENOUGH = "woord " * 25


def test_gives_every_passage_sorted_by_id(tmp_path: Path) -> None:
    write_corpus(tmp_path, [("GM0344", "a-eis")])
    passages = load_corpus(tmp_path)
    assert [each.id for each in passages] == [
        "a-eis",
        "extra-eisen",
        "stopbericht",
        "tijdschrijven",
        "wachtlijst",
    ]
    assert passages[0].municipality == "GM0344"
    assert passages[2].source.date == "2025-03"
    assert "JW307" in passages[2].text


def test_reads_implies_and_takes_yes_and_no_as_words(tmp_path: Path) -> None:
    write_passage(
        tmp_path, Kind.GIDS, "abc", "Titel", LONG_ENOUGH, "implies:", "  standard: full", "  lighter: yes"
    )
    assert load_corpus(tmp_path)[0].implies == {Slot.STANDARD: "full", Slot.LIGHTER: "yes"}


def test_an_optional_field_may_be_left_empty(tmp_path: Path) -> None:
    write_passage(tmp_path, Kind.GIDS, "abc", "Titel", LONG_ENOUGH, "municipality: null", "implies: {}")
    assert load_corpus(tmp_path)[0].municipality is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("review: 2027-01-01", "review: [2027", 12, "geen geldige YAML"),
        ("certainty: hoog", "certainty: hoog\nkleur: rood", 11, "het veld kleur is onbekend"),
        ("  publisher: Uitgever voor een test\n", "", 6, "het veld source.publisher ontbreekt"),
        ("certainty: hoog\n", "", 1, "het veld certainty ontbreekt"),
        ("certainty: hoog", "certainty: zeker", 10, "Kies hoog, midden of laag"),
        ("review: 2027-01-01", "review: morgen", 11, "jjjj-mm-dd"),
        ("laws: [jeugdwet, wmo]", "laws: [jeugdwet, zorgwet]", 5, "laws.1"),
        ("  date: 2025-03", "  date: maart 2025", 9, "source.date"),
        ("review: 2027-01-01", "review: 2027-01-01\nimplies:\n  standard: misschien", 13, "misschien"),
        ("review: 2027-01-01", "review: 2027-01-01\nimplies:\n  kleur: rood", 13, "implies.kleur"),
        ("id: abc", "id: abcd", 2, "het bestand heet abc.md"),
        ("kind: gids", "kind: feit", 4, "het bestand staat in de map gids"),
        ("certainty: hoog", "certainty: hoog\ncertainty: laag", 11, "staat er twee keer"),
        ("certainty: hoog", "certainty: hoog\nmunicipality: GM0344", 11, "alleen een eis"),
        ("---\nid:", "id:", 1, "ontbreekt of is niet afgesloten"),
        (LONG_ENOUGH.strip(), "te kort", 13, "telt 2 woorden"),
        (LONG_ENOUGH.strip(), "woord " * 161, 13, "telt 161 woorden"),
        ("title: ", "title: x\n- los: ", 4, "geen geldige YAML"),
    ],
)
def test_names_file_line_and_fault(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    path = write_passage(tmp_path, Kind.GIDS, "abc", "Titel", LONG_ENOUGH)
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(tmp_path)
    assert f"{path}, regel {line}: " in str(caught.value)
    assert words in str(caught.value)


def test_a_head_without_fields_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "gids" / "abc.md"
    path.parent.mkdir()
    path.write_text("---\nzomaar tekst\n---\n" + LONG_ENOUGH, encoding="utf-8")
    with pytest.raises(CorpusError, match="bestaat niet uit velden"):
        load_corpus(tmp_path)


def test_a_requirement_needs_its_municipality(tmp_path: Path) -> None:
    write_passage(tmp_path, Kind.EIS, "abc", "Titel", LONG_ENOUGH)
    with pytest.raises(CorpusError, match="het veld municipality ontbreekt"):
        load_corpus(tmp_path)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    write_passage(tmp_path, Kind.GIDS, "abc", "Titel", LONG_ENOUGH)
    write_passage(tmp_path, Kind.FEIT, "abc", "Titel", LONG_ENOUGH)
    with pytest.raises(CorpusError, match="al gebruikt"):
        load_corpus(tmp_path)


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    path = write_passage(tmp_path, Kind.GIDS, "abc", "Titel", LONG_ENOUGH)
    path.write_bytes(path.read_bytes() + b"\xff\xfe")
    with pytest.raises(CorpusError, match="UTF-8"):
        load_corpus(tmp_path)


def test_an_invisible_mark_at_the_start_does_no_harm(tmp_path: Path) -> None:
    path = write_passage(tmp_path, Kind.GIDS, "abc", "Titel", LONG_ENOUGH)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [each.id for each in load_corpus(tmp_path)] == ["abc"]


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="bestaat niet"):
        load_corpus(tmp_path / "weg")


def test_the_version_follows_the_texts_and_not_their_order(tmp_path: Path) -> None:
    passages = load_corpus(write_corpus(tmp_path))
    changed = (passages[0].model_copy(update={"title": "Anders"}), *passages[1:])
    assert corpus_version(passages) == corpus_version(reversed(passages))
    assert corpus_version(passages) != corpus_version(changed)


def test_the_shipped_corpus_loads_and_holds_no_municipal_requirement() -> None:
    passages = load_corpus(CORPUS)
    assert len(passages) > 100
    assert not [each.id for each in passages if each.kind is Kind.EIS]
