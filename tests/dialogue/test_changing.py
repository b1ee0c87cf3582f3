"""Back, change, why, pause, and what cannot be accepted: earlier answers always stay."""

import pytest

from bot.assistant import Assistant
from bot.dialogue import CommandName, Message
from bot.domain import Context, Outcome, Slot
from tests.dialogue.chat import ANSWERS, DESCRIPTION, TIME, Chat

KEEP = ANSWERS[Outcome.BEHOUDEN]


def answers(chat: Chat) -> dict[str, object]:
    """Every value in the state, by name."""
    return {name: fact.value for name, fact in chat.conversation.sheet.facts.items()}


class TestBack:
    def test_back_asks_the_previous_question_and_keeps_every_answer(self, chat: Chat) -> None:
        chat.until("standard", KEEP)
        before = answers(chat)
        chat.command("back")
        assert chat.question.slot == "available"
        assert answers(chat) == before

    def test_a_new_answer_changes_that_one_alone(self, chat: Chat) -> None:
        chat.until("standard", KEEP)
        before = answers(chat)
        chat.command("back").choose("partly")
        assert answers(chat) == before | {"available": "partly"}
        assert chat.question.slot == "standard"

    def test_back_again_and_again_to_the_first_question(self, chat: Chat) -> None:
        chat.until("available", KEEP)
        seen = [chat.command("back").question.slot for _ in range(4)]
        assert seen == ["data_kind", "status", "decision", "purpose"]
        assert chat.command("back").question.slot == "legal_basis"
        chat.command("back")
        assert "Verder terug kan niet" in chat.only(Message).text
        assert chat.question.slot == "legal_basis"

    def test_back_after_the_advice(self, chat: Chat) -> None:
        chat.finish(ANSWERS[Outcome.SCHRAPPEN])
        chat.command("back")
        assert chat.question.slot == "available"
        chat.choose("none")
        assert chat.advice.advice.recommendation is Outcome.SCHRAPPEN

    def test_back_in_words(self, chat: Chat) -> None:
        chat.choose("none").say("terug")
        assert chat.question.slot == "legal_basis"


class TestChange:
    @pytest.mark.parametrize("slot", ["legal_basis", "purpose", "available"])
    def test_any_answer_can_be_changed_after_the_advice(self, chat: Chat, slot: str) -> None:
        chat.finish(ANSWERS[Outcome.SCHRAPPEN])
        before = answers(chat)
        chat.choose(f"change:{slot}")
        assert chat.question.slot == slot
        other = next(
            option.id for option in chat.question.options if option.id not in (before[slot], "unknown")
        )
        chat.choose(other)
        assert answers(chat) == before | {slot: other}

    def test_a_changed_answer_gives_a_new_advice(self, chat: Chat) -> None:
        first = chat.finish(ANSWERS[Outcome.SCHRAPPEN]).advice
        chat.choose("change:purpose").choose("outcomes")
        second = chat.finish(KEEP).advice
        assert (first.recommendation, second.recommendation) == (Outcome.SCHRAPPEN, Outcome.BEHOUDEN)

    def test_the_list_of_answers_offers_each_and_leads_to_its_question(self, chat: Chat) -> None:
        chat.until("decision", KEEP).command("change")
        assert chat.question.slot == "change"
        assert [option.id for option in chat.question.options] == ["legal_basis", "purpose"]
        assert "Doel: zicht op resultaat voor inwoners" in [o.label for o in chat.question.options]
        chat.choose("purpose")
        assert chat.question.slot == "purpose"

    @pytest.mark.parametrize("text", ["2", "purpose"])
    def test_the_list_understands_words(self, chat: Chat, text: str) -> None:
        chat.until("decision", KEEP).command("change").say(text)
        assert chat.question.slot == "purpose"

    def test_context_can_be_changed(self, empty: Chat) -> None:
        empty.say(f"{DESCRIPTION} voor de Wmo")
        assert empty.value(Context.LAW) == "wmo"
        empty.choose("change:law")
        assert empty.question.question is None
        empty.choose("jeugdwet")
        assert empty.value(Context.LAW) == "jeugdwet"
        assert empty.question.slot == "legal_basis"

    @pytest.mark.parametrize("name", ["purpose", "nonsense", "", "minutes"])
    def test_what_was_not_answered_cannot_be_changed(self, chat: Chat, name: str) -> None:
        chat.choose(f"change:{name}")
        assert chat.types == ["error", "question"]
        assert chat.question.slot == "legal_basis"

    def test_with_nothing_answered_it_says_so(self, empty: Chat) -> None:
        empty.command("change")
        assert "nog niets geantwoord" in empty.only(Message).text


