"""The assistant: the pure dialogue together with understanding and retrieval. Knows no channel."""

import logging
from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime
from functools import cached_property

from bot.content import Content
from bot.dialogue import Answered, Chose, Commanded, CommandName, Conversation, Dialogue, Found, Said
from bot.dialogue.agenda import to_look_up
from bot.dialogue.changes import described, with_evidence
from bot.dialogue.conversation import Evidence, Shown
from bot.dialogue.events import Event
from bot.dialogue.options import after_advice
from bot.dialogue.replies import AdviceGiven, Explanation, Part, Refused, Reply, Search, Step
from bot.domain import Context, FactSheet, Slot
from bot.domain.reading import Understanding
from bot.evidence import Asked, cited_by, find_answer, find_evidence, find_others, shown
from bot.explanation import Explained, Explainer, Occasion, load_wording
from bot.language_model import Ledger, MeasuredLedger, Rewriter, charged_to, material_of
from bot.metrics import Metrics
from bot.register import EmptyRegister, Register, alike, as_shown, is_asked
from bot.understanding.privacy import personal_data
from knowledge.errors import IndexUnavailable
from knowledge.municipalities import Municipalities
from knowledge.search import Searcher

log = logging.getLogger(__name__)


class PersonalDataError(Exception):
    """Er staan persoonsgegevens in de tekst; die worden niet gebruikt."""


Clock = Callable[[], datetime | None]


