"""Where the shape of a reading lives: the domain, as the dialogue needs it too."""

from bot.domain.reading import Intent, PersonalData, ReadFact, Reading, Understanding

__all__ = ["Intent", "PersonalData", "ReadFact", "Reading", "Understanding"]
