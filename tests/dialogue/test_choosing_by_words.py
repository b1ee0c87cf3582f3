"""Options typed instead of pressed, articles, and answers that were changed."""

from bot.dialogue import Message, Said
from bot.domain import Outcome
from bot.domain.reading import ReadFact, Reading
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, Chat

A = make_assistant()
KEEP = ANSWERS[Outcome.BEHOUDEN]


def test_a_typed_article_that_names_its_law_is_kept() -> None:
    chat = Chat(A).say(EXPERIENCE).choose("duty").say("artikel 2.10 van de Jeugdwet")
    assert chat.conversation.sheet.facts["legal_basis"].quote == "artikel 2.10 van de Jeugdwet"


def test_doubt_about_the_article_is_not_an_article() -> None:
    chat = Chat(A).say(EXPERIENCE).choose("duty").say("ik weet het niet")
    assert chat.conversation.sheet.facts["legal_basis"].quote is None


def test_the_label_of_the_change_list_may_be_typed() -> None:
    chat = Chat(A).say(DESCRIPTION).until("decision", KEEP).command("change")
    assert chat.say("Doel: zicht op resultaat voor inwoners").question.slot == "purpose"


def test_the_name_of_an_answer_may_be_typed() -> None:
    chat = Chat(A).say(DESCRIPTION).until("decision", KEEP).command("change")
    assert chat.say("doel").question.slot == "purpose"


def test_a_change_list_is_never_empty() -> None:
    chat = Chat(A, full=True).say("15 minuten per week").command("change")
    assert chat.types[-1] != "question" or chat.question.options


def test_a_changed_burden_counts_or_it_says_why_not() -> None:
    chat = Chat(A).say(DESCRIPTION).until("burden", KEEP).say("een kwartier per maand per cliënt")
    chat.finish(KEEP)
    chat.choose("change:burden").choose("low")
    assert chat.value("burden") == "low" or any(isinstance(reply, Message) for reply in chat.replies)


def test_a_claim_made_while_something_else_is_asked_also_asks_its_article() -> None:
    chat = Chat(A).say(EXPERIENCE)
    chat.choose("unknown")
    reading = Reading(facts={"legal_basis": ReadFact(value="duty", quote="plicht", confidence=1)})
    step = A.dialogue.step(chat.conversation, Said(text="er is een plicht", reading=reading))
    assert step.conversation.asked == "article"


def test_welcome_back_at_the_start_does_not_end_in_nothing() -> None:
    chat = Chat(A).command("pause").command("resume")
    assert not chat.replies[0].model_dump()["text"].endswith(": ")


def test_resume_after_an_advice_leaves_the_change_list() -> None:
    chat = Chat(A).say(DESCRIPTION)
    chat.finish(ANSWERS[Outcome.SCHRAPPEN])
    assert chat.command("change").command("resume").types[-1] == "advice"
