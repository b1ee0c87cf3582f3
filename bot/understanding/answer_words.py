"""The language data of short answers, as data and as ready patterns."""

from bot.understanding.language_data import Data, read_data
from bot.understanding.phrases import compile_phrases


class AnswerWords(Data):
    """Everything `answers.yaml` holds."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    unknown: tuple[str, ...]
    unknown_inside: tuple[str, ...]
    contrast: tuple[str, ...]
    padding: tuple[str, ...]
    option_words: tuple[str, ...]
    ordinals: dict[str, int]
    negations: tuple[str, ...]
    negations_after: tuple[str, ...]
    hedges: tuple[str, ...]
    clause_ends: tuple[str, ...]


WORDS = read_data("answers.yaml", AnswerWords)
PADDING = compile_phrases(WORDS.padding)
