"""Understanding: from what people type to facts with the words they were read from."""

from bot.understanding.engine import EmbeddedUnderstanding
from bot.understanding.privacy import personal_data
from bot.understanding.reading import ReadFact, Reading, Understanding

__all__ = ["EmbeddedUnderstanding", "ReadFact", "Reading", "Understanding", "personal_data"]
