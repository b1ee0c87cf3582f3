"""From the first sentence to the advice, by buttons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.content import load_table
from bot.dialogue import Message, Question, Understood
from bot.domain import QUESTION_OF, QUESTIONS, UNKNOWN, VALUES, Outcome, Slot
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, TIME, Chat

ASSISTANT = make_assistant()
TABLE = load_table()
SHEETS = st.fixed_dictionaries({slot.value: st.sampled_from(VALUES[slot]) for slot in Slot})
PARTLY = st.fixed_dictionaries({slot.value: st.sampled_from((*VALUES[slot], UNKNOWN)) for slot in Slot})


def visited(chat: Chat) -> list[int]:
    """Which of the three were put on the table, in order: a question, or a word that nothing needs asking."""
    seen: list[int] = []
    for reply in chat.all:
        number = None
        if isinstance(reply, Question):
            number = reply.question
        elif isinstance(reply, Message):
            number = next((n for n in QUESTIONS if f"Vraag {n} van 3" in reply.text), None)
        if number is not None and number not in seen:
            seen.append(number)
    return seen


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_by_buttons(chat: Chat, outcome: Outcome) -> None:
    given = chat.finish(ANSWERS[outcome])
    assert given.advice.recommendation is outcome
    assert given.description == DESCRIPTION
    assert [option.id for option in given.options] == ["record", "explain", "document", "new", "change"]
    assert chat.conversation.phase == "advice"


def test_the_first_message_gives_what_was_understood_the_evidence_and_question_1(empty: Chat) -> None:
    empty.say("We willen dat begeleiders in de Wmo bijhouden hoeveel minuten zij besteden")
    assert empty.types == ["understood", "question"]
    understood = empty.only(Understood)
    items = {item.name: item for item in understood.items}
    assert items["law"].value == "wmo"
    assert items["law"].quote
    assert items["status"].value == "new"
    assert [option.id for option in understood.options] == [
        f"change:{name}" for name in items if name in {*Slot, "law", "scale"}
    ]
    assert [passage.id for passage in understood.passages] == ["test-tijd"]
    assert empty.question.question == 1
    assert len(empty.question.possible) == 3


def test_it_says_so_when_nothing_was_found(chat: Chat) -> None:
    understood = next(reply for reply in chat.all if isinstance(reply, Understood))
    assert understood.passages == ()
    assert "vond ik hierover niets" in understood.text


def test_a_question_of_a_slot_offers_exactly_its_values_and_weet_ik_niet(empty: Chat) -> None:
    chat = Chat(ASSISTANT, full=True).say(DESCRIPTION)
    chat.finish(ANSWERS[Outcome.BEHOUDEN] | {"status": "existing", "used": "yes"})
    for reply in chat.all:
        if isinstance(reply, Question):
            ids = [option.id for option in reply.options]
            assert ids == list(dict.fromkeys((*VALUES[Slot(reply.slot)], UNKNOWN)))
            assert reply.question == QUESTION_OF[Slot(reply.slot)]
            assert reply.title.startswith(f"Vraag {reply.question} van 3")


@given(answers=PARTLY)
@settings(max_examples=60, deadline=None)
def test_the_three_questions_are_visited_in_order_whatever_is_answered(answers: dict[str, str]) -> None:
    chat = Chat(ASSISTANT).say(TIME)
    chat.finish(answers)
    assert visited(chat) == [1, 2, 3]


@pytest.mark.parametrize("first", [DESCRIPTION, TIME, EXPERIENCE, "De wet schrijft deze cijfers voor"])
def test_the_three_questions_are_visited_whatever_is_described(assistant: Assistant, first: str) -> None:
    chat = Chat(assistant).say(first)
    chat.finish()
    assert visited(chat) == [1, 2, 3]


@given(values=SHEETS)
@settings(max_examples=100, deadline=None)
def test_asking_only_what_matters_gives_the_advice_of_the_table_on_all_answers(
    values: dict[str, str],
) -> None:
    """What was skipped could not have changed the outcome, and the outcome was always still possible."""
    chat = Chat(ASSISTANT).say(DESCRIPTION)
    advice = chat.finish(values).advice
    assert advice.rule == TABLE.rule({slot: values[slot.value] for slot in Slot}).id
    assert not advice.provisional
    for reply in chat.all:
        if isinstance(reply, Question):
            assert advice.recommendation in reply.possible
    assert len(chat.asked) == len(set(chat.asked))


def test_only_what_matters_is_asked(chat: Chat) -> None:
    chat.finish(ANSWERS[Outcome.SCHRAPPEN])
    assert set(chat.asked) == {"legal_basis", "purpose", "available"}
    skipped = [reply.text for reply in chat.replies if isinstance(reply, Message)]
    assert len(skipped) == 1
    assert "Vraag 3 van 3 · Ruimte" in skipped[0]


def test_the_introduction_comes_with_the_first_question_of_each_of_the_three(chat: Chat) -> None:
    chat.finish(ANSWERS[Outcome.BEHOUDEN])
    intros = ("Eerst het doel", "Dan de harmonisatie", "Tot slot de ruimte")
    questions = [reply for reply in chat.all if isinstance(reply, Question)]
    with_intro = [reply.slot for reply in questions if reply.text.startswith(intros)]
    assert with_intro == ["legal_basis", "available", "burden"]


@pytest.mark.parametrize("status", ["new", "existing"])
def test_full_asks_every_slot_and_used_only_for_what_exists(assistant: Assistant, status: str) -> None:
    chat = Chat(assistant, full=True).say(DESCRIPTION)
    chat.finish(ANSWERS[Outcome.SCHRAPPEN] | {"status": status})
    expected = {slot.value for slot in Slot} - ({"used"} if status == "new" else set())
    assert set(chat.asked) == expected
    assert len(chat.asked) == len(expected)


def test_full_later_on_asks_the_rest_even_after_the_advice(chat: Chat) -> None:
    chat.finish(ANSWERS[Outcome.SCHRAPPEN])
    chat.command("full")
    assert chat.types[0] == "message"
    chat.finish(ANSWERS[Outcome.SCHRAPPEN] | {"status": "new"})
    assert set(chat.asked) == {slot.value for slot in Slot} - {"used"}
