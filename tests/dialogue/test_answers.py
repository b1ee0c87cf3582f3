"""Answers by button and in words, doubt, proposals, articles and numbers."""

import pytest

from bot.assistant import Assistant
from bot.dialogue import Message
from bot.domain import UNKNOWN, Outcome, Slot
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, TIME, Chat

EVERY_SLOT = [slot.value for slot in Slot if slot is not Slot.STATUS]
BY_PROPOSAL = {"available", "standard", "neighbours"}


def at(assistant: Assistant, slot: str) -> Chat:
    """A conversation in which everything is asked, at the question about `slot`."""
    chat = Chat(assistant, full=True).say(DESCRIPTION)
    return chat.until(slot, {"status": "existing"})


@pytest.mark.parametrize("slot", EVERY_SLOT)
@pytest.mark.parametrize("way", ["button", "weet ik niet", "Geen idee.", "?"])
def test_weet_ik_niet_is_always_an_answer(assistant: Assistant, slot: str, way: str) -> None:
    chat = at(assistant, slot)
    before = len(chat.asked)
    chat = chat.choose(UNKNOWN) if way == "button" else chat.say(way)
    fact = chat.conversation.sheet.facts[slot]
    assert fact.value == UNKNOWN
    assert fact.origin == ("button" if way == "button" else "text")
    assert slot not in chat.asked[before:]
    assert len(chat.asked) == before + 1 or chat.types[-1] == "advice"


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("legal_basis", "nee, er is geen wet", "none"),
        ("purpose", "we willen leren en verbeteren", "learning"),
        ("used", "nee", "no"),
        ("lighter", "ja", "yes"),
        ("client_time", "een beetje", "some"),
        ("consulted", "niemand", "nobody"),
    ],
)
def test_an_answer_in_words_keeps_its_quote(assistant: Assistant, slot: str, text: str, value: str) -> None:
    chat = at(assistant, slot).say(text)
    fact = chat.conversation.sheet.facts[slot]
    assert (fact.value, fact.origin) == (value, "text")
    assert fact.quote
    assert fact.quote in text


def test_a_proposal_is_shown_with_its_passage_and_confirmed_by_its_button(assistant: Assistant) -> None:
    chat = Chat(assistant).say(TIME).until("standard", ANSWERS[Outcome.BEHOUDEN])
    assert chat.question.proposal == "partly"
    assert [passage.id for passage in chat.question.passages] == ["test-tijd"]
    chat.choose("partly")
    fact = chat.conversation.sheet.facts["standard"]
    assert (fact.value, fact.origin, fact.passage, fact.confirmed) == (
        "partly",
        "retrieved",
        "test-tijd",
        True,
    )


@pytest.mark.parametrize("text", ["ja", "Ja, dat klopt"])
def test_a_bare_yes_confirms_the_proposal(assistant: Assistant, text: str) -> None:
    chat = Chat(assistant).say(TIME).until("standard", ANSWERS[Outcome.BEHOUDEN]).say(text)
    fact = chat.conversation.sheet.facts["standard"]
    assert (fact.value, fact.passage, fact.confirmed) == ("partly", "test-tijd", True)


@pytest.mark.parametrize("way", ["button", "weet ik niet"])
def test_a_doubted_proposal_keeps_its_value_unconfirmed(assistant: Assistant, way: str) -> None:
    chat = Chat(assistant).say(TIME).until("available", ANSWERS[Outcome.BEHOUDEN])
    chat = chat.choose(UNKNOWN) if way == "button" else chat.say(way)
    fact = chat.conversation.sheet.facts["available"]
    assert (fact.value, fact.confirmed, fact.doubted) == ("partly", False, True)
    assert chat.question.slot != "available"
    advice = chat.finish(ANSWERS[Outcome.BEHOUDEN]).advice
    assert Slot.AVAILABLE in advice.unconfirmed
    assert advice.facts["available"].value == "partly"
    assert advice.provisional


def test_another_answer_than_the_proposal_replaces_it(assistant: Assistant) -> None:
    chat = Chat(assistant).say(TIME).until("available", ANSWERS[Outcome.BEHOUDEN]).choose("none")
    fact = chat.conversation.sheet.facts["available"]
    assert (fact.value, fact.origin, fact.passage, fact.confirmed) == ("none", "button", None, True)


def test_neighbours_are_looked_at_when_the_municipality_is_known(assistant: Assistant) -> None:
    chat = Chat(assistant, municipality="GM0995").say(TIME)
    chat.until("neighbours", ANSWERS[Outcome.BEHOUDEN])
    assert chat.question.proposal == "similar"
    assert [passage.id for passage in chat.question.passages] == ["test-buren"]


def test_without_a_municipality_it_says_how_to_tell(chat: Chat) -> None:
    chat.until("neighbours", ANSWERS[Outcome.BEHOUDEN])
    assert "/gemeente" in chat.question.text
    chat.command("municipality", "GM0995")
    assert chat.question.slot == "neighbours"
    assert "Almere" in chat.question.text
    assert chat.value("purpose") == "outcomes"


