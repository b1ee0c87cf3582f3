"""The conversation as a pure state machine; questions and texts are data."""

from bot.dialogue.conversation import Conversation, Evidence, Shown
from bot.dialogue.events import Answered, Chose, Commanded, CommandName, Found, Said
from bot.dialogue.machine import Dialogue
from bot.dialogue.replies import (
    AdviceGiven,
    Choice,
    Explanation,
    File,
    Forgotten,
    Message,
    Option,
    Part,
    Question,
    Refused,
    Reply,
    Search,
    Step,
    Understood,
)

__all__ = [
    "AdviceGiven",
    "Answered",
    "Choice",
    "Chose",
    "CommandName",
    "Commanded",
    "Conversation",
    "Dialogue",
    "Evidence",
    "Explanation",
    "File",
    "Forgotten",
    "Found",
    "Message",
    "Option",
    "Part",
    "Question",
    "Refused",
    "Reply",
    "Said",
    "Search",
    "Shown",
    "Step",
    "Understood",
]
