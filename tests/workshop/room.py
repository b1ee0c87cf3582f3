"""A workshop in a test: a few people and registrations, and events in a row."""

from functools import cache

from bot.content import load_table
from bot.dialogue import AdviceGiven, Conversation, Evidence, Shown
from bot.domain import Decision, FactSheet, Outcome, Rates, Versions, advise
from bot.workshop import Effect, Event, Item, Participant, Question, Role, Verdict, Workshop, apply
from bot.workshop import events as on
from bot.workshop.scene import Registration, Scene, scene_of

RATES = Rates()
REQUEST = Conversation(
    id="proef",
    description="Wachttijden doorgeven",
    evidence=Evidence(
        passages=(
            Shown(id="stuk", title="Stuk", text="Tekst.", kind="gids", source="De tests", certainty="hoog"),
        ),
        nearby=("Almere",),
        version="proef",
    ),
)
SCHRAPPEN = Verdict(outcome=Outcome.SCHRAPPEN, action="Stoppen per 1 januari", owner="De contractmanager")
BEHOUDEN = Verdict(outcome=Outcome.BEHOUDEN)


@cache
def decision() -> Decision:
    """The real table; it holds no state."""
    return load_table()


def advice_on(sheet: FactSheet) -> AdviceGiven:
    """The advice on these facts, as the assistant gives it."""
    advice = advise(decision(), sheet, RATES, Versions(table="1", knowledge="proef"))
    return AdviceGiven(advice=advice, shown=(), description="Wachttijden doorgeven", options=())


def empty() -> Workshop:
    """A workshop that has just begun."""
    return Workshop(id="w", title="Schrapsessie")


def after(workshop: Workshop, *events: Event) -> Workshop:
    """The workshop after events that all fit."""
    for event in events:
        outcome = apply(workshop, event)
        assert outcome.refused is None, (event, outcome.refused)
        workshop = outcome.workshop
    return workshop


def refused(workshop: Workshop, event: Event) -> str | None:
    """Why an event does not fit; it leaves the workshop alone."""
    outcome = apply(workshop, event)
    assert outcome.refused is None or (outcome.workshop is workshop and outcome.effects == ())
    return outcome.refused


def effects(workshop: Workshop, event: Event) -> tuple[Effect, ...]:
    """What is to be done after an event that fits."""
    outcome = apply(workshop, event)
    assert outcome.refused is None
    return outcome.effects


def comes(who: str, role: Role | None = Role.GEMEENTE) -> on.Joined:
    """Somebody comes in with a role."""
    return on.Joined(participant=Participant(id=who, role=role))


def ballot(who: str, *scores: int, item: str = "r1", number: int = 1) -> tuple[on.Voted, ...]:
    """Answers to as many questions as there are scores."""
    return tuple(
        on.Voted(participant=who, item=item, round=number, question=question, score=score)
        for question, score in zip(Question, scores, strict=False)
    )


def room() -> Workshop:
    """Four people of two roles, and the registrations r1, r2 and r3."""
    return after(
        empty(),
        comes("an"),
        comes("bo"),
        comes("cas"),
        comes("dee", Role.AANBIEDER),
        on.Proposed(text="Wachttijden doorgeven", goal="Zien waar inwoners lang wachten"),
        on.Proposed(text="Uren in minuten bijhouden"),
        on.Proposed(text="Klachten opgeven"),
    )


def voting() -> Workshop:
    """The first registration, while everybody may vote."""
    return after(room(), on.Opened(item="r1"), on.VotingOpened(item="r1"))


def revealed() -> Workshop:
    """The first registration, after everybody voted."""
    votes = [*ballot("an", 1, 1, 1), *ballot("bo", 2, 1, 1), *ballot("cas", 2, 2, 1), *ballot("dee", 4, 4, 4)]
    return after(voting(), *votes, on.Revealed(item="r1", round=1))


def decided() -> Workshop:
    """The first registration, decided."""
    return after(revealed(), on.Decided(item="r1", verdict=SCHRAPPEN))


def the(workshop: Workshop, item: str = "r1") -> Item:
    """A registration that is there."""
    found = workshop.item(item)
    assert found is not None
    return found


def scene(workshop: Workshop) -> Scene:
    """What everybody may see."""
    return scene_of(workshop, RATES)


def seen(workshop: Workshop, item: str = "r1") -> Registration:
    """What everybody may see of a registration."""
    return next(one for one in scene(workshop).registrations if one.id == item)
