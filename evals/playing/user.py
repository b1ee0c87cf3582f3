"""A user who talks with the assistant itself, without a channel, up to the advice."""

from time import perf_counter

from bot.assistant import Assistant
from bot.dialogue import AdviceGiven, Conversation, Question, Reply, Step
from bot.dialogue.wording import CHANGE
from bot.session import Incoming
from evals.axes.variant import Variant
from evals.playing.ending import Ending
from evals.playing.person import Person
from evals.playing.played import Turn

EVERY = 3
"""An interruption is typed before the first answer and after every third one."""

MOST_TURNS = 90
"""Far more than any conversation takes: each of the slots is asked a few times at most."""


class StuckError(RuntimeError):
    """The conversation did not come to an advice."""


def play(assistant: Assistant, variant: Variant) -> Ending:
    """The conversation of `variant` with `assistant`.

    Raises:
        StuckError: there is no advice after many turns, or nothing to answer before it.
    """
    return _User(assistant, variant).play()


def conversation_name(variant: Variant) -> str:
    """An id of its own for each conversation, by which a budget is kept."""
    return "/".join((variant.case, variant.axis, variant.name, variant.manner))


class _User:
    def __init__(self, assistant: Assistant, variant: Variant) -> None:
        self._assistant = assistant
        self._variant = variant
        self._person = Person(variant)
        self._conversation = Conversation(id=conversation_name(variant), municipality=variant.municipality)
        self._question: Question | None = None
        self._turns: list[Turn] = []
        self._seconds = 0.0

    def play(self) -> Ending:
        self._say(self._variant.description)
        self._answer_all()
        for slot in self._variant.postponed:
            self._person.holds_back.discard(slot.value)
            if self._conversation.sheet.get(slot) is not None:
                self._do(Incoming(option=f"{CHANGE}{slot.value}"))
                self._answer_all()
        for text in self._variant.interruptions[:1]:
            self._say(text)
            self._answer_all()
        given = self._advice()
        return Ending(
            outcome=given.advice.recommendation.value,
            provisional=given.advice.provisional,
            given=given,
            sheet=self._conversation.sheet,
            person=self._person,
            turns=tuple(self._turns),
            seconds=self._seconds,
        )

    def _answer_all(self) -> None:
        """Answers until there is an advice."""
        answered = 0
        while not self._advised():
            interruptions = self._variant.interruptions
            if interruptions and answered % EVERY == 0:
                self._say(interruptions[answered // EVERY % len(interruptions)])
            if not self._advised():
                guess = self._conversation.guess
                guessed = None if guess is None else str(guess.value)
                self._do(self._person.answer(self._open_question().slot, guessed))
            answered += 1

    def _advised(self) -> bool:
        return self._conversation.phase == "advice"

    def _open_question(self) -> Question:
        if self._question is None:
            self._hear(self._assistant.again(self._conversation))
        if self._question is None:
            raise StuckError(f"{self._variant.case}: nothing is asked and there is no advice")
        return self._question

    def _say(self, text: str) -> None:
        self._do(Incoming(text=text))

    def _do(self, incoming: Incoming) -> None:
        asked = None if self._question is None else self._question.slot
        self._turns.append(Turn(asked=asked, typed=incoming.text, pressed=incoming.option))
        start = perf_counter()
        step = self._done(incoming)
        self._seconds += perf_counter() - start
        if len(self._turns) > MOST_TURNS:
            raise StuckError(f"{self._variant.case}: no advice after {MOST_TURNS} turns")
        self._conversation, self._question = step.conversation, None
        self._hear(step.replies)

    def _done(self, incoming: Incoming) -> Step:
        if incoming.option is not None:
            return self._assistant.choose(self._conversation, incoming.option)
        return self._assistant.say(self._conversation, incoming.text or "")

    def _hear(self, replies: tuple[Reply, ...]) -> None:
        self._question = next((one for one in replies if isinstance(one, Question)), None)

    def _advice(self) -> AdviceGiven:
        """The advice as the user would see it now."""
        replies = self._assistant.again(self._conversation)
        return next(one for one in replies if isinstance(one, AdviceGiven))
