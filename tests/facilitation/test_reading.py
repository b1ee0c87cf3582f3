"""A workshop that was read is kept, and never taken for another state of it."""

import pytest
from pydantic import ValidationError

from bot.facilitation.reading import KEPT, Reader
from bot.store import Gathering
from bot.workshop import Workshop


def gathering(workshop: Workshop, code: str = "AAAAAA") -> Gathering:
    return Gathering(code, "telegram:1", "geheim", workshop.model_dump_json(), 1, 1)


def workshop(title: str) -> Workshop:
    return Workshop(id="w", title=title)


def test_what_another_process_stored_is_read_although_an_earlier_state_is_kept() -> None:
    reader, kept = Reader(), workshop("Ochtend")
    state = reader.write("AAAAAA", kept)
    assert reader.read(gathering(kept)) is kept
    assert state == gathering(kept).state
    assert reader.read(gathering(workshop("Middag"))) == workshop("Middag")
    assert reader.read(gathering(kept)) == kept


def test_a_state_of_another_version_is_said_so_and_leaves_what_was_kept() -> None:
    reader, kept = Reader(), workshop("Ochtend")
    reader.write("AAAAAA", kept)
    with pytest.raises(ValidationError):
        reader.read(Gathering("AAAAAA", "telegram:1", "geheim", '{"id": 1}', 1, 1))
    assert reader.read(gathering(kept)) is kept


def test_more_workshops_than_are_kept_are_read_as_well() -> None:
    reader = Reader()
    many = {f"CODE{number}": workshop(f"Zaal {number}") for number in range(2 * KEPT)}
    for _ in range(2):
        for code, one in many.items():
            assert reader.read(gathering(one, code)) == one
