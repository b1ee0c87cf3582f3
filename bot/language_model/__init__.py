"""A language model of choice, off by default: reads facts in text, writes an explanation, never decides."""

from bot.language_model.budget import (
    Budget,
    Ledger,
    Limits,
    MeasuredLedger,
    MemoryLedger,
    Prices,
    Use,
    charged_to,
)
from bot.language_model.material import Material, material_of
from bot.language_model.model import LanguageModel, Patience
from bot.language_model.providers import LanguageModelUnavailable, Method, make_chat_model, schema_options
from bot.language_model.rewriting import Rewriter, writing_prompt
from bot.language_model.schema import vocabulary
from bot.language_model.understanding import LanguageModelUnderstanding, reading_prompt

__all__ = [
    "Budget",
    "LanguageModel",
    "LanguageModelUnavailable",
    "LanguageModelUnderstanding",
    "Ledger",
    "Limits",
    "Material",
    "MeasuredLedger",
    "MemoryLedger",
    "Method",
    "Patience",
    "Prices",
    "Rewriter",
    "Use",
    "charged_to",
    "make_chat_model",
    "material_of",
    "reading_prompt",
    "schema_options",
    "vocabulary",
    "writing_prompt",
]
