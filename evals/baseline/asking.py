"""From a variant of a case to one prompt with everything its user knows and would say."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bot.content import Content
from bot.dialogue import Shown
from bot.domain import Slot
from evals.axes.variant import Variant
from evals.baseline.wording import wording
from prompts import Prompt, Rendered, load_prompts

FOLDER = Path(__file__).parent / "prompts"
"""Not among the assistant's own prompts: the version of those says what is behind an advice."""

NAME = "advise_plainly"


@cache
def plain_prompt() -> Prompt:
    """The one prompt."""
    return load_prompts(FOLDER)[NAME]


def ask(variant: Variant, passages: Iterable[Shown], content: Content) -> Rendered:
    """The prompt for the conversation of `variant`, in which these `passages` were found.

    All facts are told at once, postponed ones last: the model has more than the assistant asks for. Typed
    answers are in the first words, without another try; what is pushed between them comes behind them.
    """
    return plain_prompt().render(
        description=variant.description,
        answers="\n".join(told(variant, content)),
        passages="\n".join(
            wording().passage.format(id=one.id, title=one.title, text=one.text, source=one.source)
            for one in passages
        ),
    )


def told(variant: Variant, content: Content) -> Iterator[str]:
    """Every answer of the user, a line each."""
    first = [slot for slot in variant.facts if slot not in variant.postponed]
    for slot in (*first, *(slot for slot in variant.postponed if slot in variant.facts)):
        yield wording().answer.format(
            question=content.questions.slots[slot].ask, answer=_answer(variant, slot, content)
        )
    if variant.article:
        yield wording().article.format(text=variant.article)
    for text in variant.interruptions:
        yield wording().also.format(text=text)


def _answer(variant: Variant, slot: Slot, content: Content) -> str:
    words = variant.words.get(slot)
    return words[0] if words else content.questions.slots[slot].options[variant.facts[slot]].label
