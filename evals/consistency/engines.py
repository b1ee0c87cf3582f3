"""What reads the texts of the users: the embedded engine, the rules alone, or that with a language model."""

from collections.abc import Callable, Sequence

from bot.building import build_language_model, build_rules, with_language_model
from bot.content import load_content
from bot.domain.reading import Understanding
from bot.settings import load_settings
from bot.understanding import EmbeddedUnderstanding, load_classifiers

EMBEDDED = "embedded"
RULES = "rules"
BASELINE = "baseline"
"""One plain prompt to the language model of the settings, without the assistant: to put beside it."""
OWN = (EMBEDDED, RULES)
"""Engines that need no language model."""

Embed = Callable[[str], Sequence[float]]


def understanding(engine: str, embed: Embed) -> Understanding:
    """The engine with this name; any other name is that of a language model, such as `openai:gpt-4o`.

    The address, key and budget of a language model are those of the settings.

    Raises:
        LanguageModelUnavailable: that model is not installed, or name, address or key cannot be right.
    """
    if engine == RULES:
        return build_rules()
    embedded = EmbeddedUnderstanding(build_rules(), load_classifiers, embed)
    if engine == EMBEDDED:
        return embedded
    model = build_language_model(load_settings().model_copy(update={"llm": engine}))
    return with_language_model(embedded, model, load_content())