class TestArticle:
    def test_a_claimed_duty_asks_for_its_article(self, assistant: Assistant) -> None:
        chat = Chat(assistant).say(EXPERIENCE).choose("duty")
        assert chat.question.slot == "article"
        assert chat.question.question == 1
        assert [option.id for option in chat.question.options] == ["test-ervaring", "none", "unknown"]

    def test_the_chosen_article_is_kept_and_cited(self, assistant: Assistant) -> None:
        chat = Chat(assistant).say(EXPERIENCE).choose("duty").choose("test-ervaring")
        assert chat.conversation.sheet.facts["legal_basis"].passage == "test-ervaring"
        assert "article" not in chat.question.slot
        advice = chat.finish(ANSWERS[Outcome.STANDAARDISEREN]).advice
        assert Slot.LEGAL_BASIS not in advice.unconfirmed
        assert "test-ervaring" in advice.sources

    @pytest.mark.parametrize("option", ["none", UNKNOWN])
    def test_no_article_leaves_the_duty_unconfirmed(self, assistant: Assistant, option: str) -> None:
        chat = Chat(assistant).say(EXPERIENCE).choose("duty").choose(option)
        assert "niet bevestigd" in chat.only(Message).text
        assert chat.value("legal_basis") == "duty"
        assert Slot.LEGAL_BASIS in chat.finish(ANSWERS[Outcome.STANDAARDISEREN]).advice.unconfirmed

    def test_a_typed_article_is_kept_as_quote_and_unconfirmed(self, assistant: Assistant) -> None:
        chat = Chat(assistant).say(EXPERIENCE).choose("duty").say("artikel 2.10")
        fact = chat.conversation.sheet.facts["legal_basis"]
        assert (fact.value, fact.quote, fact.passage) == ("duty", "artikel 2.10", None)
        assert chat.question.slot == "available"
        assert Slot.LEGAL_BASIS in chat.finish(ANSWERS[Outcome.STANDAARDISEREN]).advice.unconfirmed

    @pytest.mark.parametrize("text", ["1", "Testpassage test-ervaring"])
    def test_an_article_may_be_chosen_by_number_or_by_its_title(
        self, assistant: Assistant, text: str
    ) -> None:
        chat = Chat(assistant).say(EXPERIENCE).choose("duty").say(text)
        assert chat.conversation.sheet.facts["legal_basis"].passage == "test-ervaring"

    def test_an_article_that_was_not_offered_is_refused(self, assistant: Assistant) -> None:
        chat = Chat(assistant).say(EXPERIENCE).choose("duty").choose("gids-vraag-doel")
        assert chat.types == ["error", "question"]
        assert chat.question.slot == "article"
        assert chat.conversation.sheet.facts["legal_basis"].passage is None

    def test_without_an_article_to_offer_none_is_asked(self, chat: Chat) -> None:
        chat.choose("prescribed")
        advice = chat.finish().advice
        assert "article" not in chat.asked
        assert (advice.rule, advice.unconfirmed) == ("R01", (Slot.LEGAL_BASIS,))


class TestBurden:
    def test_numbers_give_the_class_and_the_total(self, chat: Chat) -> None:
        chat.until("burden", ANSWERS[Outcome.BEHOUDEN])
        chat.say("een kwartier per maand, 120 cliënten")
        assert chat.value("burden") == "high"
        assert chat.conversation.sheet.facts["burden"].origin == "computed"
        assert "minuten per keer: 15" in chat.only(Message).text
        burden = chat.finish(ANSWERS[Outcome.BEHOUDEN]).advice.burden
        assert burden.minutes_each_year == 180
        assert burden.total is not None
        assert burden.total.hours == 360

    def test_minutes_without_how_often_ask_again_and_are_kept(self, chat: Chat) -> None:
        chat.until("burden", ANSWERS[Outcome.BEHOUDEN]).say("10 minuten per cliënt")
        assert chat.question.slot == "burden"
        assert chat.value("minutes") == 10
        chat.say("2 keer per jaar")
        assert chat.value("burden") == "low"

    def test_an_answer_to_something_else_is_noted_and_the_question_comes_again(self, chat: Chat) -> None:
        chat.until("decision", ANSWERS[Outcome.BEHOUDEN])
        chat.say("Dit geldt voor de Jeugdwet.")
        assert chat.types == ["message", "question"]
        assert "Wet: Jeugdwet" in chat.only(Message).text
        assert chat.question.slot == "decision"


class TestNotUnderstood:
    def test_what_is_not_understood_is_kept_as_a_note(self, chat: Chat) -> None:
        text = "Dat hangt van het weer in het dorp af"
        chat.say(text)
        assert chat.types == ["error", "question"]
        assert chat.question.slot == "legal_basis"
        assert [(note.asked, note.text) for note in chat.conversation.notes] == [(Slot.LEGAL_BASIS, text)]

    def test_also_after_the_advice(self, chat: Chat) -> None:
        chat.finish(ANSWERS[Outcome.SCHRAPPEN])
        chat.say("Dat zal de wethouder fijn vinden")
        assert "/wijzig" in chat.only(Message).text
        assert chat.conversation.notes[-1].text == "Dat zal de wethouder fijn vinden"
        assert chat.conversation.phase == "advice"

    def test_a_fact_after_the_advice_gives_a_new_advice(self, chat: Chat) -> None:
        before = chat.finish(ANSWERS[Outcome.SCHRAPPEN]).advice
        chat.say("We willen leren en verbeteren.")
        assert "Doel: leren en verbeteren" in chat.replies[0].model_dump()["text"]
        assert chat.question.slot == "decision"
        after = chat.finish(ANSWERS[Outcome.BEHOUDEN]).advice
        assert (before.recommendation, after.recommendation) == (Outcome.SCHRAPPEN, Outcome.BEHOUDEN)
