"""What people decided is taken down after the advice."""

from datetime import date

import pytest

from bot.dialogue import Choice, Message, Question, Refused
from bot.domain import Outcome, Slot
from tests.auxil.assistant import NOW, make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, Chat

A = make_assistant()


@pytest.fixture
def chat() -> Chat:
    """Advised to drop it, and about to record what was decided."""
    chat = Chat(A).say(DESCRIPTION)
    chat.finish(ANSWERS[Outcome.SCHRAPPEN])
    return chat.command("record")


def test_the_advice_is_the_first_choice(chat: Chat) -> None:
    assert chat.question.slot == "decided_outcome"
    assert [option.id for option in chat.question.options] == [
        *("schrappen", "behouden", "standaardiseren"),
        "cancel",
    ]


def test_a_decision_like_the_advice_needs_no_reason(chat: Chat) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none").choose("2026-03-03")
    recorded = chat.conversation.recorded
    assert recorded is not None
    assert (recorded.outcome, recorded.by, recorded.reason) == (Outcome.SCHRAPPEN, "Inkoper", None)
    assert recorded.until == date(2026, 3, 3)
    assert recorded.at == NOW
    assert chat.conversation.status == "decided"
    assert "Geldt tot 3 maart 2026" in chat.only(Choice).text


def test_all_of_it_can_be_typed(chat: Chat) -> None:
    chat.say("behouden, zei het college").say("College van B en W").say("De raad wil het weten.")
    chat.say("over anderhalf jaar")
    recorded = chat.conversation.recorded
    assert recorded is not None
    assert (recorded.outcome, recorded.reason) == (Outcome.BEHOUDEN, "De raad wil het weten.")
    assert recorded.until == date(2026, 9, 3)


def test_a_decision_that_deviates_needs_a_reason(chat: Chat) -> None:
    chat.choose("behouden").choose("Inkoper")
    assert "wijkt af van het advies: schrappen" in chat.question.text
    assert [option.id for option in chat.question.options] == ["cancel"]
    chat.choose("none")
    assert chat.types == ["error", "question"]
    assert chat.conversation.recorded is None


def test_the_proposed_ends_begin_with_a_year(chat: Chat) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none")
    assert chat.question.slot == "decided_until"
    assert chat.question.options[0].id == "2026-03-03"
    assert chat.question.options[0].label == "12 maanden, tot 3 maart 2026"


@pytest.mark.parametrize("text", ["gisteren misschien", "1 januari 2020", "3-3-2025"])
def test_an_end_that_is_no_date_or_not_later_is_asked_again(chat: Chat, text: str) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none").say(text)
    assert chat.types == ["error", "question"]
    assert chat.conversation.recorded is None


@pytest.mark.parametrize("text", ["geen einddatum", "none", "4"])
def test_there_may_be_no_end(chat: Chat, text: str) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none").say(text)
    assert chat.conversation.recorded is not None
    assert chat.conversation.recorded.until is None


def test_personal_data_is_refused_in_a_reason(chat: Chat) -> None:
    chat.choose("behouden").choose("Inkoper").say("Omdat cliënt 123456782 dat vroeg")
    assert "niet bewaard" in chat.only(Refused).text
    assert "123456782" not in chat.conversation.model_dump_json()
    assert chat.question.slot == "decided_reason"


def test_back_goes_one_question_back_and_then_to_the_advice(chat: Chat) -> None:
    chat.choose("schrappen").command("back")
    assert chat.question.slot == "decided_outcome"
    chat.command("back")
    assert chat.conversation.phase == "advice"
    assert chat.conversation.recorded is None


def test_who_asks_why_hears_why(chat: Chat) -> None:
    chat.choose("behouden").say("waarom?")
    assert "wie besloot" in chat.only(Message).text
    assert chat.question.slot == "decided_by"


def test_a_reason_of_too_many_words_is_refused(chat: Chat) -> None:
    chat.choose("behouden").choose("Inkoper").say("omdat " * 300)
    assert "te lang" in chat.only(Refused).text
    assert chat.question.slot == "decided_reason"


def test_changing_a_decision_leaves_the_old_one_until_the_end(chat: Chat) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none").choose("none")
    first = chat.conversation.recorded
    chat.command("record").choose("behouden")
    assert chat.conversation.recorded == first
    chat.choose("cancel")
    assert chat.conversation.recorded == first
    assert chat.conversation.status == "decided"


def test_the_decision_is_shown_with_the_advice(chat: Chat) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none").choose("none")
    chat.command("resume")
    assert chat.types == ["message", "advice"]
    assert "door: Inkoper" in chat.only(Message).text
    assert chat.advice.options[0].label == "Besluit wijzigen"


def test_before_the_advice_there_is_nothing_to_decide() -> None:
    chat = Chat(A).say(DESCRIPTION).command("record")
    assert chat.types == ["message", "question"]
    assert "na het advies" in chat.only(Message).text


def test_an_old_button_records_nothing(chat: Chat) -> None:
    turn = chat.question.turn
    chat.choose("behouden").choose("schrappen", turn)
    assert chat.types == ["error", "question"]
    assert chat.question.slot == "decided_by"


def test_when_the_figures_were_used_only_the_end_is_asked(chat: Chat) -> None:
    chat.choose("schrappen").choose("Inkoper").choose("none").choose("none")
    chat.command("used")
    assert chat.question.slot == "decided_until"
    assert chat.conversation.sheet.value(Slot.USED) == "yes"
    chat.say("1 maart 2026")
    recorded = chat.conversation.recorded
    assert recorded is not None
    assert (recorded.by, recorded.until) == ("Inkoper", date(2026, 3, 1))


def test_in_the_middle_it_can_be_left_and_resumed(chat: Chat) -> None:
    chat.choose("behouden").command("pause").command("resume")
    assert isinstance(chat.replies[-1], Question)
    assert chat.question.slot == "decided_by"
