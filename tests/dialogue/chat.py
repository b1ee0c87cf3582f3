"""One conversation, driven as a channel drives it."""

from collections.abc import Mapping
from typing import TypeVar

from bot.assistant import Assistant
from bot.dialogue import AdviceGiven, CommandName, Conversation, Question, Reply, Step
from bot.domain import UNKNOWN, Outcome

Wanted = TypeVar("Wanted", bound=Reply)

DESCRIPTION = "Aanbieders geven de kleur van hun voordeur door"
"""A request of which nothing can be read and about which nothing is found."""

TIME = "We willen dat begeleiders bijhouden hoeveel minuten zij besteden"
"""A request about which a passage is found that proposes answers."""

EXPERIENCE = "We willen dat aanbieders cliënten vragen naar hun ervaring met begeleiding"
"""A request about which a duty is found."""

ANSWERS: Mapping[Outcome, dict[str, str]] = {
    Outcome.BEHOUDEN: {
        "legal_basis": "none",
        "purpose": "outcomes",
        "decision": "named",
        "status": "new",
        "data_kind": "outcome",
        "available": "none",
        "standard": "none",
        "neighbours": "none",
        "local_reason": "council",
        "policy_part": "sensitive",
        "burden": "low",
        "client_time": "none",
        "discretion": "free",
        "resident": "benefit",
        "lighter": "no",
        "consulted": "both",
        "personal_data": "none",
    },
    Outcome.STANDAARDISEREN: {"legal_basis": "duty", "available": "none", "standard": "full"},
    Outcome.SCHRAPPEN: {"legal_basis": "none", "purpose": "none", "available": "none"},
}
"""Answers that lead to each outcome; what is not in them is answered with "weet ik niet"."""


class Chat:
    """Takes what a user does and keeps the state and every reply."""

    def __init__(self, assistant: Assistant, *, full: bool = False, municipality: str | None = None) -> None:
        self._assistant = assistant
        self.conversation = Conversation(id="test", full=full, municipality=municipality)
        self.replies: tuple[Reply, ...] = ()
        self.all: list[Reply] = []

    def say(self, text: str) -> "Chat":
        return self._keep(self._assistant.say(self.conversation, text))

    def choose(self, option: str, turn: int | None = None) -> "Chat":
        return self._keep(self._assistant.choose(self.conversation, option, turn))

    def command(self, name: CommandName, argument: str | None = None) -> "Chat":
        return self._keep(self._assistant.command(self.conversation, name, argument))

    def until(self, slot: str, answers: Mapping[str, str] | None = None) -> "Chat":
        """Answers by button up to the question about `slot`."""
        while self.question.slot != slot:
            self.choose((answers or {}).get(self.question.slot, UNKNOWN))
        return self

    def finish(self, answers: Mapping[str, str] | None = None) -> AdviceGiven:
        """Answers by button up to the advice, and gives it."""
        while not isinstance(self.replies[-1], AdviceGiven):
            self.choose((answers or {}).get(self.question.slot, UNKNOWN))
        return self.advice

    @property
    def question(self) -> Question:
        """The question that was just asked."""
        return self.only(Question)

    @property
    def advice(self) -> AdviceGiven:
        """The advice that was just given."""
        return self.only(AdviceGiven)

    def only(self, kind: type[Wanted]) -> Wanted:
        """The one reply of this kind in the last step."""
        found = [reply for reply in self.replies if isinstance(reply, kind)]
        assert len(found) == 1, [reply.type for reply in self.replies]
        return found[0]

    @property
    def types(self) -> list[str]:
        """The types of the last replies, in order."""
        return [reply.type for reply in self.replies]

    @property
    def asked(self) -> list[str]:
        """The slots that were asked so far."""
        return [reply.slot for reply in self.all if isinstance(reply, Question)]

    def value(self, name: str) -> object:
        """The value of a fact in the state."""
        fact = self.conversation.sheet.facts.get(name)
        return None if fact is None else fact.value

    def _keep(self, step: Step) -> "Chat":
        assert step.replies
        assert step.search is None
        self.conversation = step.conversation
        self.replies = step.replies
        self.all += step.replies
        return self
