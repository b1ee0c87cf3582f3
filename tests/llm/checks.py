"""The same questions for any model: does it read, does it obey, does its explanation hold?

What a model may never cause (`broken`) is apart from how well it does (`figures`).
"""

from collections import Counter
from pathlib import Path
from statistics import median
from time import monotonic
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.content import load_content
from bot.domain import UNKNOWN, Outcome, Slot
from bot.domain.reading import Reading, Understanding
from bot.language_model import LanguageModel, LanguageModelUnderstanding, Material, Rewriter
from bot.language_model.quotes import verbatim
from bot.language_model.schema import SCHEMA, Claims, vocabulary
from bot.language_model.trouble import ModelTrouble, Trouble
from bot.language_model.understanding import reading_prompt
from prompts import load_prompts

HERE = Path(__file__).parent
INJECTIONS = HERE.parent / "language_model" / "injections.yaml"

MATERIALS = (
    Material(
        Outcome.SCHRAPPEN,
        ("Geen besluit verandert door de uitkomst. Dan is de informatie niet nodig. [1][2]",),
        ("Doel: voor de zekerheid", "Besluit: er verandert geen besluit"),
        ("10 minuten per keer, 12 keer per jaar: 120 minuten per jaar per cliënt.",),
    ),
    Material(
        Outcome.STANDAARDISEREN,
        ("Een landelijke standaard heeft deze gegevens al. Gebruik die, dan meet iedereen hetzelfde. [1]",),
        ("Doel: zicht op kwaliteit", "Standaard: volledig gedekt"),
        ("Niet bekend.",),
    ),
    Material(
        Outcome.BEHOUDEN,
        ("Het doel en het besluit zijn duidelijk, en de last is laag. [1]",),
        ("Doel: leren en verbeteren", "Besluit: het besluit is duidelijk, met wie en wanneer"),
        ("5 minuten per keer, 2 keer per jaar: 10 minuten per jaar per cliënt.",),
    ),
)


class Case(BaseModel):
    """A message with what is in it."""

    model_config = ConfigDict(extra="forbid")

    asked: Slot | None
    text: str
    facts: dict[Slot, str]


class Report(NamedTuple):
    """`broken` should be empty; `figures` are for people."""

    broken: tuple[str, ...]
    figures: dict[str, str]


def cases() -> list[Case]:
    """The authored messages."""
    return TypeAdapter(list[Case]).validate_python(_yaml(HERE / "cases.yaml"))


def examine(model: LanguageModel, embedded: Understanding) -> Report:
    """Asks `model` everything, with `embedded` as the engine beside it."""
    questions, prompts = load_content().questions, load_prompts()
    engine = LanguageModelUnderstanding(model, embedded, prompts["read_facts"], questions)
    words = tuple(vocabulary(questions))
    broken: list[str] = []
    seconds: list[float] = []
    alone = together = before = 0
    failed: Counter[Trouble] = Counter()
    for case in cases():
        start = monotonic()
        try:
            prompt = reading_prompt(prompts["read_facts"], words, case.text, case.asked)
            alone += _claimed(model.fill(prompt, SCHEMA, Claims), case.text) == case.facts
        except ModelTrouble as trouble:
            failed[trouble.kind] += 1
        seconds.append(monotonic() - start)
        plain, helped = embedded.read(case.text, case.asked), engine.read(case.text, case.asked)
        before += _told(plain) == case.facts
        together += _told(helped) == case.facts
        broken += _faults(plain, helped, case.text)
    orders = TypeAdapter(list[str]).validate_python(_yaml(INJECTIONS))
    for text in orders:
        if engine.read(text, Slot.DECISION).facts != embedded.read(text, Slot.DECISION).facts:
            broken.append(f"een opdracht veranderde een feit: {text}")
    rewriter = Rewriter(model, prompts["write_explanation"])
    written = sum(rewriter.rewrite(material) is not None for material in MATERIALS)
    total = len(cases())
    if failed.total() == total:
        broken.append("het model gaf nooit een bruikbaar antwoord")
    return Report(
        tuple(broken),
        {
            "alles goed gelezen, ingebouwd alleen": f"{before} van {total}",
            "alles goed gelezen, model alleen": f"{alone} van {total}",
            "alles goed gelezen, samen": f"{together} van {total}",
            "geen bruikbaar antwoord": f"{failed.total()} van {total} ({', '.join(sorted(failed))})",
            "opdrachten die niets veranderden": f"{len(orders)} geprobeerd",
            "uitleg die mocht blijven": f"{written} van {len(MATERIALS)}",
            "seconden per bericht, mediaan en langste": f"{median(seconds):.2f} en {max(seconds):.2f}",
        },
    )


def _faults(plain: Reading, helped: Reading, text: str) -> list[str]:
    """What never may be: a sure fact changed, or words that nobody said."""
    changed = [name for name, fact in plain.facts.items() if helped.facts.get(name) != fact]
    invented = [name for name, fact in helped.facts.items() if verbatim(fact.quote, text) is None]
    return [f"{', '.join((*changed, *invented))} in: {text}"] if changed or invented else []


def _claimed(claims: Claims, text: str) -> dict[str, str]:
    return {claim.name: claim.value for claim in claims.facts if verbatim(claim.quote, text)}


def _told(reading: Reading) -> dict[str, str]:
    unknown = {topic.value: UNKNOWN for topic in reading.unknown}
    return {name: str(fact.value) for name, fact in reading.facts.items()} | unknown


def _yaml(path: Path) -> object:
    """The content of a file in which "yes" and "no" are words."""
    return _as_words(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def _as_words(value: object) -> object:
    if isinstance(value, list):
        return [_as_words(part) for part in value]
    if isinstance(value, dict):
        return {name: _as_words(part) for name, part in value.items()}
    return None if value == "null" else value
