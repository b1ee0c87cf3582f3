"""Rules and classifiers together: who has the last word, and what is given when nobody is sure."""

import numpy as np
import pytest

from bot.domain.reading import ReadFact, Reading, Topic
from bot.domain.slots import VALUES, Context, Slot
from bot.understanding import EmbeddedUnderstanding
from bot.understanding.certainty import NEVER
from bot.understanding.classifier import OTHER, Classifiers, Model
from bot.understanding.features import SIZE, spread
from bot.understanding.network import Network
from bot.understanding.vocabulary import values_of
from knowledge.engines.adapter import Adapter

DIMENSIONS = 4
ALWAYS = NEVER._replace(least=0.5)
SAID = "dat doet de raad. we bekijken het later"


class Rules:
    """Rules that read the same in every message."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def read(self, text: str, topic: Topic | None) -> Reading:
        return self._reading


def leaning(label: str, *, sure: bool) -> Classifiers:
    """Classifiers that take every message for `label`, sure of it or not."""
    models, bias = {}, list[float]()
    for topic in (*Slot, *Context):
        labels = (*values_of(topic), OTHER)
        hints = np.zeros((len(labels), len(values_of(topic))), dtype=np.float32)
        models[topic.value] = Model(labels, len(bias), hints)
        bias += [4.0 if one == label else 0.0 for one in labels]
    return Classifiers(deaf(bias), (Adapter({}),), ALWAYS if sure else NEVER, models)


def deaf(bias: list[float]) -> Network:
    """A network that gives every message the same scores."""
    return Network(
        middle=np.zeros(DIMENSIONS, dtype=np.float32),
        rarity=np.ones(SIZE, dtype=np.float32),
        meaning=np.zeros((1, DIMENSIONS), dtype=np.float32),
        meaning_bias=np.zeros(1, dtype=np.float32),
        pieces=np.zeros((1, SIZE), dtype=np.float32),
        outputs=np.zeros((len(bias), 2), dtype=np.float32),
        outputs_bias=np.asarray(bias, dtype=np.float32),
        direct=np.zeros((len(bias), DIMENSIONS), dtype=np.float32),
    )


def hears(told: Classifiers, topic: Topic, label: str, text: str) -> Classifiers:
    """`told`, but a message with the pieces of `text` is taken for `label`."""
    network, model = told.network, told.models[topic.value]
    network.pieces[0] = spread(text, network.rarity)
    network.outputs[model.first + model.labels.index(label), 1] = 1
    return told


def engine(label: str, *, sure: bool = True, rules: Reading | None = None) -> EmbeddedUnderstanding:
    """The engine with a classifier that leans to `label` and rules that read `rules`."""
    return EmbeddedUnderstanding(
        Rules(rules or Reading()), lambda: leaning(label, sure=sure), lambda _: [0.0] * DIMENSIONS
    )


def read(value: str, confidence: float, quote: str = "raad") -> ReadFact:
    return ReadFact(value=value, quote=quote, confidence=confidence)


@pytest.mark.parametrize("slot", [Slot.LOCAL_REASON, Slot.PURPOSE, Slot.RESIDENT])
def test_a_sure_classifier_gives_a_fact_with_words_of_the_message(slot: Slot) -> None:
    value = VALUES[slot][0]
    fact = engine(value).read(SAID, slot).facts[slot.value]
    assert fact.value == value
    assert fact.quote in SAID
    assert 0 < fact.confidence <= 1


def test_where_the_rules_read_the_same_their_sentence_is_the_quote() -> None:
    said = "Eerst iets anders. Dat doet de raad. En dan nog wat"
    rules = Reading(facts={"local_reason": read("council", 0.6)})
    fact = engine("council", rules=rules).read(said, Slot.LOCAL_REASON).facts["local_reason"]
    assert fact.quote == "Dat doet de raad."


def test_an_unsure_classifier_gives_a_guess_and_no_fact() -> None:
    reading = engine("council", sure=False).read(SAID, Slot.LOCAL_REASON)
    assert reading.facts == {}
    assert reading.guess is not None
    assert reading.guess.value == "council"


def test_weet_ik_niet_is_read_too_and_asked_when_it_is_not_sure() -> None:
    assert engine("unknown").read(SAID, Slot.USED).unknown == (Slot.USED,)
    unsure = engine("unknown", sure=False).read(SAID, Slot.USED)
    assert unsure.unknown == ()
    assert unsure.guess is not None
    assert unsure.guess.value == "unknown"


def test_what_says_nothing_about_the_question_is_no_answer_to_it() -> None:
    rules = Reading(facts={"used": read("yes", 0.8), "law": read("wmo", 0.8)})
    reading = engine(OTHER, rules=rules).read(SAID, Slot.USED)
    assert list(reading.facts) == ["law"]
    assert reading.guess is None


def test_words_that_the_rules_know_are_asked_when_it_is_not_sure_they_say_nothing() -> None:
    rules = Reading(facts={"used": read("yes", 0.8)})
    reading = engine(OTHER, sure=False, rules=rules).read(SAID, Slot.USED)
    assert reading.facts == {}
    assert reading.guess is not None
    assert engine(OTHER, sure=False).read(SAID, Slot.USED).guess is None


def test_a_message_that_disputes_the_advice_is_left_to_the_rules() -> None:
    reading = engine("no").read("Dat kan niet kloppen. Kijk nog eens.", Slot.USED)
    assert reading == Reading()


def test_one_sentence_of_a_description_says_it_whatever_stands_around_it() -> None:
    told = hears(leaning(OTHER, sure=True), Slot.DATA_KIND, "effort", "minuten")
    reader = EmbeddedUnderstanding(Rules(Reading()), lambda: told, lambda _: [0.0] * DIMENSIONS)
    around = "het regent vandaag en de koffie is op dus iedereen praat over het weer en het verkeer"
    facts = reader.read(f"{around}. minuten. {around}", None).facts
    assert facts["data_kind"].value == "effort"
    assert facts["data_kind"].quote == "minuten."
    assert not reader.read(f"{around}. {around}", None).facts


def test_a_plain_choice_needs_no_second_opinion() -> None:
    rules = Reading(facts={"used": read("yes", 0.95)})
    assert engine("no", rules=rules).read(SAID, Slot.USED) == rules


@pytest.mark.parametrize(
    ("text", "value"),
    [("raad", "council"), ("Raad.", "council"), ("niet de raad", None), ("raad " * 5, None)],
)
def test_a_phrase_of_the_rules_and_nothing_else_is_what_it_says(text: str, value: str | None) -> None:
    quote = text.strip(" .") if value else "raad"
    rules = Reading(facts={Slot.LOCAL_REASON.value: read("council", 0.85, quote)})
    reading = engine(OTHER, sure=False, rules=rules).read(text, Slot.LOCAL_REASON)
    fact = reading.facts.get(Slot.LOCAL_REASON.value)
    assert (fact and fact.value) == value


def test_numbers_go_before_words_about_the_burden() -> None:
    rules = Reading(facts={"minutes": ReadFact(value=15, quote="een kwartier", confidence=0.9)})
    assert engine("high", rules=rules).read("een kwartier", Slot.BURDEN) == rules


@pytest.mark.parametrize(
    "rules", [Reading(refused="bsn"), Reading(intent="question"), Reading(foreign=True)], ids=repr
)
def test_what_is_refused_or_asked_back_is_not_looked_at(rules: Reading) -> None:
    def fail(_: str) -> list[float]:
        raise AssertionError("personal data must not go any further")

    guarded = EmbeddedUnderstanding(Rules(rules), lambda: leaning("yes", sure=True), fail)
    assert guarded.read(SAID, Slot.USED) == rules


def test_a_description_is_read_without_a_question() -> None:
    facts = engine("effort").read("begeleiders houden bij wat ze doen", None).facts
    assert facts["data_kind"].value == "effort"


def test_that_something_exists_must_be_in_so_many_words() -> None:
    """A plan is told as if it were there: then whether it is new is asked."""
    assert "status" not in engine("existing").read("Elke week vult iemand iets in. Dat gaat zo.", None).facts
    assert engine("new").read(SAID, None).facts["status"].value == "new"
    known = read("existing", 0.8)
    rules = Reading(facts={"status": known})
    assert engine("existing", rules=rules).read(SAID, None).facts["status"] == known
    assert engine(OTHER, rules=rules).read(SAID, None).facts == {}
    assert engine("existing").read(SAID, Slot.STATUS).facts["status"].value == "existing"


@pytest.mark.parametrize("text", ["", " ", "…", "12", "😀", "\ud800", "a" * 5000])
def test_any_text_is_read(text: str) -> None:
    reading = engine("yes").read(text, Slot.USED)
    assert all(fact.quote in text for fact in reading.facts.values())


def test_the_quote_is_the_sentence_that_says_it() -> None:
    told = hears(leaning("council", sure=True), Slot.LOCAL_REASON, "council", "dat doet de raad")
    reading = EmbeddedUnderstanding(Rules(Reading()), lambda: told, lambda _: [0.0] * DIMENSIONS).read(
        "we bekijken het later. dat doet de raad", Slot.LOCAL_REASON
    )
    assert reading.facts["local_reason"].quote == "dat doet de raad"


def test_a_message_about_something_else_is_no_sure_answer_to_what_was_asked() -> None:
    rules = Reading(facts={"used": read("no", 0.8, "niemand kijkt ernaar")})
    reading = engine("none", rules=rules).read("niemand kijkt ernaar", Slot.AVAILABLE)
    assert list(reading.facts) == ["used"]
    assert reading.guess is not None
    assert reading.guess.value == "none"


def test_a_message_of_very_many_sentences_takes_no_more_time_than_one_of_a_few() -> None:
    asked = list[str]()

    def embed(text: str) -> list[float]:
        asked.append(text)
        return [0.0] * DIMENSIONS

    reader = EmbeddedUnderstanding(Rules(Reading()), lambda: leaning("need", sure=True), embed)
    found = reader.read("zo is het hier. " * 500, Slot.LOCAL_REASON)
    assert found.facts[Slot.LOCAL_REASON.value].value == "need"
    assert len(asked) <= 10
