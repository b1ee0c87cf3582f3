"""Taking down what people decided: the outcome, by whom, why, and until when."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.content import Texts
from bot.dialogue.conversation import Conversation, Deciding, Draft
from bot.dialogue.dates import dutch_date, means_never, months_later, read_date
from bot.dialogue.options import after_advice, after_decision, named
from bot.dialogue.replies import Choice, Option, Question, Refused, Reply, Step
from bot.domain import Outcome
from bot.domain.recorded import Recorded

STEPS: tuple[Deciding, ...] = ("decided_outcome", "decided_by", "decided_reason", "decided_until")
CANCEL, NONE = "cancel", "none"
LONGEST = 1000
"""Characters that a decision keeps of who took it, and of why."""
MONTHS = (12, 6, 24)
"""Proposed ends, the usual one first."""


class Recorder:
    """Asks the parts of a decision one by one. Each step gives the new state and what to say."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say
        self._texts = texts

    def begin(
        self, conversation: Conversation, advised: Outcome, at: datetime, goes_on: Recorded | None = None
    ) -> Step:
        """The first question, about what was decided; of a decision that `goes_on` only until when."""
        draft = Draft(advised=advised, on=at.date())
        if goes_on is None:
            return self._ask(_with(conversation, draft), "decided_outcome")
        same = {"outcome": goes_on.outcome, "by": goes_on.by, "reason": goes_on.reason, "only_until": True}
        return self._ask(_with(conversation, draft.model_copy(update=same)), "decided_until")

    def chose(self, conversation: Conversation, option: str, at: datetime) -> Step:
        """An option of the question that is open."""
        if option not in [each.id for each in self.question(conversation).options]:
            return self.again(conversation, Refused(text=self._say("no_such_option", option=option[:60])))
        if option == CANCEL:
            return self._stopped(conversation)
        draft = _draft(conversation)
        match conversation.asked:
            case "decided_outcome":
                return self._next(conversation, draft.model_copy(update={"outcome": Outcome(option)}))
            case "decided_by":
                return self._next(conversation, draft.model_copy(update={"by": option}))
            case "decided_reason":
                return self._next(conversation, draft.model_copy(update={"reason": None}))
            case _:
                until = None if option == NONE else date.fromisoformat(option)
                return self._finish(conversation, until, at)

    def said(self, conversation: Conversation, text: str, at: datetime) -> Step:
        """Words of the user: an option by number or name, or an answer of their own."""
        option = named(self.question(conversation).options, text)
        if option is not None:
            return self.chose(conversation, option, at)
        draft, words = _draft(conversation), " ".join(text.split())
        match conversation.asked:
            case "decided_outcome":
                outcomes = [one for one in Outcome if self._outcome(one) in words.casefold()]
                if len(outcomes) != 1:
                    return self.again(conversation, Refused(text=self._say("record_which_outcome")))
                return self._next(conversation, draft.model_copy(update={"outcome": outcomes[0]}))
            case "decided_by" | "decided_reason" if len(words) > LONGEST:
                refused = self._say("too_long", length=len(words), most=LONGEST)
                return self.again(conversation, Refused(text=refused))
            case "decided_by":
                return self._next(conversation, draft.model_copy(update={"by": words}))
            case "decided_reason":
                return self._next(conversation, draft.model_copy(update={"reason": words}))
            case _:
                return self._until(conversation, words, at)

    def back(self, conversation: Conversation) -> Step:
        """The question before this one; at the first nothing is recorded."""
        place = STEPS.index(_asked(conversation))
        if place == 0 or _draft(conversation).only_until:
            return self._stopped(conversation)
        return self._ask(conversation, STEPS[place - 1])

    def again(self, conversation: Conversation, *before: Reply) -> Step:
        """The question that is open, once more."""
        return Step(conversation=conversation, replies=(*before, self.question(conversation)))

    def summary(self, recorded: Recorded) -> str:
        """A decision in a few sentences."""
        lines = [self._say("decided", outcome=self._outcome(recorded.outcome), by=recorded.by)]
        if recorded.reason:
            lines.append(self._say("decided_reason", reason=recorded.reason))
        if recorded.until:
            lines.append(self._say("decided_until", until=dutch_date(recorded.until, self._texts)))
        else:
            lines.append(self._say("decided_no_end"))
        return "\n".join(lines)

    def question(self, conversation: Conversation) -> Question:
        """The question that is open in this conversation."""
        asked, draft = _asked(conversation), _draft(conversation)
        options = {
            "decided_outcome": self._outcomes,
            "decided_by": self._roles,
            "decided_reason": self._reasons,
            "decided_until": self._ends,
        }[asked](draft)
        return Question(
            slot=asked,
            question=None,
            title=self._say("record_title"),
            text=self._text(asked, draft),
            options=(*options, Option(id=CANCEL, label=self._say("record_cancel"))),
            possible=(),
            turn=conversation.asked_turn,
        )

    def _text(self, asked: Deciding, draft: Draft) -> str:
        advised = self._outcome(draft.advised)
        match asked:
            case "decided_outcome":
                return self._say("record_outcome", advised=advised)
            case "decided_by":
                return self._say("record_by")
            case "decided_reason" if draft.outcome is not draft.advised:
                return self._say("record_reason_deviates", advised=advised)
            case "decided_reason":
                return self._say("record_reason")
            case "decided_until":
                return self._say("record_until")

    def _outcomes(self, draft: Draft) -> Iterable[Option]:
        advised = self._say("record_as_advised", outcome=self._outcome(draft.advised))
        yield Option(id=draft.advised.value, label=advised)
        for outcome in Outcome:
            if outcome is not draft.advised:
                yield Option(id=outcome.value, label=self._outcome(outcome))

    def _roles(self, _: Draft) -> Iterable[Option]:
        for role in self._say("record_roles").split(";"):
            yield Option(id=role.strip(), label=role.strip())

    def _reasons(self, draft: Draft) -> Iterable[Option]:
        if draft.outcome is draft.advised:
            yield Option(id=NONE, label=self._say("record_no_reason"))

    def _ends(self, draft: Draft) -> Iterable[Option]:
        for months in MONTHS:
            end = months_later(draft.on, months)
            label = self._say("record_months", months=months, date=dutch_date(end, self._texts))
            yield Option(id=end.isoformat(), label=label)
        yield Option(id=NONE, label=self._say("record_no_end"))

    def _until(self, conversation: Conversation, words: str, at: datetime) -> Step:
        if means_never(words):
            return self._finish(conversation, None, at)
        until = read_date(words, at.date())
        if until is None:
            return self.again(conversation, Refused(text=self._say("record_no_date")))
        return self._finish(conversation, until, at)

    def _next(self, conversation: Conversation, draft: Draft) -> Step:
        return self._ask(_with(conversation, draft), STEPS[STEPS.index(_asked(conversation)) + 1])

    def _ask(self, conversation: Conversation, asked: Deciding) -> Step:
        asking = {"asked": asked, "asked_turn": conversation.turn, "guess": None, "phase": "recording"}
        return self.again(conversation.model_copy(update=asking))

    def _finish(self, conversation: Conversation, until: date | None, at: datetime) -> Step:
        if until is not None and until <= at.date():
            refused = self._say("record_past", date=dutch_date(until, self._texts))
            return self.again(conversation, Refused(text=refused))
        draft = _draft(conversation)
        assert draft.outcome is not None and draft.by is not None  # noqa: S101, PT018 - asked before the end
        recorded = Recorded(outcome=draft.outcome, by=draft.by, reason=draft.reason, until=until, at=at)
        closed = _closed(conversation).model_copy(update={"recorded": recorded})
        text = self._say("recorded", decision=self.summary(recorded))
        if until is not None:
            text = f"{text}\n{self._say('recorded_reminder')}"
        choice = Choice(text=text, options=after_decision(self._texts))
        return Step(conversation=closed, replies=(choice,), recorded=recorded)

    def _stopped(self, conversation: Conversation) -> Step:
        closed = _closed(conversation)
        choice = Choice(text=self._say("record_stopped"), options=after_advice(closed, self._texts))
        return Step(conversation=closed, replies=(choice,))

    def _outcome(self, outcome: Outcome) -> str:
        return self._say(f"outcome_{outcome.value}")


def _with(conversation: Conversation, draft: Draft) -> Conversation:
    return conversation.model_copy(update={"draft": draft})


def _closed(conversation: Conversation) -> Conversation:
    return conversation.model_copy(update={"asked": None, "draft": None, "phase": "advice"})


def _draft(conversation: Conversation) -> Draft:
    assert conversation.draft is not None  # noqa: S101 - a decision is being recorded
    return conversation.draft


def _asked(conversation: Conversation) -> Deciding:
    return next(step for step in STEPS if step == conversation.asked)
