"""The engine that asks a language model for what the embedded engine leaves open.

Whatever the embedded engine is sure of stays: it is measured, it always gives the same, and no text can give
it orders. The model points at words; the embedded engine then judges those words alone, as an answer to the
question they would be about. Only when that engine is sure of the same is it a fact. Anything else that the
model reads in answer to the question that was asked becomes the best guess: offered to the user first, never
used without a yes. A guess of the embedded engine is no second opinion: a small model made the same mistake.
"""

import re
from collections.abc import Iterator, Sequence

from bot.content.texts import Questions
from bot.domain import UNKNOWN, Measure, Slot
from bot.domain.reading import ReadFact, Reading, Topic, Understanding
from bot.language_model.model import LanguageModel
from bot.language_model.notices import Notices
from bot.language_model.quotes import verbatim
from bot.language_model.schema import SCHEMA, TOPICS, Claims, vocabulary
from bot.language_model.trouble import ModelTrouble
from bot.language_model.wording import wording
from bot.understanding.screening import speaks_to_the_machine
from prompts import Prompt, Rendered

READ_AT_MOST = 4096
"""Characters of a message that go to the model, as many as the embedded engine reads."""

LITTLE = 7
"""So few words beside what was read word for word are not worth a call."""

UNMEASURED = 0.4
"""The confidence of a guess of the model: nobody has measured how often it is right."""

_BY_NAME = {topic.value: topic for topic in TOPICS}
_WORD = re.compile(r"\w+")


class LanguageModelUnderstanding:
    """Reads with both engines; see `Understanding`. Where the model fails, the embedded reading stands."""

    def __init__(
        self, model: LanguageModel, embedded: Understanding, prompt: Prompt, questions: Questions
    ) -> None:
        """`prompt` is `read_facts`; `questions` give the vocabulary its Dutch."""
        self._model = model
        self._embedded = embedded
        self._prompt = prompt
        self._vocabulary = tuple(vocabulary(questions))
        self._notices = Notices()

    def read(self, text: str, topic: Topic | None) -> Reading:
        """What `text` says, in answer to the question about `topic` or unprompted. Never raises.

        A message with personal data never goes to the model, nor one that needs no second reading.
        """
        reading = self._embedded.read(text, topic)
        if not _leaves_open(reading, text, topic) or speaks_to_the_machine(text):
            return reading
        said = text[:READ_AT_MOST]
        try:
            claims = self._ask(said, topic)
        except ModelTrouble as trouble:
            self._notices.failed(trouble.kind)
            return reading
        self._notices.worked()
        return self._with(reading, claims, said, topic)

    def _ask(self, text: str, topic: Topic | None) -> Claims:
        return self._model.fill(reading_prompt(self._prompt, self._vocabulary, text, topic), SCHEMA, Claims)

    def _with(self, reading: Reading, claims: Claims, text: str, topic: Topic | None) -> Reading:
        """`reading` with what both engines read in the words that the model points at."""
        facts, unknown, guess = dict(reading.facts), reading.unknown, reading.guess
        for name, value, quote in _usable(claims, reading, text):
            if name is not topic and _is_most(quote, text):
                continue  # it points at nothing: the other engine would take anything for an answer
            second = self._embedded.read(quote, name)
            if value == UNKNOWN and name is topic:
                if name in second.unknown:
                    unknown, guess = (*unknown, name), None
            elif (sure := second.facts.get(name.value)) is not None:
                if sure.value == value:
                    facts[name.value] = ReadFact(value=value, quote=quote, confidence=sure.confidence)
                    guess = None if name is topic else guess
            elif name is topic and name not in second.unknown:
                guess = ReadFact(value=value, quote=quote, confidence=UNMEASURED)
        return reading.model_copy(update={"facts": facts, "unknown": unknown, "guess": guess})


def reading_prompt(prompt: Prompt, words: Sequence[str], text: str, topic: Topic | None) -> Rendered:
    """`read_facts` with the `words` of the vocabulary, for an answer to the question about `topic`."""
    asked = wording().asked.format(topic=topic.value) if topic else wording().nothing_asked
    return prompt.render(vocabulary=words, asked=asked, message=text)


def _leaves_open(reading: Reading, text: str, topic: Topic | None) -> bool:
    """Whether the embedded engine may have missed something that a model is allowed to see."""
    if reading.refused or reading.foreign or reading.agreed is not None or not any(map(str.isalpha, text)):
        return False
    if reading.intent and (topic is not None or reading.intent != "question"):
        return False  # a wish, or a question back: no answer to read
    answered = topic is not None and (topic.value in reading.facts or topic in reading.unknown)
    read = {word for fact in reading.facts.values() for word in _WORD.findall(fact.quote)}
    left = [word for word in _WORD.findall(text) if word not in read]
    return not answered or len(left) > LITTLE


def _usable(claims: Claims, reading: Reading, text: str) -> Iterator[tuple[Topic, str, str]]:
    """Claims about something still open, with a value that it has, in words that stand in `text`."""
    for name, topic in _BY_NAME.items():
        said = {claim.value: claim.quote for claim in claims.facts if claim.name == name}
        if len(said) != 1 or _is_read(topic, reading):
            continue  # two values contradict each other
        [(value, words)] = said.items()
        quote = verbatim(words, text)
        if quote is not None and value in (*TOPICS[topic], UNKNOWN):
            yield topic, value, quote


def _is_read(topic: Topic, reading: Reading) -> bool:
    """Whether the embedded engine is sure of it already, or has the numbers from which it is computed."""
    computed = topic is Slot.BURDEN and any(name.value in reading.facts for name in Measure)
    return computed or topic.value in reading.facts or topic in reading.unknown


def _is_most(quote: str, text: str) -> bool:
    """Whether `quote` is more than half of the words of `text`."""
    return 2 * len(_WORD.findall(quote)) > len(_WORD.findall(text))
