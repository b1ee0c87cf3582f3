"""A made-up workshop, marked as such, played through its events with the real table and passages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from bot.dialogue import AdviceGiven, Conversation, Evidence
from bot.domain import Fact, FactSheet, FactValue, Outcome, Rates, Versions, advise
from bot.evidence import cited_by
from bot.reports.workshop_words import Held
from bot.workshop import Participant, Question, Role, Verdict, Workshop, apply
from bot.workshop import events as on
from bot.workshop.scene import Scene, scene_of
from tests.explanation.examples import DECISION, PASSAGES

RATES = Rates()
HELD = Held(date(2026, 3, 2), "Voorbeeldstad", datetime(2026, 3, 2, 16, 30, tzinfo=UTC))
TITLE = "Schrapsessie jeugd en Wmo (voorbeeld, verzonnen)"
ROOM: Mapping[Role, int] = {
    Role.GEMEENTE: 4,
    Role.AANBIEDER: 5,
    Role.PROFESSIONAL: 4,
    Role.INWONER: 2,
    Role.RAAD: 1,
}
Votes = Mapping[Role, Sequence[tuple[int, int, int]]]


def play(workshop: Workshop, events: Iterable[on.Event]) -> Workshop:
    """The workshop after these events; none of them may be refused."""
    for event in events:
        done = apply(workshop, event)
        assert done.refused is None, (event, done.refused)
        workshop = done.workshop
    return workshop


def a_workshop(room: Mapping[Role, int] = ROOM, *, title: str = TITLE, rehearsal: bool = False) -> Workshop:
    """A workshop with so many in each role, and nothing on the list."""
    here = [
        Participant(id=f"{role.value}-{number}", role=role, simulated=rehearsal)
        for role, many in room.items()
        for number in range(many)
    ]
    start = Workshop(id="w1", title=title, municipality="GM0000", rehearsal=rehearsal)
    return play(start, (on.Joined(participant=one) for one in here))


def proposed(
    workshop: Workshop, text: str, goal: str | None = None, *, practice: bool = False
) -> tuple[Workshop, str]:
    """The workshop with one more registration on its list, and the id of that one."""
    after = play(workshop, [on.Proposed(text=text, goal=goal, practice=practice)])
    return after, after.items[-1].id


def prepared(
    workshop: Workshop,
    item: str,
    facts: Mapping[str, FactValue] | None = None,
    passages: Sequence[str] = (),
    nearby: tuple[str, ...] = (),
    knowledge: str = "proef",
) -> Workshop:
    """The workshop when `facts` are known; no `knowledge` means that the sources could not be searched."""
    sheet = FactSheet(
        facts={name: Fact(value=value, origin="button") for name, value in (facts or {}).items()}
    )
    evidence = Evidence(passages=tuple(PASSAGES[one] for one in passages), nearby=nearby, version=knowledge)
    text = workshop.item(item)
    assert text is not None
    request = Conversation(id=item, description=text.text, sheet=sheet, evidence=evidence)
    return play(workshop, [on.Prepared(item=item, request=request)])


def voted(
    workshop: Workshop, item: str, votes: Votes, reasons: Mapping[Role, Sequence[str]] | None = None
) -> Workshop:
    """The workshop after one more round, revealed and weighed; each role gives its `votes` in turn."""
    if (found := workshop.item(item)) is not None and not found.on_table:
        workshop = play(workshop, [on.Opened(item=item)])
    workshop = play(workshop, [on.VotingOpened(item=item)])
    found = workshop.item(item)
    assert found is not None
    number = len(found.rounds)
    for role, answers in votes.items():
        for place, scores in enumerate(answers):
            who = f"{role.value}-{place}"
            for question, score in zip(Question, scores, strict=True):
                if score:
                    vote = on.Voted(participant=who, item=item, round=number, question=question, score=score)
                    workshop = play(workshop, [vote])
        for place, reason in enumerate((reasons or {}).get(role, ())):
            said = on.Reasoned(participant=f"{role.value}-{place}", item=item, round=number, reason=reason)
            workshop = play(workshop, [said])
    return weighed(play(workshop, [on.Revealed(item=item, round=number)]), item)


def weighed(workshop: Workshop, item: str) -> Workshop:
    """The workshop with advice on what was prepared; not on the votes, for the scales are not tested here."""
    found = workshop.item(item)
    if found is None or found.request is None:
        return workshop
    passages = found.request.evidence.passages
    versions = Versions(table="1", knowledge="proef")
    advice = advise(DECISION, found.request.sheet, RATES, versions, tuple(one.id for one in passages))
    shown = cited_by(advice, passages, PASSAGES.get)
    given = AdviceGiven(advice=advice, shown=shown, description=found.text, options=())
    return play(workshop, [on.Advised(item=item, advice=given)])


def a_scene(workshop: Workshop) -> Scene:
    """What everybody may see of it."""
    return scene_of(workshop, RATES)


def the_sample(*, rehearsal: bool = False) -> Workshop:
    """A whole workshop: three decisions, one parked after voting, one skipped and one not reached."""
    workshop = a_workshop(rehearsal=rehearsal)
    workshop, pen = proposed(workshop, "De kleur van de pen", practice=True)
    workshop, minutes = proposed(
        workshop,
        "Begeleiders schrijven per cliënt per dag de minuten op, per soort handeling",
        "Zien of de gemeente krijgt waarvoor zij betaalt",
    )
    workshop, double = proposed(workshop, "Tijdschrijven per handeling door het wijkteam")
    workshop, matrix = proposed(
        workshop,
        "Elk half jaar een zelfredzaamheidsmatrix invullen voor alle elf leefgebieden",
        "Zien of inwoners vooruitgaan",
    )
    workshop, outcome = proposed(
        workshop,
        "Ervaren nut: een cijfer van 1 tot 10 aan het eind van de hulp",
        "Met aanbieders leren wat inwoners helpt",
    )
    workshop, staff = proposed(workshop, "Elk kwartaal verloop en verzuim van personeel doorgeven")
    workshop, _ = proposed(workshop, "Een eigen productcode naast de landelijke lijst")
    workshop, skipped = proposed(workshop, "Foto van de werkplek bij elke nieuwe medewerker")
    workshop = play(workshop, [on.Merged(keep=minutes, drop=double)])
    workshop = _practised(workshop, pen)
    workshop = _minutes(workshop, minutes)
    workshop = _matrix(workshop, matrix)
    workshop = _outcome(workshop, outcome)
    workshop = prepared(
        workshop, staff, {"status": "existing", "legal_basis": "none"}, ("reg-personeelsopgave",)
    )
    workshop = voted(workshop, staff, {Role.AANBIEDER: [(2, 1, 1)] * 3, Role.GEMEENTE: [(3, 2, 3)] * 4})
    return play(workshop, [on.Parked(item=staff), on.Skipped(item=skipped), on.Closed()])


def _practised(workshop: Workshop, item: str) -> Workshop:
    workshop = voted(prepared(workshop, item), item, {Role.GEMEENTE: [(1, 1, 1)] * 3})
    return play(workshop, [on.Decided(item=item, verdict=Verdict(outcome=Outcome.SCHRAPPEN))])


def _minutes(workshop: Workshop, item: str) -> Workshop:
    facts: dict[str, FactValue] = {
        "status": "existing",
        "legal_basis": "none",
        "data_kind": "effort",
        "purpose": "cover",
        "decision": "none",
        "available": "full",
        "consulted": "both",
        "minutes": 6,
        "per_year": 220,
        "count": 85,
        "unit": "professional",
    }
    passages = ("reg-tijdschrijven", "afspraak-stoppen-tijdschrijven")
    workshop = prepared(workshop, item, facts, passages, ("Almere", "Lelystad", "Zeewolde"))
    first: Votes = {
        Role.GEMEENTE: [(3, 2, 2), (4, 2, 2), (3, 3, 3), (2, 2, 2)],
        Role.AANBIEDER: [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (2, 1, 1)],
        Role.PROFESSIONAL: [(1, 1, 1), (1, 1, 1), (2, 2, 1), (1, 1, 1)],
        Role.INWONER: [(2, 1, 1), (1, 1, 2)],
        Role.RAAD: [(3, 4, 2)],
    }
    second: Votes = {
        Role.GEMEENTE: [(2, 2, 2), (3, 2, 2), (2, 2, 2), (2, 1, 2)],
        Role.AANBIEDER: [(1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (2, 1, 1)],
        Role.PROFESSIONAL: [(1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1)],
        Role.INWONER: [(1, 1, 1), (1, 1, 1)],
        Role.RAAD: [(2, 2, 2)],
    }
    workshop = voted(
        workshop,
        item,
        first,
        {
            Role.GEMEENTE: ["Zonder minuten kunnen wij de rekening niet controleren."],
            Role.AANBIEDER: ["Dezelfde uren staan al in de declaratie.", "=1+1 is hier geen som"],
            Role.PROFESSIONAL: ["Ik zit een uur per week te schrijven in plaats van bij een gezin."],
        },
    )
    until = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    workshop = play(workshop, [on.TalkStarted(item=item, until=until)])
    reasons = {Role.GEMEENTE: ["Een steekproef op de declaraties is genoeg."]}
    workshop = voted(workshop, item, second, reasons)
    verdict = Verdict(
        outcome=Outcome.SCHRAPPEN,
        action="Bijlage 4 van het contract aanpassen en dit aan alle aanbieders laten weten",
        owner="Contractmanager jeugd",
        until=date(2027, 3, 1),
        dissent="De controller wil na een jaar zien of de rekeningen nog kloppen.",
    )
    workshop = play(workshop, [on.Decided(item=item, verdict=verdict)])
    return play(
        workshop,
        [
            on.Dissented(
                participant="gemeente-0", item=item, dissents=True, reason="Eerst de steekproef regelen."
            ),
            on.Dissented(participant="gemeente-1", item=item, dissents=True),
            on.Dissented(participant="raad-0", item=item, dissents=True),
        ],
    )


def _matrix(workshop: Workshop, item: str) -> Workshop:
    facts: dict[str, FactValue] = {
        "status": "existing",
        "legal_basis": "none",
        "data_kind": "outcome",
        "purpose": "outcomes",
        "decision": "vague",
        "used": "yes",
        "available": "none",
        "standard": "full",
        "local_reason": "preference",
        "policy_part": "not_sensitive",
        "minutes": 45,
        "per_year": 2,
        "count": 310,
        "unit": "client",
        "client_time": "some",
        "discretion": "limited",
        "resident": "neutral",
    }
    workshop = prepared(workshop, item, facts, ("reg-zelfredzaamheidsmatrix",))
    workshop = voted(
        workshop,
        item,
        {
            Role.GEMEENTE: [(4, 2, 3), (3, 2, 3), (3, 1, 4), (4, 2, 3)],
            Role.AANBIEDER: [(3, 1, 2), (3, 1, 2), (2, 2, 2), (3, 1, 2), (4, 1, 3)],
            Role.PROFESSIONAL: [(2, 1, 1), (3, 2, 2), (3, 1, 2)],
        },
        {Role.AANBIEDER: ["Elke gemeente wil een andere lijst. Dat is het werk."]},
    )
    verdict = Verdict(
        outcome=Outcome.STANDAARDISEREN,
        action="Eén lijst afspreken met de regio",
        owner="Beleidsadviseur Wmo",
        until=date(2026, 12, 31),
    )
    workshop = play(workshop, [on.Decided(item=item, verdict=verdict)])
    return play(workshop, [on.Dissented(participant="professional-0", item=item, dissents=True)])


def _outcome(workshop: Workshop, item: str) -> Workshop:
    facts: dict[str, FactValue] = {
        "status": "existing",
        "legal_basis": "none",
        "data_kind": "outcome",
        "purpose": "outcomes",
        "decision": "named",
        "used": "yes",
        "available": "none",
        "standard": "none",
        "neighbours": "none",
        "local_reason": "need",
        "burden": "low",
        "client_time": "none",
        "discretion": "free",
        "resident": "benefit",
        "lighter": "no",
        "consulted": "both",
        "personal_data": "none",
    }
    workshop = prepared(workshop, item, facts, ("reg-outcome-ervaren-nut",))
    workshop = voted(
        workshop,
        item,
        {
            Role.GEMEENTE: [(4, 3, 4), (4, 4, 4), (4, 3, 4), (4, 4, 3)],
            Role.AANBIEDER: [(4, 3, 4), (4, 3, 3), (3, 2, 4)],
            Role.INWONER: [(4, 4, 4), (4, 3, 4)],
            Role.RAAD: [(4, 4, 4)],
        },
    )
    verdict = Verdict(outcome=Outcome.BEHOUDEN, action="De uitkomst elk jaar in de raad bespreken")
    return play(workshop, [on.Decided(item=item, verdict=verdict)])
