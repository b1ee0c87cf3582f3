"""From an advice to words a council member can check: every claim with its source."""

from bot.explanation.as_json import advice_as_json
from bot.explanation.card import Card, Section, explain

__all__ = ["Card", "Section", "advice_as_json", "explain"]
