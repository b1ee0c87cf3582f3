"""Dutch read by rules and word lists, without any model.

They would rather leave out than guess: what they give stands in the message, word for word.
"""

import re

from bot.domain.reading import ReadFact, Reading, Topic
from bot.domain.slots import Context, Measure, Slot
from bot.understanding.answers import is_unknown, yes_or_no
from bot.understanding.folding import Folded, fold
from bot.understanding.found import Found
from bot.understanding.intents import asks_meaning, command, ends_asking, is_question
from bot.understanding.languages import looks_foreign
from bot.understanding.measures import Measured, measure
from bot.understanding.options import Answer, answer_to
from bot.understanding.places import FindMunicipality, own_municipality
from bot.understanding.privacy import personal_data
from bot.understanding.screening import disputes, speaks_to_the_machine, without_names
from bot.understanding.statements import laws_stated, stated
from bot.understanding.vocabulary import VOCABULARY

READ_AT_MOST = 4096
"""Characters in which facts are looked for: as long as a Telegram message. Personal data is sought in all."""

_SURE = 0.8

PLAIN = 0.9
"""From this confidence a plain choice was read: an option's number, yes or no, a figure."""

_DESCRIBING = frozenset({Context.LAW, Context.SCALE, Slot.DATA_KIND, Slot.VARIANT})
_QUESTION_SENTENCE = re.compile(r"[^.!?\n]+\?")


class RuleUnderstanding:
    """Reads facts from Dutch text; see `Understanding`."""

    def __init__(self, find_municipality: FindMunicipality) -> None:
        """`find_municipality` gives the CBS code of the one municipality that a text names, or None."""
        self._find_municipality = find_municipality

    def read(self, text: str, topic: Topic | None) -> Reading:
        """What `text` says, in answer to the question about `topic` or unprompted. Never raises."""
        refused = personal_data(text)
        if refused:
            return Reading(refused=refused)
        folded = without_names(fold(text[:READ_AT_MOST]))
        if is_unknown(folded.text):
            return Reading(unknown=(topic,) if topic else ())
        intent = command(folded.text)
        if intent:
            return Reading(intent=intent)
        if looks_foreign(folded.text):
            return Reading(foreign=True)
        if asks_meaning(folded.text):
            return Reading(intent="question")
        municipality = own_municipality(folded, self._find_municipality, asked=topic is not None)
        reading = _unprompted(folded) if topic is None else _answered(folded, topic)
        return reading.model_copy(update={"municipality": municipality})


def _unprompted(folded: Folded) -> Reading:
    """What a description says: a question in it describes too, but states nothing."""
    told = _without_questions(folded)
    facts = {
        topic.value: fact
        for topic in VOCABULARY
        if (fact := _described(topic, folded if topic in _DESCRIBING else told)) is not None
    }
    facts |= _named(measure(folded))
    said = yes_or_no(folded.text)
    return Reading(
        facts=facts,
        intent="question" if is_question(folded.text) or (not facts and ends_asking(folded.text)) else None,
        agreed=said.answer == "yes" if said and said.bare else None,
    )


def _answered(folded: Folded, asked: Topic) -> Reading:
    """What an answer to the question about `asked` says, about that and about other things."""
    told = _without_questions(folded)
    if not told.text.strip():
        return Reading(intent="question" if folded.text.strip() else None)
    measured = measure(told)
    facts = {
        topic.value: fact
        for topic, patterns in VOCABULARY.items()
        if topic is not asked and not patterns.first_only and (fact := _aside(topic, told)) is not None
    }
    if measured.bare:
        return Reading(facts=facts | _named(measured))
    if disputes(folded.text):
        return Reading(facts=facts | _unmistakable(asked, told))
    answer = answer_to(asked, told)
    if asked is Slot.BURDEN:
        measured, answer = _burden(measured, answer)
    if asked is Slot.BURDEN or measured.complete:
        facts |= _named(measured)
    guess = answer.fact if _is_only_a_guess(answer, told) else None
    if answer.fact is not None and guess is None:
        facts[asked.value] = answer.fact
    said = yes_or_no(told.text)
    return Reading(
        facts=facts,
        guess=guess,
        unknown=(asked,) if answer.unknown and not measured.facts else (),
        intent="question"
        if not facts and not guess and not answer.unknown and _asks_back(folded.text, asked)
        else None,
        agreed=said.answer == "yes" if said and said.bare else None,
    )


def _is_only_a_guess(answer: Answer, told: Folded) -> bool:
    """Whether words were read in what speaks to the machine: never used before the user says yes to them."""
    fact = answer.fact
    return fact is not None and fact.confidence < PLAIN and speaks_to_the_machine(told.text)


def _unmistakable(asked: Topic, told: Folded) -> dict[str, ReadFact]:
    """What a message that disputes the advice still says about what was `asked`."""
    fact = _read(told, stated(told.text, VOCABULARY[asked].strict))
    return {} if fact is None else {asked.value: fact}


def _asks_back(text: str, asked: Topic) -> bool:
    """Whether an answer without facts is a question; a purpose may itself be put as one ("werkt het?")."""
    return is_question(text) or (asked is not Slot.PURPOSE and ends_asking(text))


def _burden(measured: Measured, answer: Answer) -> tuple[Measured, Answer]:
    """Numbers go before words when they suffice to compute the burden; words before half a calculation."""
    if {Measure.MINUTES, Measure.PER_YEAR} <= measured.facts.keys():
        return measured, Answer()
    if answer.fact is not None and Measure.MINUTES not in measured.facts:
        return measured._replace(facts={}), answer
    return measured, answer


def _described(topic: Topic, folded: Folded) -> ReadFact | None:
    """What a description says: the care it names tells which law it is about."""
    if topic is Context.LAW:
        return _read(folded, laws_stated(folded.text, VOCABULARY[topic].asked))
    return _read(folded, stated(folded.text, VOCABULARY[topic].strict, doubt=topic not in _DESCRIBING))


def _aside(topic: Topic, folded: Folded) -> ReadFact | None:
    """What an answer says about another topic than the one asked."""
    patterns = VOCABULARY[topic]
    found = stated(folded.text, patterns.strict, doubt=topic not in _DESCRIBING)
    if topic is Context.LAW and found is not None:
        # "Bij de Wmo wel, bij jeugd niet" tells two laws apart, not which one it is about.
        named = {value for value, one in patterns.asked.items() if one.search(folded.text)}
        found = found if named == {found.value} else None
    return _read(folded, found)


def _read(folded: Folded, found: Found | None) -> ReadFact | None:
    if found is None:
        return None
    return ReadFact(value=found.value, quote=folded.quote(found.start, found.end), confidence=_SURE)


def _named(measured: Measured) -> dict[str, ReadFact]:
    return {name.value: fact for name, fact in measured.facts.items()}


def _without_questions(folded: Folded) -> Folded:
    """`folded` with its question sentences blank, so that every place stays where it was."""
    blank = _QUESTION_SENTENCE.sub(
        lambda match: " " * len(match.group()) if is_question(match.group()) else match.group(), folded.text
    )
    return folded._replace(text=blank)
