"""The copy in Telegram: short, plain lines."""

from bot.domain import FactValue, Outcome
from bot.reports.workshop_copy import participant_copy
from bot.workshop import Role, Verdict
from bot.workshop import events as on
from tests.explanation.examples import CONTENT
from tests.reports.workshop_sample import a_scene, a_workshop, play, prepared, proposed, the_sample, voted


def test_it_has_verdicts_actions_end_dates_hours_and_where_the_report_is() -> None:
    lines = participant_copy(a_scene(the_sample()), CONTENT)
    assert lines[0] == (
        "De workshop “Schrapsessie jeugd en Wmo (voorbeeld, verzonnen)” is klaar. Dit is er besloten:"
    )
    assert (
        "3. Ervaren nut: een cijfer van 1 tot 10 aan het eind van de hulp: behouden (anders dan het advies)."
        in lines
    )
    assert "   Actie: Eén lijst afspreken met de regio. Wie: Beleidsadviseur Wmo." in lines
    assert "   Geldt tot 1 maart 2027." in lines
    assert any("1.870 uur per jaar" in line and "aanname" in line for line in lines)
    assert lines[-2:] == (
        "Zonder besluit: 3 registraties.",
        "Het hele verslag kunt u vragen aan wie de workshop leidde.",
    )
    assert not any("kleur van de pen" in line or "steekproef" in line for line in lines)


def test_a_rehearsal_says_so() -> None:
    assert participant_copy(a_scene(the_sample(rehearsal=True)), CONTENT)[1].startswith(
        "Let op: dit was een oefening"
    )


def test_without_decisions_it_says_so() -> None:
    workshop, _ = proposed(a_workshop(), "Verzonnen registratie")
    lines = participant_copy(a_scene(workshop), CONTENT)
    assert lines[1:] == (
        "",
        "De zaal nam geen besluiten.",
        "Zonder besluit: 1 registratie.",
        "Het hele verslag kunt u vragen aan wie de workshop leidde.",
    )


def test_hours_that_are_partly_known_are_a_least() -> None:
    workshop = a_workshop()
    known: dict[str, FactValue] = {"minutes": 10, "per_year": 6, "count": 30}
    for number, numbers in enumerate((known, None)):
        workshop, item = proposed(workshop, f"Verzonnen registratie {number}")
        workshop = voted(prepared(workshop, item, numbers), item, {Role.GEMEENTE: [(1, 1, 1)] * 3})
        verdict = Verdict(outcome=Outcome.SCHRAPPEN, action="Stoppen.")
        workshop = play(workshop, [on.Decided(item=item, verdict=verdict)])
    lines = participant_copy(a_scene(workshop), CONTENT)
    assert "   Actie: Stoppen." in lines
    assert any("minstens 30 uur" in line for line in lines)
