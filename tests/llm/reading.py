"""Messages with what is in them: what the model reads, and what the engine makes of that."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import monotonic
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.content import load_content
from bot.domain import UNKNOWN, Slot
from bot.domain.reading import Reading, Topic, Understanding
from bot.language_model import LanguageModelUnderstanding, charged_to, reading_prompt, vocabulary
from bot.language_model.quotes import verbatim
from bot.language_model.schema import SCHEMA, TOPICS, Claim, Claims
from bot.language_model.trouble import ModelTrouble
from prompts import load_prompts
from tests.llm.report import Guarantee
from tests.llm.witness import Heard, Purse, Witness

SLACK = 1.0
"""Seconds that a busy machine may add to a turn."""

Facts = dict[str, str]


class Case(BaseModel):
    """A message with what is in it."""

    model_config = ConfigDict(extra="forbid")

    asked: Slot | None
    text: str
    facts: dict[Slot, str]


class Read(NamedTuple):
    """A message as it was read without and with the model, and what the model itself said.

    `asked` is whether the engine needed the model, `seconds` what that reading took, `tokens` what was
    counted for it.
    """

    case: Case
    plain: Reading
    helped: Reading
    heard: Heard
    asked: bool
    seconds: float
    tokens: int

    @property
    def claims(self) -> list[Claim]:
        """What the model claims to have read."""
        return self.heard.answer.facts if isinstance(self.heard.answer, Claims) else []

    @property
    def usable(self) -> Facts:
        """Claims with a value that exists, in words of the message."""
        return {
            claim.name: claim.value
            for claim in self.claims
            if verbatim(claim.quote, self.case.text) and claim.value in _values_of(claim.name)
        }


def cases() -> list[Case]:
    """The authored messages."""
    path = Path(__file__).with_name("cases.yaml")
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - "no" is a word
    for one in written:
        one["asked"] = None if one["asked"] == "null" else one["asked"]
    return TypeAdapter(list[Case]).validate_python(written)


def helped_by(model: Witness, embedded: Understanding) -> LanguageModelUnderstanding:
    """The engine of the product with this model."""
    return LanguageModelUnderstanding(model, embedded, load_prompts()["read_facts"], load_content().questions)


def read_cases(model: Witness, embedded: Understanding, several: Sequence[Case]) -> list[Read]:
    """Each message, read without and with `model`; it is asked too where the engine needs no help."""
    engine, prompt = helped_by(model, embedded), load_prompts()["read_facts"]
    words = tuple(vocabulary(load_content().questions))
    results = []
    for case in several:
        purse = Purse()
        question = reading_prompt(prompt, words, case.text, case.asked)
        plain = embedded.read(case.text, case.asked)
        with charged_to(case.text, purse):
            start = monotonic()
            helped = engine.read(case.text, case.asked)
            seconds, asked = monotonic() - start, question in model.heard
            with suppress(ModelTrouble):
                model.fill(question, SCHEMA, Claims)
        results.append(Read(case, plain, helped, model.heard[question], asked, seconds, purse.tokens))
    return results


def reading_guarantees(results: Sequence[Read], embedded: Understanding, seconds: float) -> list[Guarantee]:
    """What has to hold for each message; a turn may take `seconds`."""

    def reads_too(one: Read, name: str) -> bool:
        fact = one.helped.facts[name]
        second = embedded.read(fact.quote, _topic(name)).facts.get(name)
        return second is not None and second.value == fact.value

    holds: dict[str, Callable[[Read], bool]] = {
        "wat zeker was, blijft staan": lambda one: one.plain.facts.items() <= one.helped.facts.items(),
        "elk feit staat letterlijk in het bericht": lambda one: all(
            verbatim(fact.quote, one.case.text) for fact in one.helped.facts.values()
        ),
        "een nieuw feit lezen beide": lambda one: all(
            reads_too(one, name) for name in one.helped.facts.keys() - one.plain.facts.keys()
        ),
        "zonder bruikbaar antwoord telt de ingebouwde taalherkenning": lambda one: (
            one.heard.trouble is None or one.helped == one.plain
        ),
        f"een beurt duurt hoogstens {seconds:g} seconden": lambda one: one.seconds <= seconds + SLACK,
        "elk antwoord wordt geteld": lambda one: one.heard.trouble is not None or one.tokens > 0,
    }
    return [
        Guarantee(name, len(results), tuple(one.case.text for one in results if not check(one)))
        for name, check in holds.items()
    ]


def reading_figures(results: Sequence[Read]) -> Iterator[tuple[str, str]]:
    """How well the model reads."""
    answered = [one for one in results if one.heard.trouble is None]
    failed = Counter(one.heard.trouble for one in results if one.heard.trouble)
    why = ", ".join(f"{kind} {times}" for kind, times in sorted(failed.items()))
    yield "bruikbare antwoorden", f"{len(answered)} van {len(results)}" + (f" ({why})" if why else "")
    yield "het programma vroeg het model iets bij", f"{sum(one.asked for one in results)} van {len(results)}"
    claims = [(one, claim) for one in results for claim in one.claims]
    absent = sum(verbatim(claim.quote, one.case.text) is None for one, claim in claims)
    foreign = sum(claim.value not in _values_of(claim.name) for _, claim in claims)
    yield (
        "feiten die het model noemt",
        f"{len(claims)}; {absent} met woorden die er niet staan, {foreign} met een waarde die niet past",
    )
    yield "gelezen door het model alleen", _score([(one.usable, one.case) for one in results])
    yield (
        "gelezen door de ingebouwde taalherkenning",
        _score([(told(one.plain), one.case) for one in results]),
    )
    yield "gelezen door beide samen", _score([(told(one.helped), one.case) for one in results])
    added = [(one, told(one.helped).items() - told(one.plain).items()) for one in results]
    wrong = [
        f"{name} is {value} in: {one.case.text}"
        for one, facts in added
        for name, value in sorted(facts - one.case.facts.items())
    ]
    count = sum(len(facts) for _, facts in added)
    yield "feiten die het model toevoegt", "; ".join((f"{count}, fout: {len(wrong)}", *wrong))
    guessed = [one for one in results if one.helped.guess != one.plain.guess and one.helped.guess]
    right = sum(one.helped.guess.value in one.case.facts.values() for one in guessed if one.helped.guess)
    yield "gokken van het model (de gebruiker moet er ja op zeggen)", f"{len(guessed)}, goed: {right}"
    spent = sorted(one.heard.seconds for one in results)
    yield "seconden per vraag aan het model, mediaan en langste", f"{median(spent):.2f} en {spent[-1]:.2f}"
    yield "tokens per bericht, mediaan", f"{median(one.tokens for one in results):.0f}"


def told(reading: Reading) -> Facts:
    """What a reading says, by name."""
    unknown = {topic.value: UNKNOWN for topic in reading.unknown}
    return {name: str(fact.value) for name, fact in reading.facts.items()} | unknown


def _score(read: Sequence[tuple[Facts, Case]]) -> str:
    right = sum(len(facts.items() & case.facts.items()) for facts, case in read)
    wrong = sum(len(facts.items() - case.facts.items()) for facts, case in read)
    whole = sum(facts == case.facts for facts, case in read)
    wanted = sum(len(case.facts) for _, case in read)
    return f"{right} van {wanted} feiten goed, {wrong} fout; {whole} van {len(read)} berichten helemaal goed"


def _topic(name: str) -> Topic | None:
    return next((topic for topic in TOPICS if topic.value == name), None)


def _values_of(name: str) -> tuple[str, ...]:
    topic = _topic(name)
    return (*TOPICS[topic], UNKNOWN) if topic else ()
