"""The municipality that someone names on the command line."""

import pytest

from bot.commands.places import place_called
from bot.commands.usage import UsageError


@pytest.mark.parametrize("name", ["Utrecht", "utrecht", " GM0344", "gm0344"])
def test_a_name_or_code_as_it_is_needs_no_word(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert place_called(name).code == "GM0344"
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "meant"), [("Utrech", "Utrecht (GM0344)"), ("Sudwest Fryslan", "Súdwest-Fryslân (GM1900)")]
)
def test_what_is_understood_of_another_spelling_is_said(
    name: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place_called(name)
    assert capsys.readouterr() == ("", f"Gemeente: {meant}.\n")


def test_a_name_that_may_be_nobodys_is_refused() -> None:
    with pytest.raises(UsageError, match="Xyzzy"):
        place_called("Xyzzy")
