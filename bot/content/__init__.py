"""All user-visible Dutch and the decision table: data files, checked when they are loaded."""

from bot.content.loading import Content, load_content, load_table
from bot.content.source import ContentError
from bot.content.texts import Texts

__all__ = ["Content", "ContentError", "Texts", "load_content", "load_table"]
