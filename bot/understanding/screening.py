"""Messages that speak to the machine instead of telling it something: only the rules read these.

A language model may obey what it should only read, and a classifier makes something of any text. It costs
little to hold back too much, so this holds back a lot.
"""

import re
from itertools import pairwise

from bot.domain.slots import CONTEXT_VALUES, VALUES, Context, Measure, Slot
from bot.understanding.folding import Folded, fold
from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import compile_phrases


class _Words(Data):
    commands: Phrases
    machine: Phrases
    challenges: Phrases


_WORDS = read_data("screening.yaml", _Words)
_COMMAND = compile_phrases(_WORDS.commands)
_MACHINE = compile_phrases(_WORDS.machine)
_CHALLENGE = compile_phrases(_WORDS.challenges)
_SENTENCE = re.compile(r"[^.!?:;\n]+")
_EDGES = " \t\"'()-*#>•,"

_NAMES = "|".join(
    re.escape(name.value).replace("_", "[_ -]?") for name in (*Slot, *Context, *Measure) if "_" in name.value
)
_MARKUP = re.compile(
    rf"[{{}}|`]|<[^\s0-9]|\[/?\w+\]|\w\s*(?:=|:=|==|=>)\s*\w|(?<!\w)(?:{_NAMES})(?!\w)|(?:%[0-9a-f]{{2}}){{3}}"
    r"|(?:\\[ux][0-9a-f]{2,4})|&#?\w+;|\d\d:\d\d:\d\d|^\s*(?:system|user|human|ai|gebruiker|systeem)\s*:",
    re.MULTILINE,
)
_DUTCH = frozenset({Slot.VARIANT})
"""Names that people use too: "variant: output"."""

_OURS = "|".join(re.escape(name.value) for name in (*Slot, *Context) if name not in _DUTCH)
_VALUES = "|".join(
    sorted(
        {re.escape(value) for values in (*VALUES.values(), *CONTEXT_VALUES.values()) for value in values},
        key=len,
        reverse=True,
    )
)
_PAIR = re.compile(rf"(?<!\w)(?:{_OURS})[\"']?\s*(?::|=|[-=]>|\bis\b)\s*[\"']?(?:{_VALUES})(?!\w)")
_CODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_SPELLED = re.compile(r"(?:(?<!\w)\w[ .\-_*]){5,}\w(?!\w)")


def speaks_to_the_machine(text: str) -> bool:
    """Whether some of `text` looks like an order, a dispute, markup or something encoded."""
    folded = fold(text).text
    return (
        _MACHINE.search(folded) is not None
        or _CHALLENGE.search(folded) is not None
        or _PAIR.search(folded) is not None
        or _MARKUP.search(folded) is not None
        or _SPELLED.search(folded) is not None
        or any(_is_order(sentence.strip(_EDGES)) for sentence in _SENTENCE.findall(folded))
        or any(_is_coded(word) for word in _CODED.findall(text))
    )


def disputes(text: str) -> bool:
    """Whether folded `text` disputes what the assistant says: no yes or no in it answers a question."""
    return _CHALLENGE.search(text) is not None


def without_names(folded: Folded) -> Folded:
    """`folded` with values under our own names for them blank: nobody speaks like that of a registration."""
    return folded._replace(text=_PAIR.sub(lambda match: " " * len(match.group()), folded.text))


def _is_order(sentence: str) -> bool:
    """Whether a sentence begins with an order; a word alone is an answer, such as "output"."""
    return " " in sentence and _COMMAND.match(sentence) is not None


def _is_coded(word: str) -> bool:
    """Whether a long word is base64 or hexadecimal: no Dutch word changes kind so often."""
    changes = sum(
        one.isupper() != other.isupper() or one.isdigit() != other.isdigit() for one, other in pairwise(word)
    )
    return changes >= len(word) // 4
