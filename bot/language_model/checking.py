"""Whether a text of a model says no more than the material it was written from.

It cannot prove that a text is right; it refuses whatever could make it wrong: another outcome, a number,
a name, a source or an authority that was not given. What is refused costs nothing but fluency.
"""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files

from bot.domain import Outcome
from bot.language_model.material import Material
from bot.understanding.folding import fold
from bot.understanding.language_data import Data, Phrases, parse_data
from bot.understanding.languages import looks_foreign
from bot.understanding.numbers import NUMBER, number_value
from bot.understanding.phrases import compile_phrases

SHORTEST, LONGEST = 40, 900
"""Characters of the text."""

MOST_WORDS = 30
"""Words of a sentence."""

MOST_NEW = 0.4
"""The share of long words that may be the model's own; the rest also stands in the material."""

LEAK = 8
"""So many words in a row from the prompt show the prompt."""


class _Words(Data):
    outcomes: dict[Outcome, Phrases]
    denials: Phrases
    authorities: Phrases
    amounts: Phrases
    address: Phrases


_NAME = "checking.yaml"
_WORDS = parse_data(files("bot.language_model").joinpath(_NAME).read_text(encoding="utf-8"), _NAME, _Words)
_OUTCOMES = {outcome: compile_phrases(words) for outcome, words in _WORDS.outcomes.items()}
_DENIALS = compile_phrases(_WORDS.denials)
_GIVEN_ONLY = tuple(compile_phrases(words) for words in (_WORDS.authorities, _WORDS.amounts))
_ADDRESS = compile_phrases(_WORDS.address)

_CITATION = re.compile(r"\[([0-9]{1,3})\]")
_MARKUP = re.compile(r"[*_#`<>|{}\[\]\\@]|://|www\.|(?:^|\s)[-•]\s")
_NUMBER = re.compile(rf"({NUMBER})(?=\s*(\w*))")
_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=\w)[^.!?]*)*[.!?]*")
_CLAUSE = re.compile(r"[.,;:!?]|(?<!\w)(?:want|omdat|maar|dus|doordat|terwijl|zodat|als)(?!\w)")
_WORD = re.compile(r"\w+")
_ONE = ("een",)
_LONG, _STEM = 6, 5


def faults_in(text: str, material: Material, told: str) -> tuple[str, ...]:
    """The checks that `text` fails; `told` is the system message of the prompt it was written from.

    - form: length, long sentences, markup, another language, "je" instead of "u";
    - citations: exactly the numbers of the reason;
    - outcome: the given one, said plainly, and no other;
    - numbers: each in the material, with the same word behind it;
    - names: every word with a capital, authority or amount in the material;
    - new: most long words in the material;
    - leak: a piece of the prompt.
    """
    given = " ".join((material.outcome.value, *material.reason, *material.facts, *material.burden))
    checks: dict[str, Callable[[], bool]] = {
        "form": lambda: _well_formed(text),
        "citations": lambda: _cited(text) == _cited(" ".join(material.reason)),
        "outcome": lambda: _says(text, material.outcome),
        "numbers": lambda: set(_numbers(text)) <= set(_numbers(given)),
        "names": lambda: _named(text) <= _words(given),
        "new": lambda: _share_new(text, given) <= MOST_NEW,
        "leak": lambda: not _rows(text) & (_rows(told) - _rows(given)),
    }
    return tuple(name for name, holds in checks.items() if not holds())


def _well_formed(text: str) -> bool:
    plain = _CITATION.sub("", text)
    folded = fold(plain).text
    return (
        SHORTEST <= len(text) <= LONGEST
        and not _MARKUP.search(plain)
        and not _ADDRESS.search(folded)
        and not looks_foreign(folded)
        and all(len(_WORD.findall(sentence)) <= MOST_WORDS for sentence in _SENTENCE.findall(plain))
    )


def _cited(text: str) -> set[str]:
    return set(_CITATION.findall(text))


def _says(text: str, outcome: Outcome) -> bool:
    folded = fold(text).text
    if any(words.search(folded) for other, words in _OUTCOMES.items() if other is not outcome):
        return False
    clauses = [clause for clause in _CLAUSE.split(folded) if _OUTCOMES[outcome].search(clause)]
    return outcome.value in folded and bool(clauses) and not any(map(_DENIALS.search, clauses))


def _numbers(text: str) -> Iterator[tuple[float | None, str]]:
    """Every number with the word behind it: 120 minutes are not 120 hours. "Een" is hardly ever a number."""
    for match in _NUMBER.finditer(fold(_CITATION.sub(" ", text)).text):
        if match.group(1) not in _ONE:
            yield number_value(match.group(1)), match.group(2)


def _named(text: str) -> set[str]:
    """Words with a capital inside a sentence, authorities and amounts, but for the words of outcomes."""
    plain = _CITATION.sub(" ", text)
    capitals = {
        fold(word).text
        for sentence in _SENTENCE.findall(plain)
        for word in _WORD.findall(sentence)[1:]
        if any(map(str.isupper, word)) and word != "U"
    }
    folded = fold(plain).text
    outcomes = {
        word
        for words in _OUTCOMES.values()
        for match in words.finditer(folded)
        for word in _WORD.findall(match.group())
    }
    claimed = {
        word
        for words in _GIVEN_ONLY
        for match in words.finditer(folded)
        for word in _WORD.findall(match.group())
    }
    return capitals | (claimed - outcomes)


def _share_new(text: str, given: str) -> float:
    stems = {word[:_STEM] for word in _words(given)}
    long_words = [word for word in _words(text) if len(word) >= _LONG]
    return sum(word[:_STEM] not in stems for word in long_words) / max(1, len(long_words))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text).text))


def _rows(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text).text)
    return {tuple(words[start : start + LEAK]) for start in range(len(words) - LEAK + 1)}
