"""Understanding: from what people type to facts with the words they were read from."""

from bot.domain.reading import ReadFact, Reading, Understanding
from bot.understanding.engine import EmbeddedUnderstanding
from bot.understanding.privacy import personal_data

__all__ = ["EmbeddedUnderstanding", "ReadFact", "Reading", "Understanding", "personal_data"]
