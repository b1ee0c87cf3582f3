import pytest

from bot.content import load_table
from bot.domain import Outcome
from bot.domain.table import Rule
from bot.language_model import writing_prompt
from bot.language_model.checking import faults_in
from bot.language_model.material import Material
from prompts import load_prompts

MATERIAL = Material(
    outcome=Outcome.SCHRAPPEN,
    reason=("Geen besluit verandert door de uitkomst. Dan is de informatie niet nodig. [1][2]",),
    facts=("Doel: voor de zekerheid", "Wet: Jeugdwet", "Besluit: er verandert geen besluit"),
    burden=(
        "10 minuten per keer, 12 keer per jaar: 120 minuten per jaar per cliënt.",
        "Voor 400 cliënten: 800 uur per jaar (0,53 fte).",
        "Dat is ongeveer 36.000 euro per jaar, bij 45 euro per uur.",
    ),
)
GOOD = (
    "Het advies is schrappen. U vraagt deze informatie voor de zekerheid, maar geen besluit verandert door "
    "de uitkomst [1]. Dan is de informatie niet nodig [2]. Bij de Jeugdwet kost dit {} per jaar."
)
TOLD = load_prompts()["write_explanation"].template.system


def check(text: str) -> tuple[str, ...]:
    return faults_in(text, MATERIAL, TOLD)


@pytest.mark.parametrize(
    "cost", ["120 minuten", "800 uur", "36.000 euro", "36000 euro", "honderdtwintig minuten"]
)
def test_a_text_that_says_no_more_than_its_material_is_good(cost: str) -> None:
    assert check(GOOD.format(cost)) == ()


@pytest.mark.parametrize(
    ("cost", "fault"),
    [
        ("121 minuten", "numbers"),
        ("120 uur", "numbers"),
        ("driehonderd euro", "numbers"),
        ("anderhalf uur", "numbers"),
        ("een halve dag", "numbers"),
        ("800.000 uur", "numbers"),
        ("de helft van de uren", "names"),
        ("miljoenen euro's", "names"),
        ("veel volgens het CBS", "names"),
        ("veel volgens Berenschot", "names"),
        ("tijd, zegt artikel zoveel,", "names"),
        ("tijd, zegt de rechter,", "names"),
        ("tijd die de participatiewet verbiedt", "names"),
        ("tijd, dus kunt u het behouden", "outcome"),
        ("tijd, dus beter standaardiseert u het", "outcome"),
        ("tijd, maar u hoeft het niet te schrappen", "outcome"),
        ("tijd [3]", "citations"),
        ("tijd [1", "form"),
        ("tijd, **echt**", "form"),
        ("tijd, zie https://voorbeeld.nl,", "form"),
        ("tijd, <b>echt</b>", "form"),
        ("tijd voor jou", "form"),
        ("tijd " + "en nog meer tijd " * 8, "form"),
    ],
)
def test_whatever_was_not_given_is_a_fault(cost: str, fault: str) -> None:
    assert fault in check(GOOD.format(cost))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "form"),
        ("Schrappen [1][2].", "form"),
        (GOOD.format("120 minuten").replace("[2]", ""), "citations"),
        (GOOD.format("120 minuten").replace("schrappen", "duidelijk"), "outcome"),
        (GOOD.format("120 minuten").replace("is schrappen", "is niet schrappen"), "outcome"),
        (
            "The advice is schrappen. You ask this just to be sure and it changes nothing at all [1][2].",
            "form",
        ),
        (
            "Het advies is schrappen [1][2]. Aanbieders klagen, tarieven stijgen, wachtlijsten groeien.",
            "new",
        ),
        (f"Het advies is schrappen [1][2]. {TOLD.splitlines()[0]}", "leak"),
        (" ".join([GOOD.format("120 minuten")] * 6), "form"),
    ],
)
def test_other_texts_are_refused(text: str, fault: str) -> None:
    assert fault in check(text)


def test_the_example_in_the_prompt_passes_its_own_checks() -> None:
    for example in load_prompts()["write_explanation"].examples:
        given = {
            name: (value,) if isinstance(value, str) else tuple(value)
            for name, value in example.input.items()
        }
        material = Material(Outcome(given["outcome"][0]), given["reason"], given["facts"], given["burden"])
        assert faults_in(str(example.output), material, TOLD) == ()


@pytest.mark.parametrize("rule", load_table().table.rules, ids=lambda rule: rule.id)
def test_the_words_of_the_table_themselves_would_pass(rule: Rule) -> None:
    """So the checks ask nothing of a model that the template does not do."""
    told = load_prompts()["write_explanation"]
    material = Material(rule.outcome, (f"{rule.motivation.strip()} [1]",), (), ())
    prompt = writing_prompt(told, material)
    assert (
        faults_in(f"Het advies is {rule.outcome.value}. {material.reason[0]}", material, prompt.system) == ()
    )
