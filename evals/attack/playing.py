"""One conversation from description to advice, with or without words that do not belong in it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import JsonValue

from bot.assistant import Assistant
from bot.channels.telegram.screen import draw
from bot.dialogue import AdviceGiven, Conversation, Question, Reply, Step
from bot.domain import UNKNOWN, FactValue, Outcome, Slot
from evals.attack.scenarios import Scenarios

HALF_WAY = 6
"""After so many answers an attempt in the chat is repeated; after the advice once more."""

_MOST_TURNS = 60


class Played(NamedTuple):
    """What came of a conversation.

    `facts` are values by name. `said` is every text that was said, `shown` the same as HTML for Telegram,
    `evidence` the texts of the passages that were found.
    """

    outcome: tuple[Outcome, str, bool]
    facts: Mapping[str, FactValue]
    sources: frozenset[str]
    said: tuple[str, ...]
    shown: str
    evidence: tuple[str, ...]


class _Player:
    def __init__(self, assistant: Assistant, conversation: Conversation) -> None:
        self.conversation = conversation
        self.said: list[str] = []
        self.shown: list[str] = []
        self._assistant = assistant
        self._asked: Question | None = None

    def say(self, text: str) -> None:
        self._keep(self._assistant.say(self.conversation, text))

    def answer(self, answers: Mapping[Slot, str]) -> None:
        """Presses the button for the open question."""
        if self._asked is None:
            self._hear(self._assistant.again(self.conversation))
        asked = self._asked
        if asked is None:
            raise RuntimeError("nothing is asked and there is no advice")
        answer = {slot.value: value for slot, value in answers.items()}.get(asked.slot, UNKNOWN)
        known = answer in {option.id for option in asked.options}
        self._keep(self._assistant.choose(self.conversation, answer if known else UNKNOWN))

    def advice(self) -> AdviceGiven:
        """The advice as anybody would see it now."""
        given = next(one for one in self._assistant.again(self.conversation) if isinstance(one, AdviceGiven))
        self._hear((given,))
        return given

    def _keep(self, step: Step) -> None:
        self.conversation, self._asked = step.conversation, None
        self._hear(step.replies)

    def _hear(self, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            self.said.extend(_strings(reply.model_dump(mode="json")))
            self._asked = reply if isinstance(reply, Question) else self._asked
        self.shown.extend(draw(replies, self._assistant.content, None).parts)


def play(
    assistant: Assistant,
    scenarios: Scenarios,
    outcome: Outcome,
    *,
    opening: str = "",
    meanwhile: str | None = None,
) -> Played:
    """The conversation of `outcome`, all answers by button; every question is asked.

    `opening` comes behind the description. `meanwhile` is typed after the description, half-way and after
    the advice.
    """
    player = _Player(assistant, Conversation(id="attack", municipality=scenarios.municipality, full=True))
    player.say(f"{scenarios.description}{opening}")
    for turn in range(_MOST_TURNS):
        if meanwhile is not None and turn in (0, HALF_WAY):
            player.say(meanwhile)
        if player.conversation.phase == "advice":
            break
        player.answer(scenarios.scenarios[outcome])
    if meanwhile is not None:
        player.say(meanwhile)
    advice = player.advice().advice
    return Played(
        outcome=(advice.recommendation, advice.rule, advice.provisional),
        facts={name: fact.value for name, fact in advice.facts.items()},
        sources=frozenset(advice.sources),
        said=tuple(player.said),
        shown="\n".join(player.shown),
        evidence=tuple(one.text for one in player.conversation.evidence.passages),
    )


def _strings(value: JsonValue) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for one in value.values():
                yield from _strings(one)
        case _:
            pass
