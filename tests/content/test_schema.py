"""The JSON Schema beside the table, for editors."""

import json
import re

import pytest
import yaml

from bot.content.loading import SCHEMA, TABLE
from bot.content.schema import schema_text
from bot.domain import VALUES, DecisionTable, Slot
from tests.content.json_schema import Form, Json, fits

ROOT: Form = json.loads(schema_text())


def _table() -> Json:
    """The table as an editor reads it: every scalar a word, which is what YAML 1.2 makes of these."""
    read: Json = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return read


def test_the_file_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "Vernieuw met: python -m bot.content.schema"


def test_the_table_points_editors_to_it() -> None:
    first = TABLE.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    assert (TABLE.parent / match[1]) == SCHEMA


def test_the_table_fits() -> None:
    assert fits(_table(), ROOT, ROOT)
    DecisionTable.model_validate(_table())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hit_policy: first", "hit_policy: any"),
        ("when: {available: full}", "when: {avalable: full}"),
        ("when: {available: full}", "when: {available: volledig}"),
        ("when: {available: full}", "when: {available: []}"),
        ("outcome: behouden", "outcome: bewaren"),
        ("sources: [methode-einddatum]", "sources: []"),
        ("{jeugdwet: [plicht-jeugdwet-2-15], wmo:", "{jeugdwet: [], wmo:"),
        ("{jeugdwet: [plicht-jeugdwet-2-15], wmo:", "{wlz: [plicht-jeugdwet-2-15], wmo:"),
        ("id: R16", "id: R160"),
        ("id: publish", "name: publish"),
    ],
)
def test_a_fault_does_not(old: str, new: str) -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    assert not fits(yaml.load(text.replace(old, new), Loader=yaml.BaseLoader), ROOT, ROOT)  # noqa: S506


def test_an_editor_can_offer_the_values_of_every_slot() -> None:
    definitions = ROOT["$defs"]
    offered = {name: form["anyOf"][0]["enum"] for name, form in definitions["When"]["properties"].items()}
    assert offered == {slot.value: [*VALUES[slot]] for slot in Slot}
