"""Short answers: yes, no or "weet ik niet", and the number of an option."""

import re
from typing import Literal, NamedTuple

from bot.understanding.answer_words import PADDING, WORDS
from bot.understanding.numbers import number_value
from bot.understanding.phrases import compile_phrases

_YES = compile_phrases(WORDS.yes)
_NO = compile_phrases(WORDS.no)
_NO_ALONE = compile_phrases(WORDS.no_alone)
_UNKNOWN = compile_phrases(WORDS.unknown)
_UNKNOWN_INSIDE = compile_phrases(WORDS.unknown_inside)
_CONCLUDING = compile_phrases(WORDS.concluding)
_CONTRAST = compile_phrases(WORDS.contrast)
_TURNING = compile_phrases(WORDS.turning)
_EDGES = " \t\n.,;:!…'\"()-"
_APART = re.compile(r"\s*[.,;:!-]")
_NEXT_SENTENCE = re.compile(r"[.!\n]+\s")
_LONGEST_UNKNOWN = 16
_LONGEST_REMARK = 8
_OPTION = re.compile(
    rf"(?:(?:{'|'.join(WORDS.option_words)})\s*)?(?:(?P<number>[0-9]{{1,2}})|(?P<word>[a-z]+))"
)
_ORDINAL = re.compile(
    rf"(?:(?:de|het|ik neem de|doe de)\s+)?(?P<ordinal>{'|'.join(WORDS.ordinals)})"
    rf"(?:\s+(?:{'|'.join(WORDS.option_words)}))?"
)


class YesNo(NamedTuple):
    """A yes or no at the start of a message.

    `plain` when nothing follows that may change it, `bare` when nothing follows that says anything;
    `explained` when what follows goes on without turning it around.
    """

    answer: Literal["yes", "no"]
    start: int
    end: int
    plain: bool
    bare: bool
    explained: bool = False


def is_unknown(text: str) -> bool:
    """Whether the whole of folded `text` says "I do not know" or asks to leave this question out."""
    return any(_UNKNOWN.fullmatch(core) for core in _cores(text))


def without_unknown(text: str) -> str | None:
    """A short folded `text` with its "I do not know" blank, or None when it says no such thing."""
    if len(text.split()) > _LONGEST_UNKNOWN or not _UNKNOWN_INSIDE.search(text):
        return None
    return _UNKNOWN_INSIDE.sub(lambda match: " " * len(match.group()), text)


def yes_or_no(text: str) -> YesNo | None:
    """The yes or no that folded `text` consists of, ends in as a conclusion or starts with, or None."""
    start = len(text) - len(text.lstrip(_EDGES))
    whole = YesNo("no", start, len(text.rstrip(_EDGES)), plain=True, bare=True)
    cores = _cores(text)
    if any(_NO.fullmatch(core) or _NO_ALONE.fullmatch(core) for core in cores):
        return whole
    if any(_YES.fullmatch(core) for core in cores):
        return whole._replace(answer="yes")
    concluded = _concluded(text)
    if concluded:
        return concluded
    no, yes = _NO.match(text, start), _YES.match(text, start)
    if no and (yes is None or no.end() >= yes.end()):
        return _started("no", no, same=_NO, opposite=_YES)
    return _started("yes", yes, same=_YES, opposite=_NO) if yes else None


def _concluded(text: str) -> YesNo | None:
    """The yes or no that `text` comes to in the end: "een plan wel, dit sjabloon niet, dus nee"."""
    for word in _CONCLUDING.finditer(text):
        said = text[word.end() :].strip(_EDGES)
        place = YesNo("no", word.start(), len(text.rstrip(_EDGES)), plain=True, bare=False)
        if _NO.fullmatch(said) or _NO_ALONE.fullmatch(said):
            return place
        if _YES.fullmatch(said):
            return place._replace(answer="yes")
    return None


def option_number(text: str) -> int | None:
    """The option that folded `text` names and nothing else: "2", "optie 2", "b", "de tweede", "twee"."""
    for core in _cores(text):
        ordinal = _ORDINAL.fullmatch(core)
        if ordinal:
            return WORDS.ordinals[ordinal.group("ordinal")]
        option = _OPTION.fullmatch(core)
        if option is None:
            continue
        if option.group("number"):
            return int(option.group("number"))
        word = option.group("word")
        if len(word) == 1 and word not in {"j", "n"}:  # j and n are short for yes and no
            return ord(word) - ord("a") + 1
        value = number_value(word)
        if value is not None and value.is_integer():
            return int(value)
    return None


def _started(
    answer: Literal["yes", "no"], said: re.Match[str], *, same: re.Pattern[str], opposite: re.Pattern[str]
) -> YesNo:
    rest = said.string[said.end() :]
    return YesNo(
        answer,
        *said.span(),
        plain=_adds_nothing(rest, opposite),
        bare=any(not core or same.fullmatch(core) for core in _cores(rest)),
        explained=bool(_APART.match(rest)) and not (_TURNING.search(rest) or opposite.search(rest)),
    )


def _adds_nothing(rest: str, opposite: re.Pattern[str]) -> bool:
    """Whether what follows a yes or no leaves it as it is: nothing, a short remark, or another sentence."""
    core = _without_padding(rest)
    if not core:
        return True
    if _NEXT_SENTENCE.match(rest):
        return not (_CONTRAST.match(core) or opposite.match(core))
    short = len(core.split()) <= _LONGEST_REMARK and "?" not in rest
    return short and _APART.match(rest) is not None and not (_CONTRAST.search(core) or opposite.search(core))


def _cores(text: str) -> tuple[str, str]:
    return text.strip(_EDGES), _without_padding(text)


def _without_padding(text: str) -> str:
    """`text` without the words that neither add nor take away."""
    return " ".join(PADDING.sub(" ", text).split()).strip(_EDGES)
