"""Whatever a user does, in whatever order: no fault, always an answer, and the advice of the table."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import load_content, load_table
from bot.dialogue import (
    AdviceGiven,
    Answered,
    Chose,
    Commanded,
    CommandName,
    Conversation,
    Dialogue,
    Found,
    Question,
    Said,
)
from bot.dialogue.conversation import Evidence, Shown
from bot.dialogue.events import Event
from bot.dialogue.replies import Step
from bot.domain import UNKNOWN, VALUES, Fact, Measure, Outcome, Rates, Slot, Versions, advise
from bot.domain.reading import ReadFact, Reading
from bot.domain.slots import CONTEXT_VALUES, PROPOSED, UNITS
from tests.auxil.assistant import NOW, make_assistant
from tests.dialogue.chat import ANSWERS, Chat

DECISION = load_table()
DIALOGUE = Dialogue(DECISION, load_content(), Rates())
ASSISTANT = make_assistant()

COMMANDS: tuple[CommandName, ...] = (
    *("why", "back", "change", "pause", "resume", "full", "help", "privacy"),
    *("record", "used"),
)
OPTIONS = sorted(
    {value for values in (*VALUES.values(), *CONTEXT_VALUES.values()) for value in values}
    | {outcome.value for outcome in Outcome}
    | {"cancel", "Inkoper", NOW.date().isoformat(), "2026-03-03"}
    | {UNKNOWN, "change:purpose", "change:law", "change:minutes", "change:", "p1", "geen", ""}
)
TEXTS = (
    "We willen dat begeleiders bijhouden hoeveel minuten zij besteden",
    "We willen dat aanbieders cliënten vragen naar hun ervaring met begeleiding in de Wmo",
    "een kwartier per maand, 120 cliënten",
    "2 uur per week per professional",
    "99999999999 minuten per dag voor 99999999999 cliënten",
    "weet ik niet",
    "ja",
    "nee",
    "1",
    "terug",
    "waarom?",
    "Wat is een DPIA?",
    "het doel is leren en verbeteren, maar de raad heeft dit niet besloten",
    "De registratie bestaat al en niemand heeft de cijfers gebruikt",
    "mijn bsn is 123456782",
    "What do you want from me please?",
    "?",
    "👍",
    "behouden",
    "over een jaar",
    "1 november 2020",
    "geen einddatum",
)


def shown(identifier: str) -> Shown:
    return Shown(
        id=identifier, title="Titel", text="Tekst.", kind="plicht", source="Bron, 2025", certainty="hoog"
    )


SHOWN = st.sampled_from([shown("p1"), shown("p2")])


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    proposals = {}
    for slot in draw(st.sets(st.sampled_from([*PROPOSED, Slot.DATA_KIND]))):
        value = draw(st.sampled_from(VALUES[slot]))
        proposals[slot] = Fact(value=value, origin="retrieved", passage="p1", confirmed=False)
    return Evidence(
        passages=tuple(draw(st.lists(SHOWN, max_size=2, unique_by=lambda one: one.id))),
        proposals=proposals,
        articles=tuple(draw(st.lists(SHOWN, max_size=2, unique_by=lambda one: one.id))),
        nearby=draw(st.sampled_from([(), ("Almere",)])),
        version="1",
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """What an engine may make of a text: facts of the vocabulary, and numbers that are none, with a quote."""
    values: dict[str, str | float] = {}
    for slot in draw(st.sets(st.sampled_from(Slot), max_size=3)):
        values[slot.value] = draw(st.sampled_from(VALUES[slot]))
    for name, allowed in CONTEXT_VALUES.items():
        if draw(st.booleans()):
            values[name.value] = draw(st.sampled_from(allowed))
    for measure in draw(st.sets(st.sampled_from(Measure))):
        number = st.floats(0, 1e12) | st.integers(0, 999_999_999)
        values[measure.value] = draw(st.sampled_from(UNITS) if measure is Measure.UNIT else number)
    return Reading(
        facts={
            name: ReadFact(value=value, quote="woorden", confidence=0.9) for name, value in values.items()
        },
        unknown=draw(st.sampled_from([(), (Slot.PURPOSE,), (Slot.BURDEN, Slot.STANDARD)])),
        refused=draw(st.sampled_from([None, None, None, "bsn", "email", "phone"])),
        intent=draw(
            st.sampled_from([None] * 6 + ["why", "question", "back", "pause", "restart", "help", "skip"])
        ),
        foreign=draw(st.sampled_from([False, False, False, True])),
        agreed=draw(st.sampled_from([None, True, False])),
    )


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Said, text=st.text() | st.sampled_from(TEXTS), reading=readings(), at=st.just(NOW)),
    st.builds(
        Chose,
        option=st.sampled_from(OPTIONS) | st.text(max_size=9),
        turn=st.none() | st.integers(0, 9),
        at=st.just(NOW),
    ),
    st.builds(Chose, option=st.sampled_from(OPTIONS), at=st.just(NOW)),
    st.builds(Commanded, name=st.sampled_from(COMMANDS), at=st.just(NOW)),
    st.builds(Commanded, name=st.just("municipality"), argument=st.just("GM0034")),
    st.builds(Found, evidence=evidence()),
    st.builds(Answered, passage=st.none() | SHOWN),
)


def restored(conversation: Conversation) -> Conversation:
    return Conversation.model_validate_json(conversation.model_dump_json())


def check(step: Step) -> None:
    """What holds after every step."""
    assert step.replies or step.search
    assert restored(step.conversation) == step.conversation
    for reply in step.replies:
        if isinstance(reply, AdviceGiven):
            sheet, found = step.conversation.sheet, step.conversation.evidence
            assert reply.advice == advise(
                DECISION,
                sheet,
                Rates(),
                Versions(table=DECISION.table.version, knowledge=found.version),
                tuple(passage.id for passage in found.passages),
            )
            assert reply.advice.recommendation in reply.advice.possible
        if isinstance(reply, Question) and step.conversation.phase == "asking":
            possible = DECISION.possible(step.conversation.sheet.known())
            assert set(reply.possible) == possible


def finish(step: Step) -> AdviceGiven:
    """Answers with "weet ik niet" up to the advice, which must come."""
    for _ in range(60):
        last = step.replies[-1] if step.replies else None
        if isinstance(last, AdviceGiven):
            return last
        if step.search is not None:
            step = DIALOGUE.step(step.conversation, Found(evidence=Evidence()))
        elif isinstance(last, Question) and step.conversation.phase == "recording":
            step = DIALOGUE.step(step.conversation, Chose(option="cancel", at=NOW))
        elif isinstance(last, Question) and last.slot != "change":
            step = DIALOGUE.step(step.conversation, Chose(option=UNKNOWN))
        elif isinstance(last, Question):
            step = DIALOGUE.step(step.conversation, Chose(option=last.options[0].id))
        elif step.conversation.phase == "intake":
            said = Said(text="een beschrijving", reading=Reading())
            step = DIALOGUE.step(step.conversation, said)
        else:
            step = DIALOGUE.step(step.conversation, Commanded(name="resume"))
        check(step)
    raise AssertionError("no advice")


@given(events=st.lists(EVENTS, max_size=20), full=st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_events_in_any_order_end_in_the_advice_of_the_table(events: list[Event], full: bool) -> None:
    step = DIALOGUE.start(Conversation(id="x", full=full))
    shown_possible: list[tuple[dict[Slot, str], set[Outcome]]] = []
    for event in events:
        step = DIALOGUE.step(step.conversation, event)
        check(step)
        known = step.conversation.sheet.known()
        shown_possible.append((known, set(DECISION.possible(known))))
    given = finish(step)
    at_the_end = given.advice.facts
    for known, possible in shown_possible:
        kept = all(at_the_end[slot.value].value == value for slot, value in known.items())
        if kept:  # no answer was changed since
            assert given.advice.recommendation in possible


@given(events=st.lists(EVENTS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_conversation_read_back_at_every_step_goes_on_the_same(events: list[Event]) -> None:
    kept = back = Conversation(id="x")
    for event in events:
        one, other = DIALOGUE.step(kept, event), DIALOGUE.step(restored(back), event)
        assert one == other
        kept, back = one.conversation, other.conversation


@given(
    done=st.lists(
        st.sampled_from(TEXTS)
        | st.text(max_size=40)
        | st.builds(Chose, option=st.sampled_from(OPTIONS))
        | st.builds(Commanded, name=st.sampled_from(COMMANDS)),
        max_size=15,
    )
)
@settings(max_examples=60, deadline=None)
def test_also_with_real_understanding_and_retrieval(done: list[str | Chose | Commanded]) -> None:
    chat = Chat(ASSISTANT)
    for one in done:
        match one:
            case str():
                chat.say(one)
            case Chose():
                chat.choose(one.option)
            case Commanded():
                chat.command(one.name)
        assert restored(chat.conversation) == chat.conversation
        assert "123456782" not in chat.conversation.model_dump_json()


def test_the_order_of_answers_does_not_change_the_advice() -> None:
    forward = Chat(ASSISTANT, full=True).say("Aanbieders geven de kleur van hun voordeur door")
    answers = ANSWERS[Outcome.BEHOUDEN] | {"status": "new", "variant": "task"}
    one = forward.finish(answers).advice
    other = Chat(ASSISTANT, full=True).say("Aanbieders geven de kleur van hun voordeur door")
    for slot in reversed(list(answers)):
        other.until("status") if slot == "status" and other.question.slot == "status" else None
        reading = Reading(facts={slot: ReadFact(value=answers[slot], quote="woorden", confidence=1)})
        step = ASSISTANT.dialogue.step(other.conversation, Said(text="woorden", reading=reading))
        other.conversation, other.replies = step.conversation, step.replies
    two = other.finish(answers).advice
    assert (one.rule, one.conditions, one.would_change) == (two.rule, two.conditions, two.would_change)