class TestWhyAndPause:
    @pytest.mark.parametrize("slot", [slot.value for slot in Slot])
    def test_why_names_a_reason_and_a_source_and_asks_again(self, assistant: Assistant, slot: str) -> None:
        chat = Chat(assistant, full=True).say(DESCRIPTION).until(slot, {"status": "existing"})
        chat.command("why")
        assert chat.types == ["message", "question"]
        assert "Bron: " in chat.only(Message).text
        assert chat.question.slot == slot

    def test_why_with_nothing_asked(self, empty: Chat) -> None:
        assert "geen vraag open" in empty.command("why").only(Message).text

    def test_pause_and_resume_go_on_where_it_was(self, chat: Chat) -> None:
        chat.until("decision", KEEP)
        before = answers(chat)
        chat.command("pause")
        assert chat.types == ["message"]
        assert chat.conversation.paused
        chat.command("resume")
        assert chat.types == ["message", "question"]
        assert DESCRIPTION in chat.only(Message).text
        assert chat.question.slot == "decision"
        assert answers(chat) == before
        assert not chat.conversation.paused

    def test_an_answer_after_a_pause_counts_at_once(self, chat: Chat) -> None:
        chat.until("decision", KEEP).command("pause").choose("vague")
        assert chat.value("decision") == "vague"
        assert chat.question.slot == "status"

    def test_a_second_pause_stays_paused(self, chat: Chat) -> None:
        assert chat.command("pause").command("pause").conversation.paused

    @pytest.mark.parametrize("name", ["help", "privacy", "full"])
    def test_a_word_in_between_leaves_the_question(self, chat: Chat, name: CommandName) -> None:
        chat.until("decision", KEEP).command(name)
        assert chat.types == ["message", "question"]
        assert chat.question.slot == "decision"


