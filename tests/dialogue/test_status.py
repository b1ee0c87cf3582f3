"""Whether a registration is new or exists: asked when nobody said so and it can change the advice."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.dialogue import Message, Question, Understood
from bot.domain import UNKNOWN, VALUES, Outcome, Slot
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, Chat

ASSISTANT = make_assistant()
KEEP = ANSWERS[Outcome.BEHOUDEN]
EXISTING = KEEP | {"status": "existing"}
PARTLY = st.fixed_dictionaries({slot.value: st.sampled_from((*VALUES[slot], UNKNOWN)) for slot in Slot})
SAID_NEW = f"Nieuw idee: we willen invoeren dat {DESCRIPTION.lower()}"
SAID_EXISTING = f"{DESCRIPTION}. Dat vragen we al jaren"


def at_status(assistant: Assistant) -> Chat:
    """A conversation at the question whether it exists."""
    return Chat(assistant).say(DESCRIPTION).until("status", KEEP)


class TestWhenItIsAsked:
    def test_after_the_decision_and_before_the_use(self, chat: Chat) -> None:
        chat.finish(EXISTING | {"used": "yes"})
        assert chat.asked[:5] == ["legal_basis", "purpose", "decision", "status", "used"]

    def test_the_use_is_not_asked_of_what_is_new(self, chat: Chat) -> None:
        chat.finish(KEEP)
        assert "status" in chat.asked
        assert "used" not in chat.asked

    @pytest.mark.parametrize("outcome", [Outcome.STANDAARDISEREN, Outcome.SCHRAPPEN])
    def test_not_when_it_cannot_change_the_advice(self, chat: Chat, outcome: Outcome) -> None:
        chat.finish(ANSWERS[outcome])
        assert "status" not in chat.asked

    @pytest.mark.parametrize(("first", "status"), [(SAID_NEW, "new"), (SAID_EXISTING, "existing")])
    def test_not_when_the_description_says_so(self, empty: Chat, first: str, status: str) -> None:
        empty.say(first)
        assert empty.value("status") == status
        empty.finish(KEEP | {"used": "yes"})
        assert "status" not in empty.asked

    def test_not_when_the_use_was_told(self, empty: Chat) -> None:
        empty.say(f"{DESCRIPTION}. Niemand gebruikt het.")
        assert empty.value("used") == "no"
        assert empty.value("status") == "existing"
        assert empty.finish(KEEP).advice.rule == "R06"
        assert "status" not in empty.asked

    def test_what_was_not_used_and_came_as_new_stays_new(self, empty: Chat) -> None:
        empty.say(f"{SAID_NEW}. Niemand gebruikt het.")
        assert (empty.value("status"), empty.value("used")) == ("new", "no")


class TestTheAnswer:
    def test_not_used_in_the_past_year_is_dropped(self, chat: Chat) -> None:
        assert chat.finish(EXISTING | {"used": "no"}).advice.rule == "R06"

    @pytest.mark.parametrize("way", ["button", "Weet ik niet"])
    def test_weet_ik_niet_counts_as_new(self, assistant: Assistant, way: str) -> None:
        chat = at_status(assistant)
        chat = chat.choose(UNKNOWN) if way == "button" else chat.say(way)
        assert chat.question.slot == "data_kind"
        advice = chat.finish(KEEP).advice
        assert advice.recommendation is Outcome.BEHOUDEN
        assert advice.facts["status"].value == "new"
        assert not advice.provisional
        assert not {"used", "status"} & set(chat.asked[chat.asked.index("data_kind") :])

    @pytest.mark.parametrize(
        ("said", "status"),
        [
            ("Nieuw", "new"),
            ("het is een nieuw voorstel", "new"),
            ("Bestaat al", "existing"),
            ("dit doen we al jaren", "existing"),
        ],
    )
    def test_in_words(self, assistant: Assistant, said: str, status: str) -> None:
        assert at_status(assistant).say(said).value("status") == status

    @given(values=PARTLY)
    @settings(max_examples=60, deadline=None)
    def test_both_ways_are_shown_as_possible_until_it_is_answered(self, values: dict[str, str]) -> None:
        """Whatever is answered, the advice had been possible at every question, in both cases."""
        for status in ("new", "existing"):
            chat = Chat(ASSISTANT).say(DESCRIPTION)
            advice = chat.finish(values | {"status": status}).advice
            shown = [set(reply.possible) for reply in chat.all if isinstance(reply, Question)]
            assert all(advice.recommendation in possible for possible in shown)
            assert all(later <= earlier for earlier, later in pairwise(shown))


class TestTheFirstCard:
    def test_it_is_on_it_when_it_was_read(self, empty: Chat) -> None:
        understood = empty.say(SAID_EXISTING).only(Understood)
        assert [item.value for item in understood.items if item.name == "status"] == ["existing"]
        assert "change:status" in [option.id for option in understood.options]
        empty.choose("change:status").choose("new")
        assert empty.value("status") == "new"

    def test_it_is_not_when_it_will_be_asked(self, empty: Chat) -> None:
        understood = empty.say(DESCRIPTION).only(Understood)
        assert "status" not in [item.name for item in understood.items]
        assert "change:status" not in [option.id for option in understood.options]


class TestAfterTheAdvice:
    def advised(self, status: str) -> Chat:
        chat = Chat(ASSISTANT).say(DESCRIPTION)
        chat.finish(KEEP | {"status": status, "used": "yes"})
        return chat

    @pytest.mark.parametrize(
        "remark",
        [
            "Dat gaan we invoeren",
            "Fijn, dan willen we dat straks aan de raad voorleggen",
            "We gaan nu naar de wethouder",
            "We doen dit al jaren",
        ],
    )
    @pytest.mark.parametrize("status", ["new", "existing"])
    def test_a_remark_changes_nothing(self, remark: str, status: str) -> None:
        chat = self.advised(status).say(remark)
        assert chat.value("status") == status
        assert chat.types == ["message"]
        assert "/wijzig" in chat.only(Message).text
        assert chat.conversation.notes[-1].text == remark

    @pytest.mark.parametrize(
        ("said", "before", "after"),
        [
            ("Nee, we doen dit al jaren", "new", "existing"),
            ("Klopt niet: dit bestaat al", "new", "existing"),
            ("nee, het is een nieuwe registratie", "existing", "new"),
        ],
    )
    def test_a_correction_does(self, said: str, before: str, after: str) -> None:
        chat = self.advised(before).say(said)
        assert chat.value("status") == after
        assert "Nieuw of bestaand" in chat.replies[0].model_dump()["text"]

    def test_a_button_does(self) -> None:
        chat = self.advised("new").choose("change:status").choose("existing")
        assert chat.question.slot == "used"
        assert chat.finish({"used": "no"}).advice.rule == "R06"

    def test_another_fact_in_a_remark_still_counts(self) -> None:
        chat = self.advised("existing").say("Dat gaan we invoeren, om te leren en te verbeteren.")
        assert (chat.value("status"), chat.value("purpose")) == ("existing", "learning")
