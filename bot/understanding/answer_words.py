"""The language data of short answers, as data and as ready patterns."""

from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import compile_phrases


class AnswerWords(Data):
    """Everything `answers.yaml` holds."""

    yes: Phrases
    no: Phrases
    no_alone: Phrases
    unknown: Phrases
    unknown_inside: Phrases
    concluding: Phrases
    contrast: Phrases
    turning: Phrases
    padding: Phrases
    option_words: Phrases
    ordinals: dict[str, int]
    negations: Phrases
    negations_after: Phrases
    hedges: Phrases
    clause_ends: Phrases
    weak: Phrases
    weak_up_to: int
    asked_up_to: int


WORDS = read_data("answers.yaml", AnswerWords)
PADDING = compile_phrases(WORDS.padding)
