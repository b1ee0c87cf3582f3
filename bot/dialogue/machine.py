"""The conversation as a pure state machine: (conversation, event) -> (conversation, replies)."""

from typing import assert_never

from bot.content import Content
from bot.dialogue.agenda import open_slots, possible_outcomes, to_answer, to_look_up, wants_article
from bot.dialogue.changes import described, with_evidence, with_fact, with_note
from bot.dialogue.conversation import Asked, Conversation
from bot.dialogue.correcting import corrections
from bot.dialogue.events import Answered, Chose, Commanded, Event, Found, Said, moment
from bot.dialogue.keeping import FOR_EVER, Keeping
from bot.dialogue.options import after_advice, named
from bot.dialogue.reading import fact_chosen, facts_of, guess_of, proposal_of
from bot.dialogue.recording import STEPS, Recorder
from bot.dialogue.refusing import refusal
from bot.dialogue.replies import AdviceGiven, Message, Question, Refused, Reply, Step
from bot.dialogue.wording import CHANGE, Wording
from bot.domain import (
    QUESTION_OF,
    QUESTIONS,
    UNKNOWN,
    VALUES,
    Context,
    Decision,
    Fact,
    Rates,
    Slot,
    Versions,
    advise,
    fact_name,
)
from bot.domain.slots import CONTEXT_VALUES

EMBEDDED = "embedded"
"""What reads text when no language model is set: it needs nobody else."""

PATIENCE = 2
"""So many answers to one question may go unread before the user is asked for a number."""

SHORT_ANSWER = 3
"""Up to so many words, a yes or no is about what was just guessed, and about nothing else."""


