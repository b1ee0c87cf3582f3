"""Turns state into replies: which sentence, which options. All words come from the content files."""

from bot.content.texts import Questions, QuestionText, Texts
from bot.dialogue.conversation import Asked, Conversation, Shown
from bot.dialogue.events import Answered
from bot.dialogue.replies import Item, Message, Option, Question, Refused, Understood
from bot.domain import QUESTION_OF, UNKNOWN, VALUES, Context, Fact, Measure, Outcome, Slot, fact_name
from bot.domain.slots import CONTEXT_VALUES, PROPOSED

CHANGE = "change:"
SHOWN_AT_START = (Slot.STATUS, Context.LAW, Slot.DATA_KIND, Slot.VARIANT, Context.SCALE)


class Wording:
    """Builds replies from the texts."""

    def __init__(self, questions: Questions, texts: Texts) -> None:
        self._questions = questions
        self.texts = texts

    def title(self, number: int) -> str:
        """Where the user is: "Vraag 2 van 3 · Harmonisatie" and the like."""
        return self.texts.say("progress", number=number, title=self._questions.titles[number])

    def value(self, name: str, fact: Fact) -> str:
        """A fact in words, as it stands in a sentence about the request."""
        kind = fact_name(name)
        if isinstance(kind, Measure):
            if kind is Measure.UNIT:
                return self._questions.units[str(fact.value)]
            return f"{fact.value:g}".replace(".", ",")
        return self._questions.slots[kind].options[str(fact.value)].means

    def name(self, name: str) -> str:
        """What a fact is called."""
        kind = fact_name(name)
        if isinstance(kind, Measure):
            return self.texts.say(f"measure_{kind.value}")
        return self._questions.slots[kind].name

    def why(self, slot: Slot | Context) -> Message:
        """Why a question is asked, with its source."""
        question = self._questions.slots[slot]
        return Message(text=self.texts.say("why", why=question.why, source=question.source))

    def answer(self, found: Answered) -> Message:
        """What the sources say on a question of the user, maybe nothing; or that they cannot be searched."""
        if not found.looked_up:
            return Message(text=self.texts.say("index_unavailable"))
        if found.others:
            text = self.texts.say("others_found" if found.passages else "others_nothing")
        else:
            text = self.texts.say("answer_found" if found.passages else "answer_nothing")
        return Message(text=text, passages=found.passages)

    def skipped(self, number: int) -> Message:
        """One of the three questions at which nothing needs to be asked."""
        return Message(text=self.texts.say("nothing_to_ask", title=self.title(number)))

    def question(
        self, asked: Asked, conversation: Conversation, possible: tuple[Outcome, ...], *, first: bool = False
    ) -> Question:
        """The question about `asked`; with its introduction when it is the `first` of the three's one."""
        if asked == "article":
            return self._article(conversation, possible)
        if asked == "change":
            return self._change(conversation, possible)
        assert isinstance(asked, Slot | Context)  # noqa: S101 - the rest is asked while recording
        words = self._questions.slots[asked]
        number = QUESTION_OF.get(asked) if isinstance(asked, Slot) else None
        parts = [words.ask]
        fact = conversation.sheet.get(asked)
        guess = conversation.guess
        proposal = guess or (None if fact is None or fact.confirmed else fact)
        evidence = conversation.evidence
        shown = evidence.shown(proposal.passage) if proposal else None
        if guess is not None:
            parts.insert(0, self._guessed(words, guess))
        elif isinstance(asked, Slot) and (asked in PROPOSED or shown):
            parts.insert(0, self._finding(asked, conversation, proposal, shown is not None))
        if number is not None and first:
            parts.insert(0, self._questions.intros[number])
        values = VALUES[asked] if isinstance(asked, Slot) else CONTEXT_VALUES[asked]
        ids = tuple(dict.fromkeys((*values, UNKNOWN)))
        return Question(
            slot=asked.value,
            question=number,
            title=self.title(number) if number else words.name,
            text="\n\n".join(parts),
            options=tuple(Option(id=value, label=words.options[value].label) for value in ids),
            possible=possible,
            turn=conversation.asked_turn,
            passages=self._context(asked, conversation, shown),
            proposal=str(proposal.value) if proposal else None,
        )

    def _guessed(self, words: QuestionText, guess: Fact) -> str:
        """What the last message seemed to say, as a question to be answered with yes or no."""
        if guess.value == UNKNOWN:
            return self.texts.say("guess_unknown")
        return self.texts.say("guess", guess=words.options[str(guess.value)].means)

    def by_number(self, question: Question) -> Refused:
        """That the answer was not read, with a number for every option: that is always understood."""
        say = self.texts.say
        numbered = (
            say("type_number_option", number=number, label=option.label)
            for number, option in enumerate(question.options, start=1)
        )
        return Refused(text="\n".join((say("type_number"), *numbered)))

    def understood(self, conversation: Conversation) -> Understood:
        """What was understood of the first message, with a button to correct each part."""
        names = [name.value for name in SHOWN_AT_START if conversation.sheet.get(name)]
        names += [name for name in conversation.sheet.facts if name not in names]
        names = [name for name in names if conversation.sheet.facts[name].confirmed]
        items = tuple(self._item(name, conversation.sheet.facts[name]) for name in names)
        evidence = conversation.evidence
        nothing = "understood_nothing_found" if evidence.looked_up else "understood_not_looked_up"
        return Understood(
            text=self.texts.say("understood" if evidence.passages else nothing),
            description=conversation.description or "",
            items=items,
            passages=evidence.passages,
            options=tuple(
                Option(id=item.option, label=self.texts.say("change_one", name=item.label))
                for item in items
                if item.option
            ),
        )

    def noted(self, conversation: Conversation, names: tuple[str, ...]) -> Message:
        """A short confirmation of facts that were read from a message."""
        facts = conversation.sheet.facts
        read = "; ".join(
            f"{self.name(name)}: {self.value(name, facts[name])}" for name in names if name in facts
        )
        return Message(text=self.texts.say("noted", facts=read))

    def _item(self, name: str, fact: Fact) -> Item:
        kind = fact_name(name)
        return Item(
            name=name,
            label=self.name(name),
            value=fact.value,
            text=self.value(name, fact),
            quote=fact.quote,
            option=None if isinstance(kind, Measure) else f"{CHANGE}{name}",
        )

    @staticmethod
    def _context(asked: Asked, conversation: Conversation, proposed_by: Shown | None) -> tuple[Shown, ...]:
        """The passages to show with a question: the one behind the proposal, or articles for a law.

        Articles that were just shown as what exists already are not shown twice.
        """
        if asked is Slot.LEGAL_BASIS:
            evidence = conversation.evidence
            return tuple(article for article in evidence.articles if article not in evidence.passages)
        return (proposed_by,) if proposed_by else ()

    def _finding(self, slot: Slot, conversation: Conversation, proposal: Fact | None, shown: bool) -> str:
        evidence = conversation.evidence
        if shown and proposal:
            means = self._questions.slots[slot].options[str(proposal.value)].means
            return self.texts.say("found_proposal", proposal=means)
        if not evidence.looked_up:
            return self.texts.say("not_looked_up")
        if slot is Slot.NEIGHBOURS:
            if evidence.nearby:
                return self.texts.say("nothing_found_neighbours", names=", ".join(evidence.nearby))
            return self.texts.say("no_municipality")
        return self.texts.say("nothing_found")

    def _article(self, conversation: Conversation, possible: tuple[Outcome, ...]) -> Question:
        articles = conversation.evidence.articles
        return Question(
            slot="article",
            question=1,
            title=self.title(1),
            text=self.texts.say("which_article"),
            options=(
                *(Option(id=article.id, label=article.title) for article in articles),
                Option(id="none", label=self.texts.say("other_article")),
                Option(id=UNKNOWN, label=self.texts.say("unknown_label")),
            ),
            possible=possible,
            turn=conversation.asked_turn,
            passages=articles,
        )

    def _change(self, conversation: Conversation, possible: tuple[Outcome, ...]) -> Question:
        names = [name for name, fact in conversation.sheet.facts.items() if fact.confirmed]
        return Question(
            slot="change",
            question=None,
            title=self.texts.say("change_title"),
            text=self.texts.say("which_to_change"),
            options=tuple(
                Option(
                    id=name, label=f"{self.name(name)}: {self.value(name, conversation.sheet.facts[name])}"
                )
                for name in names
                if not isinstance(fact_name(name), Measure)
            ),
            possible=possible,
            turn=conversation.asked_turn,
        )
