"""Explanations in the words of the model: how many are kept, and what is wrong with the others."""

from collections import Counter
from collections.abc import Iterator

from bot.domain import Outcome
from bot.language_model import Material, Rewriter, writing_prompt
from bot.language_model.checking import faults_in
from prompts import load_prompts
from tests.llm.witness import Witness

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


def writing_figures(model: Witness) -> Iterator[tuple[str, str]]:
    """How many explanations may stay, and which checks the others fail."""
    prompt = load_prompts()["write_explanation"]
    rewriter = Rewriter(model, prompt)
    kept = sum(rewriter.rewrite(material) is not None for material in MATERIALS)
    faults: Counter[str] = Counter()
    for material in MATERIALS:
        rendered = writing_prompt(prompt, material)
        heard = model.heard[rendered]
        if heard.trouble is not None:
            faults[heard.trouble] += 1
        else:
            faults.update(faults_in(" ".join(str(heard.answer).split()), material, told=rendered.system))
    why = ", ".join(f"{name} {times}" for name, times in sorted(faults.items()))
    yield (
        "uitleg die mocht blijven",
        f"{kept} van {len(MATERIALS)}" + (f" (afgekeurd op: {why})" if why else ""),
    )
