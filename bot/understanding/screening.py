"""Messages that speak to the machine instead of telling it something: only the rules read these.

A language model may obey what it should only read, and a classifier makes something of any text. It costs
little to hold back too much, so this holds back a lot.
"""

import re
from itertools import pairwise

from bot.domain.slots import Context, Measure, Slot
from bot.understanding.folding import fold
from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import compile_phrases


class _Words(Data):
    commands: Phrases
    machine: Phrases


_WORDS = read_data("screening.yaml", _Words)
_COMMAND = compile_phrases(_WORDS.commands)
_MACHINE = compile_phrases(_WORDS.machine)
_SENTENCE = re.compile(r"[^.!?:;\n]+")
_EDGES = " \t\"'()-*#>•,"

_NAMES = "|".join(
    re.escape(name.value).replace("_", "[_ -]?") for name in (*Slot, *Context, *Measure) if "_" in name.value
)
_MARKUP = re.compile(
    rf"[{{}}|`]|<[^\s0-9]|\[/?\w+\]|\w\s*(?:=|:=|==|=>)\s*\w|(?<!\w)(?:{_NAMES})(?!\w)|(?:%[0-9a-f]{{2}}){{3}}"
    r"|(?:\\[ux][0-9a-f]{2,4})|&#?\w+;|^\s*(?:system|user|human|ai|gebruiker|systeem)\s*:",
    re.MULTILINE,
)
_CODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_SPELLED = re.compile(r"(?:(?<!\w)\w[ .\-_*]){5,}\w(?!\w)")


def speaks_to_the_machine(text: str) -> bool:
    """Whether some of `text` looks like an order, markup or something encoded."""
    folded = fold(text).text
    return (
        _MACHINE.search(folded) is not None
        or _MARKUP.search(folded) is not None
        or _SPELLED.search(folded) is not None
        or any(_COMMAND.match(sentence.lstrip(_EDGES)) for sentence in _SENTENCE.findall(folded))
        or any(_is_coded(word) for word in _CODED.findall(text))
    )


def _is_coded(word: str) -> bool:
    """Whether a long word is base64 or hexadecimal: no Dutch word changes kind so often."""
    changes = sum(
        one.isupper() != other.isupper() or one.isdigit() != other.isdigit() for one, other in pairwise(word)
    )
    return changes >= len(word) // 4
