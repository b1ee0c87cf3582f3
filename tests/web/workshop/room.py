"""A hall in memory, with real texts, rules and passages; and a room full of people."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from starlette.applications import Starlette

from bot.dialogue import Conversation, Evidence, Shown
from bot.domain import Fact, FactSheet, Outcome, Rates
from bot.facilitation import Done, Found
from bot.web.workshop import Audience, ReportKind, workshop_routes
from bot.workshop import Event, LookUp, Participant, Question, Role, Verdict, Weigh, Workshop, apply
from bot.workshop import events as on
from bot.workshop.room import with_room
from bot.workshop.scene import Scene, scene_of
from tests.explanation.examples import CONTENT, NUMBERS, PASSAGES, given_for

CODE, SECRET = "K7PQ2M", "een-geheim-dat-niemand-raadt-0123456789"
NOW = datetime(2026, 3, 2, 13, 30, tzinfo=UTC)
LINK = "https://t.me/drievragenbot?start=w_K7PQ2M"

LIST = (
    ("Begeleiders schrijven per kwartaal op wat ze doen", "Zien of de hulp wordt geleverd"),
    ("Aanbieders sturen elk half jaar een tevredenheidsonderzoek", "Weten wat inwoners ervan vinden"),
    ("Per cliënt een evaluatieverslag in ons eigen format", None),
    ("Wachttijden per maand in een eigen Excel-lijst", "Sturen op wachtlijsten"),
    ("Urenverantwoording per kwartier", None),
)
EIS = Shown(
    id="eis-almere-1",
    title="Almere: verslag van de begeleiding, twee keer per jaar",
    text="Almere vraagt twee keer per jaar een verslag. Het is korter dan een bladzijde.",
    kind="eis",
    source="Voorbeeld bij een test, 2026",
    certainty="midden",
)


class MemoryHall:
    """Workshops in memory; what has to be looked up or weighed is done at once. `asked` counts the polls."""

    def __init__(self, link: str | None = LINK) -> None:
        self.kept: dict[str, Found] = {}
        self.asked = 0
        self.tables: list[tuple[str, bytes]] = []
        self._link = link

    def begin(self, workshop: Workshop, code: str = CODE) -> None:
        """A new workshop."""
        self.kept[code] = Found(code, SECRET, "facilitator", 1, workshop)

    async def find(self, code: str) -> Found | None:
        return self.kept.get(code)

    async def revision(self, code: str) -> int | None:
        self.asked += 1
        found = self.kept.get(code)
        return found.revision if found else None

    async def do(self, code: str, event: Event) -> Done:
        return self.now(event, code)

    def now(self, event: Event, code: str = CODE) -> Done:
        """What an event does, and all that it leads to."""
        found = self.kept.get(code)
        if found is None:
            return Done(None, "gone")
        outcome = apply(found.workshop, event)
        if outcome.refused is None and outcome.workshop is not found.workshop:
            self.kept[code] = found._replace(revision=found.revision + 1, workshop=outcome.workshop)
        for effect in outcome.effects:
            self._work(effect, code)
        return Done(self.kept[code], outcome.refused)

    def all(self, events: Iterable[Event], code: str = CODE) -> None:
        """One event after another, none of which may be refused."""
        for event in events:
            assert self.now(event, code).refused is None, event

    def scene(self, workshop: Workshop) -> Scene:
        return scene_of(workshop, Rates())

    def join_link(self, code: str) -> str | None:
        return self._link

    async def add_table(self, code: str, name: str, content: bytes) -> str:
        self.tables.append((name, content))
        return f"2 registraties uit {name} staan erbij."

    async def report(self, code: str, kind: ReportKind) -> bytes:
        return f"verslag {kind}".encode()

    def _work(self, effect: object, code: str) -> None:
        workshop = self.kept[code].workshop
        if isinstance(effect, LookUp) and (item := workshop.item(effect.item)):
            self.now(on.Prepared(item=item.id, request=request(item.id, item.text)), code)
        elif isinstance(effect, Weigh) and (item := workshop.item(effect.item)) and item.request:
            known = with_room(item, item.request, Rates())
            self.now(on.Advised(item=item.id, advice=given_for(known.sheet, item.text)), code)


def request(identifier: str, text: str) -> Conversation:
    """What the assistant would know: three real passages, and one that is made for this test."""
    found = [one for one in PASSAGES.values() if one.kind in ("registratie", "standaard")]
    numbers = NUMBERS if identifier == "r1" else {}
    sheet = FactSheet(facts={name: Fact(value=value, origin="button") for name, value in numbers.items()})
    passages = (*found[:3], EIS) if identifier == "r1" else tuple(found[3:5])
    evidence = Evidence(passages=passages, nearby=("Almere", "Lelystad", "Zeewolde"), version="proef")
    return Conversation(id=identifier, description=text, sheet=sheet, evidence=evidence)


PEOPLE = (
    *[Role.GEMEENTE] * 6,
    *[Role.AANBIEDER] * 5,
    *[Role.PROFESSIONAL] * 4,
    *[Role.INWONER] * 2,
    Role.RAAD,
)
REASONS = (
    "Dit kost ons elke week een middag die we niet bij cliënten zijn.",
    "Wij gebruiken deze cijfers in het jaarverslag.",
    "Ik heb hier nog nooit iets van teruggezien.",
    "Buurgemeenten vragen het anders, dus we doen het dubbel.",
    "Zonder dit weten we niet of de hulp komt.",
)


def filled(*, rehearsal: bool = False) -> Workshop:
    """A workshop that has just begun."""
    return Workshop(id="w1", title="Schrapsessie jeugdhulp Flevoland", rehearsal=rehearsal)


def joined() -> tuple[Event, ...]:
    """Eighteen people in five roles, two of which are small."""
    return tuple(
        on.Joined(participant=Participant(id=f"p{number}", role=role)) for number, role in enumerate(PEOPLE)
    )


def listed() -> tuple[Event, ...]:
    """Five registrations."""
    return tuple(on.Proposed(text=text, goal=goal) for text, goal in LIST)


def votes(item: str, number: int, people: int = len(PEOPLE)) -> tuple[Event, ...]:
    """What these people answer; in the second round they are nearer to each other."""
    lean = {Role.GEMEENTE: 3, Role.AANBIEDER: 1, Role.PROFESSIONAL: 2, Role.INWONER: 2, Role.RAAD: 4}
    cast: list[Event] = []
    for place, role in enumerate(PEOPLE[:people]):
        for question in Question:
            wanted = lean[role] + (place + len(question)) % 3 - 1
            score = min(4, max(1, wanted if number == 1 else round((wanted + 2) / 2)))
            cast.append(
                on.Voted(participant=f"p{place}", item=item, round=number, question=question, score=score)
            )
        if place % 4 == 0:
            reason = REASONS[place // 4]
            cast.append(on.Reasoned(participant=f"p{place}", item=item, round=number, reason=reason))
    return tuple(cast)


def round_of(item: str, number: int) -> tuple[Event, ...]:
    """A whole round, until everybody sees what was answered."""
    return (on.VotingOpened(item=item), *votes(item, number), on.Revealed(item=item, round=number))


def verdict(outcome: Outcome = Outcome.SCHRAPPEN) -> Verdict:
    """What the room decides."""
    return Verdict(
        outcome=outcome,
        action="De gemeente haalt de vraag uit het contract van 2027",
        owner="Contractmanager jeugd",
        until=date(2027, 3, 1),
        dissent="De raad wil eerst zien of het toezicht genoeg heeft aan de steekproef.",
    )


def site(hall: MemoryHall, audience: Audience | None = None) -> Starlette:
    """The pages of this hall, at two in the afternoon of a day in March."""
    return Starlette(
        routes=workshop_routes(hall, audience or Audience(hall.revision), CONTENT, clock=lambda: NOW)
    )
