"""A user who knows the facts of a case and answers what is asked, up to the advice.

The user never corrects what the assistant understood: a wrong reading stays, so that the figures show it.
What was not understood at all is said in other words, and then answered by button, as people do.
"""

from time import perf_counter

from bot.assistant import Assistant
from bot.dialogue import AdviceGiven, Conversation, Question, Reply, Step
from bot.dialogue.wording import CHANGE
from bot.domain import UNKNOWN, Advice, Slot
from evals.axes.variant import Variant
from evals.playing.played import Played, Turn

YES = "ja"
EVERY = 3
"""An interruption is typed before the first answer and after every third one."""

MOST_TURNS = 90
"""Far more than any conversation takes: each of the slots is asked a few times at most."""


class StuckError(RuntimeError):
    """The conversation did not come to an advice."""


def play(assistant: Assistant, variant: Variant) -> Played:
    """The conversation of `variant` with `assistant`.

    Raises:
        StuckError: there is no advice after many turns, or nothing to answer before it.
    """
    return _User(assistant, variant).play()


class _User:
    def __init__(self, assistant: Assistant, variant: Variant) -> None:
        self._assistant = assistant
        self._variant = variant
        self._conversation = Conversation(id=variant.case, municipality=variant.municipality)
        self._question: Question | None = None
        self._turns: list[Turn] = []
        self._tried: dict[str, int] = {}
        self._by_button: list[str] = []
        self._later = set(variant.postponed)
        self._seconds = 0.0

    def play(self) -> Played:
        self._say(self._variant.description)
        self._answer_all()
        for slot in self._variant.postponed:
            if self._conversation.sheet.get(slot) is not None:
                self._later.discard(slot)
                self._press(f"{CHANGE}{slot.value}")
                self._answer_all()
        for text in self._variant.interruptions[:1]:
            self._say(text)
            self._answer_all()
        return self._played(self._advice())

    def _answer_all(self) -> None:
        """Answers until there is an advice."""
        answered = 0
        while not self._advised():
            interruptions = self._variant.interruptions
            if interruptions and answered % EVERY == 0:
                self._say(interruptions[answered // EVERY % len(interruptions)])
            if not self._advised():
                self._answer(self._open_question())
            answered += 1

    def _advised(self) -> bool:
        return self._conversation.phase == "advice"

    def _open_question(self) -> Question:
        if self._question is None:
            self._hear(self._assistant.again(self._conversation))
        if self._question is None:
            raise StuckError(f"{self._variant.case}: nothing is asked and there is no advice")
        return self._question

    def _answer(self, question: Question) -> None:
        known = {slot.value: value for slot, value in self._variant.facts.items()}
        slot = Slot(question.slot) if question.slot in list(Slot) else None
        if question.slot == "article" and self._variant.article:
            self._say(self._variant.article)
            return
        if slot is None or slot.value not in known or slot in self._later:
            self._press(UNKNOWN)
            return
        words = self._variant.words.get(slot, ())
        tried = self._tried.get(slot.value, 0)
        guess = self._conversation.guess
        if guess is not None and guess.value == known[slot.value]:
            self._say(YES)
        elif tried < len(words):
            self._tried[slot.value] = tried + 1
            self._say(words[tried])
        else:
            if words:
                self._by_button.append(slot.value)
            self._press(known[slot.value])

    def _say(self, text: str) -> None:
        self._turns.append(Turn(asked=self._asked(), typed=text))
        start = perf_counter()
        step = self._assistant.say(self._conversation, text)
        self._take(step, start)

    def _press(self, option: str) -> None:
        self._turns.append(Turn(asked=self._asked(), pressed=option))
        start = perf_counter()
        step = self._assistant.choose(self._conversation, option)
        self._take(step, start)

    def _take(self, step: Step, start: float) -> None:
        self._seconds += perf_counter() - start
        if len(self._turns) > MOST_TURNS:
            raise StuckError(f"{self._variant.case}: no advice after {MOST_TURNS} turns")
        self._conversation, self._question = step.conversation, None
        self._hear(step.replies)

    def _hear(self, replies: tuple[Reply, ...]) -> None:
        self._question = next((one for one in replies if isinstance(one, Question)), None)

    def _asked(self) -> str | None:
        return None if self._question is None else self._question.slot

    def _advice(self) -> AdviceGiven:
        """The advice as the user would see it now."""
        replies = self._assistant.again(self._conversation)
        return next(one for one in replies if isinstance(one, AdviceGiven))

    def _played(self, given: AdviceGiven) -> Played:
        variant, advice = self._variant, given.advice
        shown = {one.id for one in given.shown}
        claims = _claims(advice)
        return Played(
            case=variant.case,
            axis=variant.axis,
            variant=variant.name,
            manner=variant.manner,
            expected=variant.expected,
            meant={slot.value: value for slot, value in variant.facts.items()},
            outcome=advice.recommendation.value,
            rule=advice.rule,
            provisional=advice.provisional,
            facts={name: str(fact.value) for name, fact in self._conversation.sheet.facts.items()},
            repeated=tuple(slot for slot, tried in self._tried.items() if tried > 1),
            by_button=tuple(self._by_button),
            cited=advice.sources,
            shown=tuple(one.id for one in given.shown),
            claims=len(claims),
            grounded=sum(bool(shown & set(sources)) for sources in claims),
            turns=tuple(self._turns),
            seconds=self._seconds,
        )


def _claims(advice: Advice) -> list[tuple[str, ...]]:
    """The sources of everything the advice claims."""
    return [advice.rule_sources, *(claim.sources for claim in (*advice.conditions, *advice.alternatives))]