class TestRefused:
    def test_a_button_of_an_old_turn_changes_nothing(self, chat: Chat) -> None:
        old = chat.question.turn
        chat.choose("none", old)
        before = answers(chat)
        chat.choose("quality", old)
        assert chat.types == ["error", "question"]
        assert chat.question.slot == "purpose"
        assert answers(chat) == before

    def test_a_button_of_the_current_turn_counts(self, chat: Chat) -> None:
        chat.choose("none", chat.question.turn)
        assert chat.value("legal_basis") == "none"

    def test_a_button_after_the_advice_changes_nothing(self, chat: Chat) -> None:
        chat.finish(ANSWERS[Outcome.SCHRAPPEN])
        before = answers(chat)
        chat.choose("none", 2)
        assert chat.types == ["error"]
        assert answers(chat) == before

    @pytest.mark.parametrize("option", ["", "misschien", "NONE", "quality", "x" * 5000])
    def test_an_unknown_option(self, chat: Chat, option: str) -> None:
        before = answers(chat)
        chat.choose(option)
        assert chat.types == ["error", "question"]
        assert answers(chat) == before
        assert len(chat.replies[0].model_dump()["text"]) < 200

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "geen woorden"),
            (" \n\t ", "geen woorden"),
            ("👍👍", "geen woorden"),
            ("\x00\x1b\x07", "geen woorden"),
            ("... !!!", "geen woorden"),
            ("woord " * 20_000, "te lang"),
            ("What do you want from me please?", "alleen Nederlands"),
        ],
    )
    @pytest.mark.parametrize("when", ["intake", "asking", "advice"])
    def test_what_cannot_be_read(self, empty: Chat, text: str, says: str, when: str) -> None:
        if when != "intake":
            empty.say(DESCRIPTION)
        if when == "advice":
            empty.finish(ANSWERS[Outcome.SCHRAPPEN])
        before = answers(empty)
        empty.say(text)
        assert empty.types[0] == "error"
        assert says in empty.replies[0].model_dump()["text"]
        assert answers(empty) == before
        assert len(empty.conversation.model_dump_json()) < 20_000

    @pytest.mark.parametrize(
        "secret", ["123456782", "1234.56.782", "jan.jansen@voorbeeld.nl", "06-12345678", "+31612345678"]
    )
    @pytest.mark.parametrize("when", ["intake", "asking", "article", "change", "advice", "paused"])
    def test_personal_data_is_refused_and_nowhere_in_the_state(
        self, empty: Chat, secret: str, when: str
    ) -> None:
        if when == "article":
            empty.say("We willen dat aanbieders cliënten vragen naar hun ervaring met begeleiding")
            empty.choose("duty")
        elif when != "intake":
            empty.say(DESCRIPTION)
        if when == "change":
            empty.command("change")
        elif when == "advice":
            empty.finish(ANSWERS[Outcome.SCHRAPPEN])
        elif when == "paused":
            empty.command("pause")
        before = answers(empty)
        empty.say(f"Onze cliënt is te bereiken via {secret} en de wet verplicht dit")
        refused = next(reply for reply in empty.replies if reply.type == "error")
        assert "niet bewaard" in refused.model_dump()["text"]
        assert secret not in "".join(reply.model_dump_json() for reply in empty.replies)
        assert secret not in empty.conversation.model_dump_json()
        assert answers(empty) == before

    def test_personal_data_at_the_end_of_a_very_long_text(self, chat: Chat) -> None:
        chat.say("woord " * 20_000 + "jan.jansen@voorbeeld.nl")
        assert "e-mailadres" in chat.replies[0].model_dump()["text"]
        assert "voorbeeld" not in chat.conversation.model_dump_json()


class TestQuestionsOfTheUser:
    def test_a_question_instead_of_an_answer_is_answered_from_the_sources(self, chat: Chat) -> None:
        chat.say("Wat bekijkt een steekproef van enkele dossiers?")
        assert chat.types == ["message", "question"]
        assert [passage.id for passage in chat.only(Message).passages] == ["test-uitleg"]
        assert chat.question.slot == "legal_basis"

    def test_nothing_found_is_said_and_nothing_is_made_up(self, chat: Chat) -> None:
        chat.say("Wat is een hypotheek?")
        assert chat.only(Message).passages == ()
        assert "niets" in chat.only(Message).text
        assert chat.question.slot == "legal_basis"

    def test_a_short_question_as_first_message_is_not_a_request(self, empty: Chat) -> None:
        empty.say("Wat is een DPIA?")
        assert empty.types == ["message"]
        assert empty.conversation.description is None

    def test_a_long_first_message_that_asks_something_is_a_request(self, empty: Chat) -> None:
        empty.say("Mogen we begeleiders laten bijhouden hoeveel minuten zij aan elke cliënt besteden?")
        assert empty.types == ["understood", "question"]

    def test_one_word_is_too_short_a_request(self, empty: Chat) -> None:
        empty.say("voordeur")
        assert empty.types == ["error"]
        assert empty.conversation.description is None

    def test_restart_says_how(self, chat: Chat) -> None:
        chat.say("opnieuw")
        assert "/opnieuw" in chat.only(Message).text
        assert chat.conversation.description == DESCRIPTION

    def test_a_later_municipality_keeps_the_answers_and_looks_again(self, assistant: Assistant) -> None:
        chat = Chat(assistant).say(TIME).choose("none")
        before = answers(chat)
        chat.command("municipality", "GM0995")
        assert answers(chat) == before | {"neighbours": "similar"}
        assert chat.question.slot == "purpose"
