"""From what may be seen of a workshop to HTML."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from re import compile as pattern

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.content import Content
from bot.dialogue.dates import dutch_date
from bot.domain import Advice, Outcome, Slot
from bot.domain.slots import UNITS, UNKNOWN, VALUES
from bot.explanation.lines import burden_lines, change_lines, name_of, outcome_of, provisional_lines
from bot.explanation.numbers import dutch
from bot.web.workshop.words import words
from bot.workshop import Question, Role
from bot.workshop.scales import Scale, scales
from bot.workshop.scene import Registration
from bot.workshop.tally import QuestionResult, RoundResult, Share

FOLDER = Path(__file__).parent
GIST = 190
"""Characters of a passage that somebody at the back still reads; whole sentences only."""

MOST_CHANGES = 3
_SENTENCE = pattern(r"(?<=[.!?])\s+")
_NUMBERS = {Question.DOEL: 1, Question.HARMONISATIE: 2, Question.RUIMTE: 3}

Draw = Callable[[str, Mapping[str, object]], str]
"""Draws a template with these variables."""


def drawer(content: Content) -> Draw:
    """What draws the templates in the words of `content`."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "words": words(),
        "questions": Question,
        "outcomes": Outcome,
        "roles": Role,
        "units": {unit: content.questions.units[unit] for unit in UNITS},
        "title_of": lambda question: content.questions.titles[_NUMBERS[question]],
        "scale_of": scale_of,
        "outcome_of": lambda outcome: outcome_of(outcome, content),
        "burden_lines": lambda burden: burden_lines(burden, content),
        "provisional_lines": lambda advice: provisional_lines(advice, content),
        "change_lines": lambda advice: change_lines(advice, content)[:MOST_CHANGES],
        "open_facts": lambda advice, settled: open_facts(advice, settled, content),
        "segments": segments,
        "of_roles": of_roles,
        "same_share": same_share,
        "matching": matching,
        "pools": pools,
        "proven": proven,
    }
    environment.filters["dutch"] = dutch
    environment.filters["day"] = lambda day: dutch_date(day, content.texts)
    environment.filters["gist"] = gist
    environment.filters["milliseconds"] = milliseconds

    def draw(name: str, variables: Mapping[str, object]) -> str:
        return environment.get_template(f"{name}.html").render(variables)

    return draw


@cache
def qr(link: str) -> Markup:
    """A QR code as SVG, in black on white also where the page is dark: not every phone reads the reverse."""
    code = segno.make(link, error="m", micro=False)
    drawn = code.svg_inline(border=3, omitsize=True, light="#fff", dark="#000", svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 - drawn by segno, without the text of the link


def scale_of(question: Question) -> Scale:
    """The scale of a question."""
    return scales().of(question)


def gist(text: str, most: int = GIST) -> str:
    """The first sentences of `text`, as many as fit; the first one always."""
    first, *others = _SENTENCE.split(text.strip())
    for sentence in others:
        if len(first) + len(sentence) >= most:
            break
        first = f"{first} {sentence}"
    return first


def milliseconds(at: datetime) -> int:
    """A moment as a script counts it."""
    return int(at.timestamp() * 1000)


def segments(share: Share) -> list[tuple[int, int, float, float]]:
    """The parts of a bar that is full: the answer, how often, and from and over what percentage."""
    parts, start = list[tuple[int, int, float, float]](), 0.0
    for answer, count in enumerate(share.counts, start=1):
        wide = 100 * count / share.total
        if count:
            parts.append((answer, count, round(start, 2), round(wide, 2)))
        start += wide
    return parts


def of_roles(share: Share) -> str:
    """Whose answers these are, as in: Inwoners, raad."""
    first, *others = (words().roles[role] for role in share.roles)
    return ", ".join((first, *(other.lower() for other in others)))


def same_share(result: QuestionResult | None, share: Share) -> Share | None:
    """What the same people answered in another round; None when that one is split in another way."""
    return next((one for one in result.by_role if one.roles == share.roles), None) if result else None


def matching(results: Sequence[QuestionResult], question: Question) -> QuestionResult:
    """The result of one question."""
    return next(one for one in results if one.question is question)


def pools(result: RoundResult) -> bool:
    """Whether roles that are too small to be shown by themselves stand together."""
    return any(len(share.roles) > 1 for one in result.questions for share in one.by_role)


def proven(registration: Registration, *, neighbours: bool) -> list[object]:
    """What was found: about other municipalities, or all the rest."""
    return [one for one in registration.passages if (one.kind in ("eis", "besluit")) is neighbours]


def open_facts(
    advice: Advice | None, settled: Mapping[str, object], content: Content
) -> list[tuple[str, str, dict[str, str]]]:
    """Facts that the room can settle: the name, what it is called, and its answers by value.

    These are facts that could turn the advice, that nobody confirmed, or that were settled before.
    """
    wanted = {*settled, *(advice.unknown if advice else ()), *(advice.unconfirmed if advice else ())}
    return [
        (
            slot.value,
            name_of(slot.value, content),
            {value: content.questions.slots[slot].options[value].means for value in (*VALUES[slot], UNKNOWN)},
        )
        for slot in Slot
        if slot in wanted
    ]
