"""Understanding: from what people type to facts with the words they were read from."""

from bot.domain.reading import ReadFact, Reading, Understanding
from bot.understanding.classifier import load_classifiers
from bot.understanding.engine import EmbeddedUnderstanding
from bot.understanding.privacy import personal_data
from bot.understanding.rules import RuleUnderstanding

__all__ = [
    "EmbeddedUnderstanding",
    "ReadFact",
    "Reading",
    "RuleUnderstanding",
    "Understanding",
    "load_classifiers",
    "personal_data",
]
