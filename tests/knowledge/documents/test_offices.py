import pytest

from knowledge.document import Chunk, Document
from knowledge.documents.errors import DocumentError
from knowledge.documents.screening import screen
from knowledge.passages import Kind


def has_address(text: str) -> str | None:
    return "email" if "@" in text else None


def document(text: str, heading: str | None = None) -> Document:
    return Document(
        name="contract.pdf",
        sha256="0" * 64,
        kind=Kind.GIDS,
        title="Contract",
        publisher="Gemeente",
        chunks=(Chunk(text=text, heading=heading),),
    )


@pytest.mark.parametrize(
    "address",
    ["meldpunt@regio.nl", "Info@zorg.nl", "inkoop.sociaaldomein@ede.nl", "meldpuntcalamiteiten@ggd-x.nl"],
)
def test_a_passage_with_the_address_of_an_office_stays_as_it_is(address: str) -> None:
    kept = screen(document(f"Meld het via {address}, binnen een week.", f"Contact: {address}"), has_address)
    assert kept.skipped == ()
    assert address in kept.document.chunks[0].text


@pytest.mark.parametrize(
    "address",
    [
        "j.jansen@regio.nl",
        "meldpunt.jansen@regio.nl",
        "jansen-info@regio.nl",
        "vinfo@regio.nl",
        "meldpunt @ x",
    ],
)
def test_a_passage_with_any_other_address_is_left_out(address: str) -> None:
    with pytest.raises(DocumentError):
        screen(document(f"Meld het via {address} of meldpunt@regio.nl, binnen een week."), has_address)
