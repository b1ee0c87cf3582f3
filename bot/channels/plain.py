"""An advice as plain text."""

from bot.content import Content
from bot.dialogue import AdviceGiven
from bot.explanation import explain


def advice_as_text(given: AdviceGiven, content: Content) -> str:
    """The advice card without any drawing."""
    card = explain(given, content)
    lines = [card.heading, "", *card.summary]
    for section in card.sections:
        lines += ["", section.title, *(f"- {line}" for line in section.lines)]
    return "\n".join(lines)
