"""From an advice to words a council member can check: every claim with its source."""

from bot.explanation.as_json import advice_as_json
from bot.explanation.card import Card, Section, explain
from bot.explanation.explainer import Explained, Explainer
from bot.explanation.ready_text import Occasion, ReadyText
from bot.explanation.wording import Wording, load_wording

__all__ = [
    "Card",
    "Explained",
    "Explainer",
    "Occasion",
    "ReadyText",
    "Section",
    "Wording",
    "advice_as_json",
    "explain",
    "load_wording",
]