class Assistant:
    """Takes what a user does to one conversation and gives the next state and what to say.

    `searcher` is called when something is looked up for the first time, so that a conversation can
    start before the index is open.
    """

    def __init__(
        self,
        dialogue: Dialogue,
        content: Content,
        understanding: Understanding,
        searcher: Callable[[], Searcher],
        places: Callable[[], Municipalities],
        clock: Clock = lambda: None,
        rewriter: Rewriter | None = None,
    ) -> None:
        """`rewriter` puts explanations in other words, when a language model is set."""
        self.content = content
        self.dialogue = dialogue
        self.places = places
        self.searcher = searcher
        self._understanding = understanding
        self._clock = clock
        self._rewriter = rewriter
        self._register: Register = EmptyRegister()
        self._ledger: Ledger | None = None

    def with_register(self, register: Register) -> "Assistant":
        """The same, but what neighbours published is found in `register`."""
        assistant = copy(self)
        assistant._register = register
        return assistant

    def with_ledger(self, ledger: Ledger, metrics: Metrics | None = None) -> "Assistant":
        """The same, but what a language model uses is counted in `ledger`, and told to `metrics`."""
        assistant = copy(self)
        assistant._ledger = ledger if metrics is None else MeasuredLedger(ledger, metrics)
        return assistant

    def now(self) -> datetime:
        """This moment."""
        return self._clock() or datetime.now(UTC)

    def say(self, conversation: Conversation, text: str) -> Step:
        """The user typed `text`."""
        # doubt about the article is doubt about the law
        about = Slot.LEGAL_BASIS if conversation.asked == "article" else conversation.asked
        asked = about if isinstance(about, Slot | Context) else None
        with charged_to(conversation.id, self._ledger):
            reading = self._understanding.read(text, asked)
        return self._run(conversation, Said(text=text, reading=reading, at=self._clock()))

    def refusal(self, text: str) -> Refused | None:
        """What to say when there is personal data in `text`, which must then not be used; else None."""
        kind = personal_data(text)
        return Refused(text=self.content.texts.say(f"refused_{kind}")) if kind else None

    def choose(self, conversation: Conversation, option: str, turn: int | None = None) -> Step:
        """The user pressed a button of the question asked in `turn`."""
        return self._run(conversation, Chose(option=option, turn=turn, at=self._clock()))

    def command(self, conversation: Conversation, name: CommandName, argument: str | None = None) -> Step:
        """The user gave a command about this conversation."""
        return self._run(conversation, Commanded(name=name, argument=argument, at=self._clock()))

    def advise(self, description: str, sheet: FactSheet, municipality: str | None) -> AdviceGiven:
        """The advice on given facts; what they leave open is read from the description and looked up.

        Raises:
            PersonalDataError: the description has personal data in it.
        """
        if refused := self.refusal(description):
            raise PersonalDataError(refused.text)
        reading = self._understanding.read(description, None)
        start = Conversation(id="advise", sheet=sheet, municipality=municipality)
        conversation = described(start, Said(text=description, reading=reading), self.dialogue.rates)
        found, _ = self._look_up(to_look_up(conversation))
        if isinstance(found, Found):
            conversation = with_evidence(conversation, found.evidence)
        return self._cited(self.dialogue.advice(conversation))

    def given(self, conversation: Conversation) -> AdviceGiven:
        """The advice on what this conversation knows."""
        return self._cited(self.dialogue.advice(conversation))

    def occasion(self, conversation: Conversation) -> Occasion:
        """For which municipality and on which day something is written, with the decision if there is one."""
        code = conversation.municipality
        place = self.places().find(code) if code else None
        return Occasion(place.name if place else None, self.now().date(), conversation.recorded)

    @cached_property
    def explainer(self) -> Explainer:
        """Explains advices in full."""
        return Explainer(self.content, self.dialogue.decision, load_wording(), self._passage)

    def explain(self, conversation: Conversation) -> Explanation:
        """The long form of the advice, with text to copy; a language model may write the reason."""
        given, occasion = self.given(conversation), self.occasion(conversation)
        full = self.explainer.explain(given, occasion)
        with charged_to(conversation.id, self._ledger):
            full = self._rewritten(given, full)
        card, text = self.explainer.card_of(given, full), full.text
        return Explanation(
            title=card.heading,
            summary=card.summary,
            parts=tuple(Part(title=section.title, lines=section.lines) for section in card.sections),
            ready=Part(title=text.title, lines=text.paragraphs),
            ready_sources=text.sources,
            options=after_advice(conversation, self.content.texts),
        )

    def _rewritten(self, given: AdviceGiven, full: Explained) -> Explained:
        """`full` with its reason in the words of the language model, and who wrote that; else as it is."""
        if self._rewriter is None:
            return full
        material = material_of(given, self.content)
        reason, *further = full.why.lines
        if material.reason != (reason,):  # it would cite by other numbers than this explanation has
            return full
        text = self._rewriter.rewrite(material)
        if text is None:
            return full
        versions = given.advice.versions
        writer = self.content.texts.say("rewritten_by", model=versions.model, prompts=versions.prompts)
        return full._replace(why=full.why._replace(lines=(text, *further, writer)))

    def _run(self, conversation: Conversation, event: Event) -> Step:
        """Steps until nothing is left to look up, so that a state is never stored half-way."""
        step = self.dialogue.step(conversation, event)
        while step.search is not None:
            found, trouble = self._look_up(step.search)
            further = self.dialogue.step(step.conversation, found)
            step = further.model_copy(update={"replies": (*step.replies, *trouble, *further.replies)})
        return step.model_copy(update={"replies": tuple(self._with_sources(reply) for reply in step.replies)})

    def again(self, conversation: Conversation) -> tuple[Reply, ...]:
        """The conversation as it stands: the current question, the advice, or what to type."""
        return tuple(self._with_sources(reply) for reply in self.dialogue.again(conversation).replies)

    def _with_sources(self, reply: Reply) -> Reply:
        return self._cited(reply) if isinstance(reply, AdviceGiven) else reply

    def _cited(self, given: AdviceGiven) -> AdviceGiven:
        """The advice with every passage it cites, so that whoever shows it needs nothing else."""
        return given.model_copy(update={"shown": cited_by(given.advice, given.shown, self._passage)})

    def _passage(self, identifier: str) -> Shown | None:
        try:
            passage = self.searcher().get(identifier)
        except IndexUnavailable:
            return None
        return None if passage is None else shown(passage)

    def _look_up(self, search: Search) -> tuple[Event, tuple[Refused, ...]]:
        try:
            if search.purpose == "answer":
                return Answered(passages=find_answer(search, self.searcher()), at=self._clock()), ()
            if search.purpose == "others":
                others = find_others(search, self.searcher(), self._decided(search))
                return Answered(passages=others, others=True, at=self._clock()), ()
            evidence = find_evidence(search, self.searcher(), self.places(), self._decided(search))
            return Found(evidence=evidence, at=self._clock()), ()
        except IndexUnavailable as error:
            log.error("%s", error)
            if search.purpose != "evidence":
                return Answered(looked_up=False, at=self._clock()), ()
            unavailable = Refused(text=self.content.texts.say("index_unavailable"))
            return Found(evidence=Evidence(), at=self._clock()), (unavailable,)

    def _decided(self, search: Search) -> tuple[Asked, ...]:
        """What neighbours decided about the same and published."""
        if search.municipality is None:
            return ()
        places, texts = self.places(), self.content.texts
        neighbours = [place.code for place in places.neighbours(search.municipality)]
        found = alike(search.text, self._register.of(neighbours), self.now().date())
        return tuple(Asked(as_shown(one, texts, places), is_asked(one.publication)) for one in found)
