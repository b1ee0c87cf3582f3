import pytest

from bot.building import places
from bot.channels.telegram.captions import read_caption
from knowledge.passages import Kind

ALMERE, UTRECHT = "GM0034", "GM0344"


@pytest.mark.parametrize(
    ("caption", "kind", "municipality", "publisher"),
    [
        ("", Kind.EIS, UTRECHT, "gemeente Utrecht"),
        ("  \n ", Kind.EIS, UTRECHT, "gemeente Utrecht"),
        ("eis", Kind.EIS, UTRECHT, "gemeente Utrecht"),
        ("Almere", Kind.EIS, ALMERE, "gemeente Almere"),
        ("gm0034", Kind.EIS, ALMERE, "gemeente Almere"),
        ("eis Almere", Kind.EIS, ALMERE, "gemeente Almere"),
        ("EIS: Almere", Kind.EIS, ALMERE, "gemeente Almere"),
        ("eis\n Almere", Kind.EIS, ALMERE, "gemeente Almere"),
        ("Programma van eisen van de gemeente Almere", Kind.EIS, ALMERE, "gemeente Almere"),
        ("gids", Kind.GIDS, None, None),
        ("Gids Almere", Kind.GIDS, None, "gemeente Almere"),
        ("gids over vernieuwend verantwoorden", Kind.GIDS, None, None),
        ("methode", Kind.METHODE, None, None),
    ],
)
def test_a_kind_a_municipality_or_both(
    caption: str, kind: Kind, municipality: str | None, publisher: str | None
) -> None:
    request = read_caption(caption, UTRECHT, places())
    assert request is not None
    assert (request.kind, request.municipality, request.publisher) == (kind, municipality, publisher)


@pytest.mark.parametrize("caption", ["Verzonnenstad", "eis Verzonnenstad", "het nieuwe contract", "code"])
def test_a_municipality_that_is_not_known_is_not_taken_to_be_the_own_one(caption: str) -> None:
    assert read_caption(caption, UTRECHT, places()) is None


@pytest.mark.parametrize("caption", ["", "eis"])
def test_without_any_municipality_a_requirement_has_no_place(caption: str) -> None:
    assert read_caption(caption, None, places()) is None