class Dialogue:
    """Everything a conversation needs besides its own state: the table, the texts, the rates."""

    def __init__(
        self,
        decision: Decision,
        content: Content,
        rates: Rates,
        prompts: str | None = None,
        model: str = EMBEDDED,
        keeping: Keeping = FOR_EVER,
    ) -> None:
        """`prompts` and `model` name what reads the text, for who wants to repeat an advice.

        `keeping` is said to who asks; another part does the removing.
        """
        self.decision = decision
        self.rates = rates
        self._keeping = keeping
        self._texts = content.texts
        self._commands = "\n  ".join(f"/{name} - {about}" for name, about in content.commands.items())
        self._words = Wording(content.questions, content.texts)
        self._recorder = Recorder(content.texts)
        self._versions = Versions(table=decision.table.version, knowledge="", prompts=prompts, model=model)

    def start(self, conversation: Conversation) -> Step:
        """The first words: a computer program, no place for client data, and what to type."""
        return Step(conversation=conversation, replies=(Message(text=self._texts.say("greeting")),))

    def step(self, conversation: Conversation, event: Event) -> Step:
        """What an event does. Never raises on anything a user can send."""
        before: tuple[Reply, ...] = ()
        if conversation.paused and not (isinstance(event, Commanded) and event.name == "pause"):
            conversation = conversation.model_copy(update={"paused": False})
            if conversation.description:
                welcome = self._texts.say("welcome_back", description=conversation.description)
                before = (Message(text=welcome),)
        conversation = conversation.model_copy(update={"turn": conversation.turn + 1})
        step = self._dispatch(conversation, event)
        return step.model_copy(update={"replies": (*before, *step.replies)}) if before else step

    def _dispatch(self, conversation: Conversation, event: Event) -> Step:
        match event:
            case Said():
                return self._said(conversation, event)
            case Chose():
                return self._chose(conversation, event)
            case Commanded():
                return self._commanded(conversation, event)
            case Found():
                return self._found(conversation, event)
            case Answered():
                return self._again(conversation, self._words.answer(event))
            case _:
                assert_never(event)

    def again(self, conversation: Conversation) -> Step:
        """The conversation as it stands: the current question, the advice, or what to type."""
        return self._again(conversation)

    # What the user types

    def _said(self, conversation: Conversation, said: Said) -> Step:
        text, reading = said.text.strip(), said.reading
        refused = refusal(conversation, said, self._texts)
        if refused is not None:
            return self._again(conversation, refused)
        if conversation.phase == "recording" and not (reading.intent and len(text.split()) <= SHORT_ANSWER):
            return self._recorder.said(conversation, text, moment(said))
        if reading.foreign:
            return self._again(with_note(conversation, text), Refused(text=self._texts.say("only_dutch")))
        match reading.intent:
            case "why" | "back" | "pause" | "help":
                return self._commanded(conversation, Commanded(name=reading.intent, at=said.at))
            case "restart":
                return self._again(conversation, Message(text=self._texts.say("how_to_restart")))
        search = to_answer(conversation, said)
        if search is not None:
            return Step(conversation=with_note(conversation, text), replies=(), search=search)
        if conversation.phase == "intake":
            return self._described(conversation, said)
        return self._answered(conversation, said)

    def _described(self, conversation: Conversation, said: Said) -> Step:
        text = said.text.strip()
        if len(text.split()) < 2 and not said.reading.facts:
            return self._again(with_note(conversation, text), Refused(text=self._texts.say("tell_more")))
        conversation = described(conversation, said, self.rates)
        return Step(conversation=conversation, replies=(), search=to_look_up(conversation))

    def _answered(self, conversation: Conversation, said: Said) -> Step:
        asked = conversation.asked
        if conversation.guess is not None:
            answered = self._guessed(conversation, said)
            if answered is not None:
                return answered
        if asked is not None and not isinstance(asked, Slot):
            chosen = self._chosen_by_words(conversation, said)
            if chosen is not None:
                return chosen
        facts = facts_of(said, asked, proposal=proposal_of(conversation))
        if conversation.phase == "advice":
            facts = corrections(facts, said.text)
        guess = guess_of(said, asked)
        if not facts:
            noted = with_note(conversation, said.text)
            if conversation.phase == "advice":
                return self._again(noted, Message(text=self._texts.say("after_advice")))
            if guess is not None:
                return self._missed(noted.model_copy(update={"guess": guess}))
            return self._missed(noted, Refused(text=self._texts.say("not_understood")))
        for name, fact in facts.items():
            conversation = self._set(conversation, name, fact)
        others = tuple(name for name in facts if name != asked)
        noted_reply = (self._words.noted(conversation, others),) if others else ()
        if guess is not None or (isinstance(asked, Context) and asked.value not in facts):
            return self._again(conversation.model_copy(update={"guess": guess}), *noted_reply)
        return self._proceed(conversation, noted_reply)

    def _guessed(self, conversation: Conversation, said: Said) -> Step | None:
        """A bare yes or no to "Bedoelt u ...?"; None when the message says something else."""
        guess, agreed = conversation.guess, said.reading.agreed
        if guess is None or agreed is None or len(said.text.split()) > SHORT_ANSWER:
            return None
        if not agreed or not isinstance(conversation.asked, Slot | Context):
            return self._missed(conversation.model_copy(update={"guess": None}))
        confirmed = guess.model_copy(update={"confirmed": True, "at": said.at})
        return self._proceed(self._set(conversation, conversation.asked.value, confirmed))

    def _missed(self, conversation: Conversation, *before: Reply) -> Step:
        """The same question after an answer that was not read; by number once that happened too often."""
        conversation = conversation.model_copy(update={"missed": conversation.missed + 1})
        if conversation.missed >= PATIENCE:
            before = (self._words.by_number(self._question(conversation)),)
        return self._again(conversation, *before)

    def _chosen_by_words(self, conversation: Conversation, said: Said) -> Step | None:
        """An option typed instead of pressed, for questions that are not about a slot; None if it is none.

        A label may be typed in part: up to its colon. At the article any other text is the article.
        """
        option = named(self._question(conversation).options, said.text)
        if option is not None:
            return self._chose(conversation, Chose(option=option, at=said.at))
        if conversation.asked != "article":
            return None
        if said.reading.unknown or said.reading.agreed is not None:
            return self._article(conversation, UNKNOWN)
        claim = conversation.sheet.get(Slot.LEGAL_BASIS)
        if claim is not None:
            kept = claim.model_copy(update={"quote": said.text.strip()})
            conversation = self._set(conversation, Slot.LEGAL_BASIS.value, kept)
        message = Message(text=self._texts.say("article_kept"))
        return self._proceed(conversation.model_copy(update={"asked": None}), (message,))

    # What the user chooses

    def _chose(self, conversation: Conversation, chose: Chose) -> Step:
        asked, option = conversation.asked, chose.option
        if option.startswith(CHANGE):
            return self._change(conversation, option.removeprefix(CHANGE))
        if asked is None or (chose.turn is not None and chose.turn != conversation.asked_turn):
            return self._again(conversation, Refused(text=self._texts.say("old_button")))
        if asked == "change":
            return self._change(conversation, option)
        if asked == "article":
            return self._article(conversation, option)
        if asked in STEPS:
            return self._recorder.chose(conversation, option, moment(chose))
        assert isinstance(asked, Slot | Context)  # noqa: S101 - nothing else is left
        allowed = VALUES[asked] if isinstance(asked, Slot) else CONTEXT_VALUES[asked]
        if option not in (*allowed, UNKNOWN):
            return self._no_option(conversation, option)
        conversation = self._set(conversation, asked.value, fact_chosen(conversation, chose))
        numbers = asked is Slot.BURDEN and conversation.sheet.value(asked) != option
        kept = (Message(text=self._texts.say("burden_from_numbers")),) if numbers else ()
        return self._proceed(conversation, kept)

    def _change(self, conversation: Conversation, name: str) -> Step:
        asked = fact_name(name) if name in conversation.sheet.facts else None
        if not isinstance(asked, Slot | Context):
            return self._no_option(conversation, name)
        return self._ask(conversation, asked)

    def _no_option(self, conversation: Conversation, option: str) -> Step:
        return self._again(conversation, Refused(text=self._texts.say("no_such_option", option=option[:60])))

    def _article(self, conversation: Conversation, option: str) -> Step:
        claim = conversation.sheet.get(Slot.LEGAL_BASIS)
        chosen = conversation.evidence.shown(option)
        if claim is not None and chosen is not None:
            claim = claim.model_copy(update={"passage": chosen.id})
            conversation = self._set(conversation, Slot.LEGAL_BASIS.value, claim)
            return self._proceed(conversation.model_copy(update={"asked": None}))
        if option not in ("none", UNKNOWN):
            return self._no_option(conversation, option)
        message = Message(text=self._texts.say("article_unconfirmed"))
        return self._proceed(conversation.model_copy(update={"asked": None}), (message,))

    # Commands

    def _commanded(self, conversation: Conversation, command: Commanded) -> Step:
        match command.name:
            case "why":
                asked = conversation.asked
                if isinstance(asked, Slot | Context):
                    return self._again(conversation, self._words.why(asked))
                if asked in STEPS:
                    return self._again(conversation, Message(text=self._texts.say("record_why")))
                return self._again(conversation, Message(text=self._texts.say("nothing_asked")))
            case "back" if conversation.phase == "recording":
                return self._recorder.back(conversation)
            case "back":
                return self._back(conversation)
            case "record" | "used":
                return self._record(conversation, command)
            case "change":
                if not self._words.question("change", conversation, ()).options:
                    return self._again(conversation, Message(text=self._texts.say("nothing_to_change")))
                return self._ask(conversation, "change")
            case "pause":
                paused = conversation.model_copy(update={"paused": True})
                return Step(conversation=paused, replies=(Message(text=self._texts.say("paused")),))
            case "resume" if conversation.asked == "change":
                return self._proceed(conversation.model_copy(update={"asked": None}))
            case "resume":
                return self._again(conversation)
            case "full":
                if conversation.full:
                    return self._again(conversation, Message(text=self._texts.say("already_full")))
                message = Message(text=self._texts.say("full"))
                full = conversation.model_copy(update={"full": True})
                return (
                    self._again(full, message) if full.phase != "advice" else self._proceed(full, (message,))
                )
            case "help":
                return self._again(
                    conversation, Message(text=self._texts.say("help", commands=self._commands))
                )
            case "privacy":
                elsewhere = "privacy_alone" if self._versions.model == EMBEDDED else "privacy_model"
                told = "\n".join(
                    (self._texts.say("privacy"), self._keeping.said(self._texts), self._texts.say(elsewhere))
                )
                return self._again(conversation, Message(text=told))
            case "municipality":
                moved = conversation.model_copy(update={"municipality": command.argument})
                if moved.description is None:
                    return self._again(moved)
                return Step(conversation=moved, replies=(), search=to_look_up(moved))
            case _:
                assert_never(command.name)

    def _record(self, conversation: Conversation, command: Commanded) -> Step:
        """Begins to take down a decision; after `used` only until when it goes on."""
        if conversation.phase not in ("advice", "recording"):
            return self._again(conversation, Message(text=self._texts.say("record_after_advice")))
        at = moment(command)
        goes_on = conversation.recorded if command.name == "used" else None
        if goes_on is not None:
            used = Fact(value="yes", origin="button", at=at)
            conversation = self._set(conversation, Slot.USED.value, used)
        advised = self.advice(conversation).advice.recommendation
        return self._recorder.begin(conversation, advised, at, goes_on)

    def _back(self, conversation: Conversation) -> Step:
        trail = tuple(slot for slot in conversation.trail if slot is not conversation.asked)
        if not trail:
            return self._again(conversation, Message(text=self._texts.say("nothing_before")))
        back = conversation.model_copy(update={"trail": trail[:-1]})
        return self._ask(back, trail[-1])

    # What retrieval found

    def _found(self, conversation: Conversation, found: Found) -> Step:
        searching = conversation.phase == "searching"
        conversation = with_evidence(conversation, found.evidence)
        if not searching:
            return self._again(conversation)
        conversation = conversation.model_copy(update={"phase": "asking"})
        return self._proceed(conversation, (self._words.understood(conversation),))

    # What comes next

    def _proceed(self, conversation: Conversation, before: tuple[Reply, ...] = ()) -> Step:
        """The next question that matters, after a word on each question that is passed; or the advice."""
        if wants_article(conversation):
            conversation = conversation.model_copy(update={"article_asked": True})
            return self._ask(conversation, "article", before)
        waiting = open_slots(conversation, self.decision)
        until = QUESTION_OF[waiting[0]] if waiting else len(QUESTIONS) + 1
        passed = tuple(n for n in QUESTIONS if n < until and n not in conversation.visited)
        skipped = tuple(self._words.skipped(number) for number in passed)
        conversation = conversation.model_copy(update={"visited": (*conversation.visited, *passed)})
        if not waiting:
            return self._advise(conversation, (*before, *skipped))
        return self._ask(conversation, waiting[0], (*before, *skipped))

    def _ask(self, conversation: Conversation, asked: Asked, before: tuple[Reply, ...] = ()) -> Step:
        number = QUESTION_OF.get(asked) if isinstance(asked, Slot) else None
        first = number is not None and number not in conversation.visited
        visited = (*conversation.visited, number) if first and number else conversation.visited
        conversation = conversation.model_copy(
            update={
                "asked": asked,
                "guess": None,
                "missed": 0,
                "asked_turn": conversation.turn,
                "visited": visited,
                "phase": "asking",
            }
        )
        return Step(conversation=conversation, replies=(*before, self._question(conversation, first=first)))

    def _advise(self, conversation: Conversation, before: tuple[Reply, ...] = ()) -> Step:
        conversation = conversation.model_copy(update={"asked": None, "guess": None, "phase": "advice"})
        recorded = conversation.recorded
        decided = (Message(text=self._recorder.summary(recorded)),) if recorded else ()
        return Step(conversation=conversation, replies=(*before, *decided, self.advice(conversation)))

    def advice(self, conversation: Conversation) -> AdviceGiven:
        """The advice on what is known, also half-way a conversation."""
        evidence = conversation.evidence
        return AdviceGiven(
            advice=advise(
                self.decision,
                conversation.sheet,
                self.rates,
                self._versions.model_copy(update={"knowledge": evidence.version}),
                tuple(passage.id for passage in evidence.passages),
            ),
            shown=evidence.passages + evidence.articles,
            description=conversation.description or "",
            options=after_advice(conversation, self._texts),
        )

    def _again(self, conversation: Conversation, *before: Reply) -> Step:
        """The same question once more, after `before`; at the start what to type, at the end the advice."""
        if conversation.phase == "intake":
            hint: tuple[Reply, ...] = () if before else (Message(text=self._texts.say("greeting")),)
            return Step(conversation=conversation, replies=(*before, *hint))
        if conversation.phase == "advice":
            return Step(conversation=conversation, replies=before) if before else self._advise(conversation)
        if conversation.phase == "recording":
            return self._recorder.again(conversation, *before)
        if conversation.asked is None:
            return self._proceed(conversation, before)
        return Step(conversation=conversation, replies=(*before, self._question(conversation)))

    def _question(self, conversation: Conversation, *, first: bool = False) -> Question:
        assert conversation.asked is not None  # noqa: S101 - callers have just asked
        possible = possible_outcomes(conversation, self.decision)
        return self._words.question(conversation.asked, conversation, possible, first=first)

    def _set(self, conversation: Conversation, name: str, fact: Fact) -> Conversation:
        return with_fact(conversation, name, fact, self.rates)
