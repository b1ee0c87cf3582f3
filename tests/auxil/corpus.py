"""A small corpus on disk, for tests that search or load."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge.passages import Kind

TEXTS: Mapping[tuple[Kind, str], tuple[str, str]] = {
    (Kind.REGISTRATIE, "tijdschrijven"): (
        "Tijdschrijven per cliënt",
        "Begeleiders schrijven per kwartier op hoeveel minuten zij met elke cliënt bezig zijn. Deze "
        "tijdregistratie kost veel uren en wordt zelden gebruikt voor een besluit van de gemeente.",
    ),
    (Kind.REGISTRATIE, "wachtlijst"): (
        "Wachttijden doorgeven",
        "De aanbieder meldt elke maand hoe lang kinderen en volwassenen moeten wachten op hulp, en hoe "
        "lang de wachtlijst per locatie is. De gemeente wil zo weten waar de toegang tot hulp vastloopt.",
    ),
    (Kind.STANDAARD, "stopbericht"): (
        "Bericht JW307: einde van de hulp",
        "Met bericht JW307 meldt de aanbieder aan de gemeente dat de hulp is gestopt, met de reden van "
        "beëindiging en de einddatum. Een eigen lijst met vertrokken cliënten is daarom niet nodig.",
    ),
    (Kind.PLICHT, "extra-eisen"): (
        "Geen extra eisen bovenop de landelijke regels",
        "Volgens artikel 2.15 van de Jeugdwet stelt een gemeente geen extra of afwijkende eisen aan de "
        "manier waarop aanbieders en gemeenten administratieve gegevens met elkaar uitwisselen.",
    ),
}
"""Kind and id of each passage, with its title and text."""


def write_passage(root: Path, kind: Kind, id: str, title: str, text: str, *more: str) -> Path:  # noqa: A002
    """Write one passage with a right head, `more` being extra lines for it; gives its file."""
    path = root / kind.value / f"{id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = [
        f"id: {id}",
        f'title: "{title}"',
        f"kind: {kind.value}",
        "laws: [jeugdwet, wmo]",
        "source:",
        "  title: Bron voor een test",
        "  publisher: Uitgever voor een test",
        "  date: 2025-03",
        "certainty: hoog",
        "review: 2027-01-01",
        *more,
    ]
    path.write_text("\n".join(["---", *head, "---", "", text, ""]), encoding="utf-8")
    return path


def write_corpus(root: Path, requirements: Sequence[tuple[str, str]] = ()) -> Path:
    """Write the passages of `TEXTS` and, for each CBS code and id of `requirements`, a requirement.

    Every requirement asks for the same: that care workers write down kilometres per visit.
    """
    for (kind, name), (title, text) in TEXTS.items():
        write_passage(root, kind, name, title, text)
    for municipality, name in requirements:
        text = (
            "De gemeente vraagt dat hulpverleners per bezoek het aantal gereden kilometers opschrijven en "
            "elke maand een overzicht van die kilometers aan de gemeente sturen, per cliënt en per adres."
        )
        title = "Kilometers per bezoek opschrijven"
        write_passage(root, Kind.EIS, name, title, text, f"municipality: {municipality}")
    return root
